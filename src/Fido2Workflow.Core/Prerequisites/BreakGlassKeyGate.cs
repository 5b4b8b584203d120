using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// Each break-glass account has a FIDO2 key that works, or a certificate, of its own. The admin portals ask everybody for
/// more than a password, break-glass accounts too, and no conditional access exclusion changes that. (Microsoft Learn:
/// "Planning for mandatory multifactor authentication for Azure and other admin portals", February 2025.)
/// </summary>
public sealed class BreakGlassKeyGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-key";

    /// <inheritdoc/>
    public override string Asks => "Has each break-glass account a FIDO2 key that works, or a certificate, of its own?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass accounts can pass the admin portals' mandatory multifactor authentication";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Users;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var read = BreakGlassMethods.Of(facts);
        var certified = read.Held.Where(account => account.Value.Value.Any(method => BreakGlassMethods.IsCertificate(method.Type))).Select(account => account.Key).ToList();
        var keyed = facts.BreakGlassAccounts.Except(certified).ToList();
        var evidence = read.Held.Select(account => Read($"methods of {facts.Names([account.Key])}", account.Value)).ToList();
        if (keyed.Count == 0) return Yes("Each break-glass account has a certificate.", evidence);

        if (facts.Keys is not Answer<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>.Given { Value: var keys }) return Unknown(facts.Keys, now);
        var judged = KeyHolding.Judge(facts);
        if (judged is not Answer<KeyHolding>.Given { Value: var holding }) return Unknown(judged, now);
        var without = keyed.Where(account => keys.GetValueOrDefault(account) is Answer<IReadOnlyList<Fido2Key>>.Given && holding.Of(account) is EnrollmentStatus.NotRegistered).ToList();
        if (without.Count > 0)
            return No("break-glass-key-missing", $"{string.Join("; ", without.Select(account => $"{facts.Names([account])}: {holding.Why(account)}"))}. The admin portals would not let the account in.",
                "Register a key of an allowed model on the account, and keep it in the safe.", without, evidence);
        var unread = keyed.Where(account => holding.Of(account) is not EnrollmentStatus.Registered).ToList();
        return unread.Count > 0
            ? Unknown($"Whether {facts.Names(unread)} has a key that works could not be read.", "It is asked again then.", unread) with { Until = AskAgain(now) }
            : Yes("Each break-glass account has a key that works or a certificate.", evidence);
    }
}
