using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Attestations;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Attestations;

/// <summary>Reads and shows people's words, each drill with what the sign-in log says of it.</summary>
public sealed class WordBook(OpenRollout rollout)
{
    private readonly Dictionary<string, string> _names = [];

    /// <summary>Every word that counts now; of a drill the last of each account and wave.</summary>
    public async Task<IReadOnlyList<StandingWord>> ReadAsync()
    {
        var now = rollout.Tenant.Clock.GetUtcNow();
        var decided = await rollout.State.Decisions.ReadAsync(rollout.Plan.Rollout);
        var drills = decided.Select(stored => stored.Decision.Wave).Distinct().SelectMany(wave => StandingDrills.Of(decided, wave, now)).Select(drill => drill.Id).ToHashSet();
        var words = new List<StandingWord>();
        foreach (var decision in decided.Select(stored => stored.Decision))
            if (decision is AttestedDrill drill ? drills.Contains(drill.Id) : decision.At <= now && StandingWord.UntilOf(decision) > now)
                words.Add(await ReadAsync(decision, now));
        return words;
    }

    /// <summary>One word.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<StandingWord> ReadAsync(Decision decision, DateTimeOffset now)
    {
        var (what, account) = decision switch
        {
            Attested attested => (AttestationNames.Of(attested.Item), attested.Account),
            AttestedSupport => (AttestationNames.Support, null),
            AttestedDrill attested => (AttestationNames.Drill, attested.Account),
            _ => throw new InvalidOperationException($"{decision.GetType().Name} is no word"),
        };
        return new(what, decision.Wave, account is null ? null : await NameAsync(account), await NameAsync(decision.By), decision.At,
            StandingWord.UntilOf(decision)!.Value, decision.Reason, decision is AttestedDrill drill ? await LookUpAsync(drill, now) : null);
    }

    /// <summary>Lines for people.</summary>
    public static IEnumerable<string> Lines(StandingWord word)
    {
        yield return $"{word.What}{(word.Account is null ? "" : $" of {word.Account}")}{(word.Wave == Decision.Prerequisites ? "" : $", wave {word.Wave}")}: said by {word.By} {Text.Instant(word.At)}, counts until {Text.Instant(word.Until)} UTC{(word.Reason is null ? "" : $" ({word.Reason})")}";
        if (word.Drill is not { } drill) yield break;
        yield return $"  signed in {Text.Instant(drill.SignedInAt)} UTC; both portals {(drill.BothPortalsReached ? "reached" : "NOT reached")}; alert {(drill.AlertReceived ? "received" : "NOT received")}";
        yield return $"  {drill.Sentence}";
    }

    private async Task<DrillWord> LookUpAsync(AttestedDrill drill, DateTimeOffset now)
    {
        var read = await StandingDrills.ReadSignInsAsync(rollout.Tenant.Reader, rollout.Plan, [drill], now);
        var (mark, sentence) = DrillSighting.Of(rollout.Plan, drill, read[drill.Id]) switch
        {
            DrillSighting.Confirmed seen => ("confirmed", $"confirmed: the sign-in log shows it {Text.Instant(seen.At)} UTC"),
            DrillSighting.Contradicted no => ("contradicted", $"contradicted: {no.Why}"),
            DrillSighting.NotYetVisible late => ("notYetVisible", $"not yet visible: the sign-in log may still show it until {Text.Instant(late.Until)} UTC"),
            DrillSighting.Unreadable unread => ("unreadable", $"not known: {unread.Why}"),
            _ => throw new InvalidOperationException("closed hierarchy"),
        };
        return new(drill.SignedInAt, drill.BothPortalsReached, drill.AlertReceived, mark, sentence);
    }

    private async Task<string> NameAsync(string id)
    {
        if (!_names.TryGetValue(id, out var name))
            _names[id] = name = await rollout.Tenant.Reader.ReadUserAsync(id) is Answer<User>.Given { Value: var user } ? user.UserPrincipalName : id;
        return name;
    }
}
