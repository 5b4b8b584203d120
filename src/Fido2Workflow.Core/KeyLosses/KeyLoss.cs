using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Core.KeyLosses;

/// <summary>A lost key as the decisions tell it.</summary>
/// <param name="Id">The id of the <see cref="KeyLost"/>.</param>
/// <param name="Person">The object id of the person.</param>
/// <param name="Key">The id of the FIDO2 method.</param>
/// <param name="At">When it was said to be lost, UTC.</param>
/// <param name="IsRevoked">Whether it is deleted, which was read back, and the person's sessions are revoked.</param>
public sealed record KeyLoss(string Id, string Person, int Wave, string Key, DateTimeOffset At, bool IsRevoked)
{
    /// <summary>The last loss of a person; null where they lost none.</summary>
    public static KeyLoss? Last(IReadOnlyList<StoredDecision> decisions, string person) => Of(decisions, person).LastOrDefault();

    /// <summary>The first key of a person that is lost and may still work; null where there is none.</summary>
    public static KeyLoss? StillWorking(IReadOnlyList<StoredDecision> decisions, string person) => Of(decisions, person).FirstOrDefault(loss => !loss.IsRevoked);

    private static IEnumerable<KeyLoss> Of(IReadOnlyList<StoredDecision> decisions, string person) =>
        from decision in decisions.Select(stored => stored.Decision).OfType<KeyLost>()
        where decision.Person == person
        select new KeyLoss(decision.Id, person, decision.Wave, decision.Key, decision.At,
            decisions.Any(stored => stored.Decision is KeyRevoked revoked && revoked.Person == person && revoked.Key == decision.Key));
}
