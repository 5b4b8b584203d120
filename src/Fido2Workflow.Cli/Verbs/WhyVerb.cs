using System.CommandLine;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.People;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Causes;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 why</c>.</summary>
public static class WhyVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        var user = new Option<string>("--user") { Description = "Who does not get in: a user principal name.", HelpName = "upn", Required = true };
        var verb = new Command("why", "Why one person does not get in: their last sign-ins, the cause, whether it is the rollout's doing, and what helps, ranked. Exits 0 when the cause is known, 3 when nobody can tell, 2 for bad input.") { user };
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (talk, data) = Words.Streams(parsed, options);
            await using var rollout = await options.OpenAsync(parsed);
            var person = await new NamedAccounts(rollout.Tenant.Reader, rollout.Plan).FindAsync("--user", parsed.GetRequiredValue(user));
            var report = await WhyReport.ReadAsync(rollout.Tenant.Reader, rollout.State.Decisions, rollout.Plan, person, rollout.Tenant.Clock.GetUtcNow());
            if (data is not null) JsonOutput.Write(data, report);
            else foreach (var line in WhyText.Lines(report)) talk.WriteLine(line);
            return report.IsOurs is null ? ExitCodes.Unknown : ExitCodes.Yes;
        });
        return verb;
    }
}
