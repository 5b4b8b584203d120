using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Somebody vouches, for each break-glass account, that a sign-in raises an alert which somebody receives.</summary>
public sealed class BreakGlassAlertGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-alert";

    /// <inheritdoc/>
    public override string Asks => "Does a sign-in of each break-glass account raise an alert that somebody receives?";

    /// <inheritdoc/>
    public override string Keeps => "alert on break-glass sign-ins";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 attest sign-in-alert";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Users is not Answer<IReadOnlyList<User>>.Given { Value: var users }) return Unknown(facts.Users, now);
        var words = Attestations.OfEachBreakGlassAccount(facts, users, AttestationItem.SignInAlert, now);
        var missing = words.Where(word => word.Value is null).Select(word => word.Key).ToList();
        return missing.Count == 0
            ? Yes("A sign-in of each break-glass account raises an alert.", [.. words.Select(word => Attestations.Evidence(facts, word.Value!))])
            : No("break-glass-alert-unattested", $"Nobody vouches that a sign-in of {facts.Names(missing)} raises an alert.",
                "Make an alert rule on the object id of each account in its log, let it go off once, and attest it.", missing, []);
    }
}
