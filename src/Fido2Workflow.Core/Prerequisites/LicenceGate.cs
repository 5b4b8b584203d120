using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// The tenant has Entra ID P1 or P2: without it there is neither conditional access nor a log that is kept for longer than
/// a week. (Microsoft Learn: "What is Conditional Access?", licence requirements.) Break-glass accounts need none.
/// </summary>
public sealed class LicenceGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "licence";

    /// <inheritdoc/>
    public override string Asks => "Has the tenant Microsoft Entra ID P1 or P2?";

    /// <inheritdoc/>
    public override string Keeps => "licence suffices for conditional access and its logs";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Licences;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.ServicePlans is not Answer<IReadOnlyList<string>>.Given { Value: var plans } given) return Unknown(facts.ServicePlans, now);
        var evidence = Read($"{plans.Count} service plans", given);
        return EntraLicence.IsPremium(plans)
            ? Yes($"The tenant has Microsoft Entra ID {(EntraLicence.IsP2(plans) ? "P2" : "P1")}.", evidence)
            : No("licence-missing", "The tenant has neither Microsoft Entra ID P1 nor P2, so it can enforce no conditional access policy.",
                "Buy Microsoft Entra ID P1 for everybody in the waves.", [], [evidence]);
    }
}
