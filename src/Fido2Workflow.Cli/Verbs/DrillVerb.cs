using System.CommandLine;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Attestations;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 drill</c>: a sign-in with a break-glass account, by word and by the sign-in log.</summary>
public static class DrillVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        var account = new Option<string>("--account") { Description = "The break-glass account that was signed in with.", HelpName = "upn", Required = true };
        var wave = new Option<int>("--wave") { Description = "The wave the drill is for; 0 for the prerequisites.", HelpName = "number", Required = true };
        var signedInAt = new Option<string>("--signed-in-at") { Description = $"When: {Words.InstantExpected}. The sign-in log is searched some time before and after it.", HelpName = "instant", Required = true };
        var portals = new Option<bool>("--portals") { Description = "The Microsoft Entra and the Microsoft 365 admin portals were both reached." };
        var alert = new Option<bool>("--alert") { Description = "Somebody received the alert that this sign-in raises." };
        var (by, until, reason) = (Words.By(), Words.Until(), Words.Reason());
        var verb = new Command("drill", "Records that a break-glass account was signed in with, and looks it up in the sign-in log: confirmed, contradicted or not yet visible. Writes nothing to the tenant. Exits 0 when the drill counts, 1 when it does not, 3 when the log does not show it yet or could not be read, 2 for bad input.")
        {
            account, wave, by, signedInAt, portals, alert, until, reason,
        };
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (talk, data) = Words.Streams(parsed, options);
            var at = Words.Instant("--signed-in-at", parsed.GetRequiredValue(signedInAt));
            await using var rollout = await options.OpenAsync(parsed);
            Words.ExpectWave(rollout.Plan, parsed.GetValue(wave), least: Decision.Prerequisites);
            var accounts = new NamedAccounts(rollout.Tenant.Reader, rollout.Plan);
            var decider = await accounts.FindDeciderAsync(parsed.GetRequiredValue(by));
            var drilled = (await accounts.FindBreakGlassAsync(parsed.GetRequiredValue(account)))[0];
            var now = rollout.Tenant.Clock.GetUtcNow();
            if (at > now) throw new BadInputException($"--signed-in-at: {Text.Instant(at)} UTC was found; expected a time that has come, and it is {Text.Instant(now)} UTC.");
            if (at + rollout.Plan.Attestations.DrillCountsFor <= now) throw new BadInputException($"--signed-in-at: {Text.Instant(at)} UTC was found; expected a time within the last {rollout.Plan.Attestations.DrillCountsFor.TotalDays:0} days, since no older drill counts.");

            var drill = new AttestedDrill
            {
                Id = Words.NewId(rollout.Plan, "drill"), Rollout = rollout.Plan.Rollout, Wave = parsed.GetValue(wave), By = decider.Id, At = now,
                Reason = parsed.GetValue(reason), Account = drilled.Id, SignedInAt = at, BothPortalsReached = parsed.GetValue(portals), AlertReceived = parsed.GetValue(alert),
                Until = Words.UntilOf(parsed.GetValue(until), at + rollout.Plan.Attestations.DrillCountsFor, now),
            };
            await rollout.State.Decisions.AddAsync(drill);
            var word = await new WordBook(rollout).ReadAsync(drill, now);
            foreach (var line in WordBook.Lines(word)) talk.WriteLine(line);
            if (data is not null) JsonOutput.Write(data, word);
            return ExitCodeOf(word.Drill!);
        });
        return verb;
    }

    private static int ExitCodeOf(DrillWord drill) => drill switch
    {
        { BothPortalsReached: false } or { AlertReceived: false } or { Mark: "contradicted" } => ExitCodes.No,
        { Mark: "confirmed" } => ExitCodes.Yes,
        _ => ExitCodes.Unknown,
    };
}
