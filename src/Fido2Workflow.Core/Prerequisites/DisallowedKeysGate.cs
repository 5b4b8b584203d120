using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// Everybody whose key will not work is known by name. It holds nobody up: whoever is in a wave counts there as not
/// registered. What holds is not to know.
/// </summary>
public sealed class DisallowedKeysGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "keys-that-will-not-work";

    /// <inheritdoc/>
    public override string Asks => "Is it known whose key will not work?";

    /// <inheritdoc/>
    public override string Keeps => "keys of models that are not allowed reported, per person";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 assess";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var judged = KeyHolding.Judge(facts);
        if (judged is not Answer<KeyHolding>.Given { Value: var holding } given) return Unknown(judged, now);
        var unread = holding.Holders.Where(user => user.Status is EnrollmentStatus.Error || user.UnjudgedKeys > 0).Select(user => user.UserId).ToList();
        if (unread.Count > 0)
            return Unknown($"The keys of {unread.Count} could not be read or judged: {facts.Names(unread)}.", "It is asked again then.", unread) with { Until = AskAgain(now) };
        var useless = holding.Holders.Where(user => user.UselessKeys.Count > 0).ToList();
        var enrolled = useless.Where(user => user.Status is EnrollmentStatus.Registered).ToList();
        var evidence = Read($"keys of {holding.Holders.Count()} people", given);
        return useless.Count == 0
            ? Yes("Every key that was looked at will work.", evidence)
            : Yes($"{useless.Count} {(useless.Count == 1 ? "holds a key that" : "hold keys that")} will not work{Besides(useless.Count, enrolled.Count)}: {AccountNames.List([.. useless.Select(user => Why(facts, user))])}.", evidence)
                with { Named = [.. useless.Select(user => user.UserId)] };
    }

    private static string Besides(int useless, int enrolled) => (useless - enrolled, enrolled) switch
    {
        (_, 0) => " and must register another",
        (0, _) => " beside one that will",
        var (without, _) => $", and {without} of them must register another",
    };

    private static string Why(TenantFacts facts, UserEnrollment user) =>
        $"{facts.Names([user.UserId])} ({string.Join("; ", user.UselessKeys)}{(user.Status is EnrollmentStatus.Registered ? "; another key works" : "")})";
}
