using System.CommandLine;
using Fido2Workflow.Cli.Attestations;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 attest</c>: what only a person can vouch for.</summary>
public static class AttestVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Command("attest", "Records what only a person can vouch for, with who, when and until when. Writes nothing to the tenant.");
        foreach (var item in Enum.GetValues<AttestationItem>()) verb.Subcommands.Add(Item(item));
        verb.Subcommands.Add(Support());
        verb.Subcommands.Add(List());
        return verb;
    }

    private static Command Item(AttestationItem item)
    {
        var options = new RolloutOptions();
        var account = new Option<string?>("--account") { Description = "The break-glass account it is about; without it, each of them.", HelpName = "upn" };
        var (by, until, reason) = (Words.By(), Words.Until(), Words.Reason());
        var verb = new Command(AttestationNames.Of(item), AttestationNames.Says(item)) { by, until, reason };
        if (AttestationNames.Short(item) is { } alias) verb.Aliases.Add(alias);
        if (AttestationNames.IsOfAnAccount(item)) verb.Options.Add(account);
        options.AddTo(verb);
        verb.SetAction((parsed, _) => RecordAsync(parsed, options, by, async (rollout, accounts, decider, now) =>
        {
            var ends = Words.UntilOf(parsed.GetValue(until), now + rollout.Plan.Attestations.CountsFor, now);
            IReadOnlyList<string?> about = AttestationNames.IsOfAnAccount(item) ? [.. (await accounts.FindBreakGlassAsync(parsed.GetValue(account))).Select(found => found.Id)] : [null];
            return [.. about.Select(id => new Attested
            {
                Id = Words.NewId(rollout.Plan, "attest"), Rollout = rollout.Plan.Rollout, Wave = Decision.Prerequisites, By = decider, At = now,
                Reason = parsed.GetValue(reason), Item = item, Account = id, Until = ends,
            })];
        }));
        return verb;
    }

    private static Command Support()
    {
        var options = new RolloutOptions();
        var wave = new Option<int>("--wave") { Description = "The wave whose enforcement window it is open for.", HelpName = "number", Required = true };
        var (by, until, reason) = (Words.By(), Words.Until(), Words.Reason());
        var verb = new Command(AttestationNames.Support, "The support channel is open for the enforcement window of a wave.") { wave, by, until, reason };
        options.AddTo(verb);
        verb.SetAction((parsed, _) => RecordAsync(parsed, options, by, (rollout, _, decider, now) =>
        {
            Words.ExpectWave(rollout.Plan, parsed.GetValue(wave), least: 1);
            return Task.FromResult<IReadOnlyList<Decision>>([new AttestedSupport
            {
                Id = Words.NewId(rollout.Plan, "attest"), Rollout = rollout.Plan.Rollout, Wave = parsed.GetValue(wave), By = decider, At = now,
                Reason = parsed.GetValue(reason), Until = Words.UntilOf(parsed.GetValue(until), now + rollout.Plan.Attestations.SupportCountsFor, now),
            }]);
        }));
        return verb;
    }

    private static Command List()
    {
        var options = new RolloutOptions();
        var verb = new Command("list", "Shows every word that counts now, and each drill with what the sign-in log says of it.");
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (talk, data) = Words.Streams(parsed, options);
            await using var rollout = await options.OpenAsync(parsed);
            var words = await new WordBook(rollout).ReadAsync();
            foreach (var line in words.SelectMany(WordBook.Lines)) talk.WriteLine(line);
            if (words.Count == 0) talk.WriteLine("Nobody's word counts now.");
            if (data is not null) JsonOutput.Write(data, words);
            return ExitCodes.Yes;
        });
        return verb;
    }

    private static async Task<int> RecordAsync(
        ParseResult parsed, RolloutOptions options, Option<string> by,
        Func<OpenRollout, NamedAccounts, string, DateTimeOffset, Task<IReadOnlyList<Decision>>> decideAsync)
    {
        var (talk, data) = Words.Streams(parsed, options);
        await using var rollout = await options.OpenAsync(parsed);
        var accounts = new NamedAccounts(rollout.Tenant.Reader, rollout.Plan);
        var decider = await accounts.FindDeciderAsync(parsed.GetRequiredValue(by));
        var now = rollout.Tenant.Clock.GetUtcNow();
        var decisions = await decideAsync(rollout, accounts, decider.Id, now);
        foreach (var decision in decisions) await rollout.State.Decisions.AddAsync(decision);

        var book = new WordBook(rollout);
        var words = new List<StandingWord>();
        foreach (var decision in decisions) words.Add(await book.ReadAsync(decision, now));
        foreach (var line in words.SelectMany(WordBook.Lines)) talk.WriteLine(line);
        if (data is not null) JsonOutput.Write(data, words);
        return ExitCodes.Yes;
    }
}
