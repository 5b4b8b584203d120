using System.CommandLine;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Preflights;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Prerequisites;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 preflight --tenant TENANT</c>.</summary>
public static class PreflightVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        var verb = new Command("preflight", "Asks every prerequisite of the rollout, those that fail first, each with its fix and where it is mended. It reads, and changes nothing. Exits 0 when all say yes, 1 when one says no, 3 when none says no and one could not be found out, 2 for bad input.");
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var isJson = parsed.GetValue(options.Json);
            var report = await AskAsync(options, parsed, error);
            foreach (var line in PreflightText.Lines(report)) await (isJson ? error : output).WriteLineAsync(line);
            if (isJson) JsonOutput.Write(output, report);
            return report.Verdict switch
            {
                Verdict.Yes => ExitCodes.Yes,
                Verdict.No => ExitCodes.No,
                _ => ExitCodes.Unknown,
            };
        });
        return verb;
    }

    private static async Task<PreflightReport> AskAsync(RolloutOptions options, ParseResult parsed, TextWriter error)
    {
        await using var rollout = await options.OpenAsync(parsed);
        using var progress = new ProgressLine(error);
        progress.Show($"Reading the prerequisites of tenant {rollout.Tenant.TenantId}");
        var now = rollout.Tenant.Clock.GetUtcNow();
        var gates = await new TenantFactsReader(rollout.Tenant.Reader, rollout.State.Decisions).JudgeAsync(rollout.Plan, now);
        return PreflightReport.Of(rollout.Plan.Rollout, rollout.Tenant.TenantId, now, gates);
    }
}
