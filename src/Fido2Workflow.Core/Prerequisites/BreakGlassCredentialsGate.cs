using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// Somebody vouches, for each break-glass account, that its passphrase is long and random, lies in a fireproof safe, and is
/// known whole to two named administrators, each by themselves.
/// </summary>
public sealed class BreakGlassCredentialsGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-credentials";

    /// <inheritdoc/>
    public override string Asks => "Does somebody vouch for the credentials of each break-glass account in the safe?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass credentials stored and known to two administrators";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 attest credentials-in-safe";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Users is not Answer<IReadOnlyList<User>>.Given { Value: var users }) return Unknown(facts.Users, now);
        var words = Attestations.OfEachBreakGlassAccount(facts, users, AttestationItem.CredentialsInSafe, now);
        var missing = words.Where(word => word.Value is null).Select(word => word.Key).ToList();
        return missing.Count == 0
            ? Yes("The credentials of each break-glass account are vouched for.", [.. words.Select(word => Attestations.Evidence(facts, word.Value!))])
            : No("break-glass-credentials-unattested", $"Nobody vouches for the credentials of {facts.Names(missing)} in the safe.",
                "Make sure of passphrase, safe and two administrators, and attest it for each account.", missing, []);
    }
}
