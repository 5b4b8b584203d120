using System.CommandLine;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Sweeps;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Sweeps;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 sweep --tenant TENANT</c>.</summary>
public static class SweepVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        var verb = new Command("sweep", "Looks the rollout over, once, now: what let its waves be enforced must go on to be so. The worst comes first, each with who it is about and what mends it. It reads, and changes nothing. Exits 0 when nothing was found, 1 when something was, 3 when nothing was and something could not be found out, 2 for bad input.");
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (talk, data) = Words.Streams(parsed, options);
            var report = await SweepAsync(options, parsed);
            foreach (var line in SweepText.Lines(report)) talk.WriteLine(line);
            if (data is not null) JsonOutput.Write(data, report);
            return report.Verdict switch
            {
                Verdict.Yes => ExitCodes.Yes,
                Verdict.No => ExitCodes.No,
                _ => ExitCodes.Unknown,
            };
        });
        return verb;
    }

    private static async Task<SweepReport> SweepAsync(RolloutOptions options, ParseResult parsed)
    {
        await using var rollout = await options.OpenAsync(parsed);
        using var progress = new ProgressLine(parsed.InvocationConfiguration.Error);
        progress.Show($"Sweeping rollout {rollout.Plan.Rollout} in tenant {rollout.Tenant.TenantId}");
        var sweeper = new Sweeper(rollout.Tenant.Reader, rollout.State.Decisions, rollout.State.Documents, rollout.State.Statuses);
        return await sweeper.RunAsync(rollout.Plan, await sweeper.FindLastAsync(rollout.Plan.Rollout), rollout.Tenant.Clock.GetUtcNow());
    }
}
