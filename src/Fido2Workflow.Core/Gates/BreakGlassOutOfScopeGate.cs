using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>No break-glass account is among those whom the policy would really hit.</summary>
public sealed class BreakGlassOutOfScopeGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-out-of-scope";

    /// <inheritdoc/>
    public override string Asks => "Is every break-glass account outside the effective scope of the wave's policy?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass accounts: excluded";

    /// <inheritdoc/>
    public override string MendedAt => Portal.ConditionalAccess;

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.EffectiveScope is not Answer<IReadOnlyList<string>>.Given { Value: var scope } given) return Unknown(facts.EffectiveScope, now);
        var hit = facts.Plan.Exclusions.BreakGlassAccounts.Intersect(scope).ToList();
        var evidence = Read($"effective scope of {scope.Count} people", given);
        return hit.Count == 0
            ? Yes("No break-glass account is in scope.", evidence)
            : No("break-glass-in-scope", $"The policy would hit {facts.Names(hit)}.", "Exclude the break-glass group from the policy.", hit, [evidence]);
    }
}
