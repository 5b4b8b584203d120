using System.CommandLine;
using Fido2Workflow.Cli.Assessments;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Readiness;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 assess --tenant TENANT</c>.</summary>
public static class AssessVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        var export = new Option<string?>("--export") { Description = "Writes UPN,Name,Wave,Methods,Note there of those who need a Temporary Access Pass, wave by wave, UTF-8.", HelpName = "file" };
        var verb = new Command("assess", "Shows how ready a tenant is: what people have registered, how far each wave is, who needs a Temporary Access Pass, who is in no wave, and which accounts look like service accounts. It decides nothing. Exits 0 when everybody has a way in and a wave and nobody looks like a service account, 1 when not, 3 when something could not be read and nobody is known to be without, 2 for bad input.")
        {
            export,
        };
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(export) is { } wanted) WholeFile.Expect(wanted);
            var report = await AssessAsync(options, parsed, error);

            foreach (var line in AssessText.Lines(report)) await (parsed.GetValue(options.Json) ? error : output).WriteLineAsync(line);
            if (parsed.GetValue(options.Json)) JsonOutput.Write(output, report);
            if (parsed.GetValue(export) is { } path) WholeFile.Write(path, PassListCsv.Write(report.NeedPass));
            return report.ExitCode;
        });
        return verb;
    }

    private static async Task<AssessReport> AssessAsync(RolloutOptions options, ParseResult parsed, TextWriter error)
    {
        await using var rollout = await options.OpenAsync(parsed);
        using var progress = new ProgressLine(error);
        progress.Show($"Reading the accounts of tenant {rollout.Tenant.TenantId}");
        var now = rollout.Tenant.Clock.GetUtcNow();
        var reader = new ReadinessReader(rollout.Tenant.Reader, rollout.State.Decisions, day => progress.Show($"Read the sign-ins from {Text.Instant(day)} UTC on"));
        return AssessReport.Of(rollout.Tenant.TenantId, now, rollout.Plan, await reader.ReadAsync(rollout.Plan, now));
    }
}
