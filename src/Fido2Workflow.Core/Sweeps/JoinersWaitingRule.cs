using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>Who came to the roster of a wave after it was enforced: nobody protects them until they are admitted.</summary>
public sealed class JoinersWaitingRule : SweepRule
{
    /// <inheritdoc/>
    public override string Name => "joiners-waiting";

    /// <inheritdoc/>
    public override Severity Severity => Severity.Medium;

    /// <inheritdoc/>
    public override string Finds => "Somebody on the roster of an enforced wave is not hit by its policy: they wait to be admitted.";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Users;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Find(SweepFacts facts, DateTimeOffset now)
    {
        if (facts.Waves is Answer<IReadOnlyList<SweptWave>>.Failed) return [Unknown(facts.Waves)];
        var released = facts.Tenant.UsersOf(facts.Plan.Exclusions.ReleaseGroup) is Answer<IReadOnlyList<string>>.Given { Value: var users } ? users : [];
        return facts.Enforced.SelectMany(wave => Find(facts, wave, released));
    }

    private IEnumerable<Finding> Find(SweepFacts facts, SweptWave wave, IReadOnlyList<string> released)
    {
        // That the scope is not known is said by the rule on lockouts.
        if (wave.Scope is not Answer<IReadOnlyList<string>>.Given { Value: var scope }) yield break;
        if (wave.Roster is not Answer<Placed>.Given { Value.Roster: var roster }) yield return Unknown(wave.Roster, wave.Number);
        else if (roster.Except(scope).Except(released).ToList() is { Count: > 0 } waiting)
            yield return Found($"Wave {wave.Number} is enforced, and {waiting.Count} on its roster {(waiting.Count == 1 ? "is" : "are")} not in it: {facts.Names(waiting)}.",
                "Help them register a key, and admit them once they have signed in with it.", waiting, wave.Number);
    }
}
