using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Temporary Access Passes are enabled, live for an hour to a working day, and work once.</summary>
public sealed class TemporaryAccessPassGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "temporary-access-pass";

    /// <inheritdoc/>
    public override string Asks => "Are Temporary Access Passes enabled, one-time, and of the plan's lifetime?";

    /// <inheritdoc/>
    public override string Keeps => "Temporary Access Pass enabled: 1 to 8 hours, one-time";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 prepare";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.TemporaryAccessPassPolicy is not Answer<TemporaryAccessPassPolicy>.Given { Value: var policy } given) return Unknown(facts.TemporaryAccessPassPolicy, now);
        var (shortest, longest) = ((int)facts.Plan.Passes.ShortestLifetime.TotalMinutes, (int)facts.Plan.Passes.LongestLifetime.TotalMinutes);
        var evidence = Read("Temporary Access Pass policy", given);
        if (policy.IsEnabled is false)
            return No("pass-disabled", "Temporary Access Passes are switched off: whoever has no method could never register.", "Enable them in the authentication methods policy.", [], [evidence]);
        if (policy.IsUsableOnce is false)
            return No("pass-not-one-time", "Temporary Access Passes may be used more than once.", "Make them one-time.", [], [evidence]);
        if (policy.MinimumLifetimeInMinutes < shortest || policy.MaximumLifetimeInMinutes > longest)
            return No("pass-lifetime", $"Temporary Access Passes live {policy.MinimumLifetimeInMinutes} to {policy.MaximumLifetimeInMinutes} minutes; the plan says {shortest} to {longest}.",
                "Bring the lifetimes of the policy within the plan's.", [], [evidence]);
        if (policy is { IsEnabled: true, IncludeTargets: [] })
            return No("pass-untargeted", "The Temporary Access Pass policy targets nobody, so no pass would let anybody in.", "Target the people of the waves.", [], [evidence]);
        return policy is { IsEnabled: true, IsUsableOnce: true, MinimumLifetimeInMinutes: not null, MaximumLifetimeInMinutes: not null }
            ? Yes($"Temporary Access Passes are enabled and one-time, and live {policy.MinimumLifetimeInMinutes} to {policy.MaximumLifetimeInMinutes} minutes.", evidence)
            : Unknown("The Temporary Access Pass policy does not say all that it must.", "It is asked again then.") with { Until = AskAgain(now) };
    }
}
