using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// No federated domain keeps multifactor authentication to itself. Under <c>enforceMfaByFederatedIdp</c> Entra never asks for a
/// key, so a strength of keys locks everybody of that domain out; under <c>acceptIfMfaDoneByFederatedIdp</c> it asks where the
/// identity provider did not. (Microsoft Learn: "Conditional Access authentication strength", federated users;
/// internalDomainFederation.)
/// </summary>
public sealed class FederatedDomainsGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "federated-domains";

    /// <inheritdoc/>
    public override string Asks => "Does Entra itself ask the people of every federated domain for a key?";

    /// <inheritdoc/>
    public override string Keeps => "nobody of a federated domain would be locked out";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Domains;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Domains is not Answer<IReadOnlyList<Domain>>.Given { Value: var domains } given) return Unknown(facts.Domains, now);
        var evidence = Read($"{domains.Count} domains", given);
        var federated = domains.Where(domain => domain.AuthenticationType is not "Managed").ToList();
        var enforcing = Names(federated, domain => domain.FederatedMultifactorBehavior is "enforceMfaByFederatedIdp");
        if (enforcing.Count > 0)
            return No("federated-domain-enforces", $"{AccountNames.List(enforcing)} {(enforcing.Count == 1 ? "sends its" : "send their")} own multifactor authentication and Entra never asks for a key: the rollout would lock its people out.",
                "Set federatedIdpMfaBehavior of the domain to rejectMfaByFederatedIdp, or convert it to managed.", [], [evidence]);
        var unsaid = Names(federated, domain => domain is not { AuthenticationType: "Federated", FederatedMultifactorBehavior: "acceptIfMfaDoneByFederatedIdp" or "rejectMfaByFederatedIdp" });
        if (unsaid.Count > 0)
            return Unknown($"{AccountNames.List(unsaid)} {(unsaid.Count == 1 ? "does" : "do")} not say who does multifactor authentication.", "Set federatedIdpMfaBehavior of the domain to rejectMfaByFederatedIdp.");
        var accepting = Names(federated, domain => domain.FederatedMultifactorBehavior is "acceptIfMfaDoneByFederatedIdp");
        return Yes(accepting.Count == 0
                ? "No federated domain does multifactor authentication in Entra's place."
                : $"Entra asks for a key everywhere; from {AccountNames.List(accepting)} it also accepts multifactor authentication of the identity provider, which satisfies plain policies.",
            evidence);
    }

    private static List<string> Names(IEnumerable<Domain> domains, Func<Domain, bool> which) => [.. domains.Where(which).Select(domain => domain.Name).Order(StringComparer.Ordinal)];
}
