using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>Whose deferral ends soon, or has ended with no enforced wave that holds them.</summary>
public sealed class DeferralEndsRule : SweepRule
{
    /// <inheritdoc/>
    public override string Name => "deferral-ends";

    /// <inheritdoc/>
    public override Severity Severity => Severity.Low;

    /// <inheritdoc/>
    public override string Finds => "Somebody's deferral ends soon, or has ended, and no enforced wave holds them.";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Users;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Find(SweepFacts facts, DateTimeOffset now)
    {
        var hit = facts.Enforced.Select(wave => wave.Scope).OfType<Answer<IReadOnlyList<string>>.Given>().SelectMany(scope => scope.Value).ToHashSet();
        return facts.Tenant.Decisions.OfType<Deferred>().GroupBy(deferral => deferral.Person).Select(own => own.Last())
            .Where(deferral => deferral.Until - now <= facts.Plan.Sweeps.EndsWithin && !hit.Contains(deferral.Person) && !facts.IsDisabled(deferral.Person))
            .GroupBy(deferral => (deferral.Wave, deferral.Until))
            .OrderBy(together => together.Key.Until)
            .Select(together => (together.Key.Wave, together.Key.Until, People: together.Select(deferral => deferral.Person).Order(StringComparer.Ordinal).ToList()))
            .Select(together => Found(
                $"The deferral of {facts.Names(together.People)} out of wave {together.Wave} {(together.Until > now ? "ends" : "ended")} {together.Until:yyyy-MM-dd}, and no enforced wave holds {(together.People.Count == 1 ? "that person" : "them")}.",
                "Help them register a key: they are in the wave that comes next.", together.People, together.Wave, together.Until));
    }
}
