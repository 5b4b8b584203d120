using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>FIDO2 is enabled as a method, and people may register a key by themselves. Enabling changes no sign-in.</summary>
public sealed class Fido2EnabledGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "fido2-enabled";

    /// <inheritdoc/>
    public override string Asks => "Is FIDO2 enabled, and may people register keys by themselves?";

    /// <inheritdoc/>
    public override string Keeps => "FIDO2 enabled in the authentication methods policy";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 prepare";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Fido2Policy is not Answer<Fido2Policy>.Given { Value: var policy } given) return Unknown(facts.Fido2Policy, now);
        var evidence = Read("FIDO2 policy", given);
        if (policy.IsEnabled is false)
            return No("fido2-disabled", "FIDO2 is switched off in the authentication methods policy.", "Enable it: that changes nobody's sign-in.", [], [evidence]);
        if (policy.IsSelfServiceRegistrationAllowed is false)
            return No("fido2-self-service-off", "Nobody may register a key by themselves.", "Allow self-service set up in the FIDO2 policy.", [], [evidence]);
        return policy is { IsEnabled: true, IsSelfServiceRegistrationAllowed: true }
            ? Yes("FIDO2 is enabled, and people may register keys by themselves.", evidence)
            : Unknown("The FIDO2 policy does not say whether it is on and open to people.", "It is asked again then.") with { Until = AskAgain(now) };
    }
}
