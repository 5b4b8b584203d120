using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Attestations;

/// <summary>Somebody's word, as it was recorded and as it stands.</summary>
/// <param name="What">What is vouched for, as the verb that records it names it.</param>
/// <param name="Account">The user principal name of the account it is about; null where it is about none.</param>
/// <param name="By">The user principal name of whoever gave it, or their object id where the tenant has no such account.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Until">When it ends to count, UTC.</param>
/// <param name="Drill">What a drill says besides; null for any other word.</param>
public sealed record StandingWord(string What, int Wave, string? Account, string By, DateTimeOffset At, DateTimeOffset Until, string? Reason, DrillWord? Drill)
{
    /// <summary>When a decision ends to count, UTC; null where it is no word that ends.</summary>
    public static DateTimeOffset? UntilOf(Decision decision) => decision switch
    {
        Attested word => word.Until,
        AttestedSupport word => word.Until,
        AttestedDrill word => word.Until,
        _ => null,
    };
}

/// <summary>A drill by its word and by the sign-in log.</summary>
/// <param name="Mark"><c>confirmed</c>, <c>contradicted</c>, <c>notYetVisible</c> or <c>unreadable</c>.</param>
/// <param name="Sentence">What the log says.</param>
public sealed record DrillWord(DateTimeOffset SignedInAt, bool BothPortalsReached, bool AlertReceived, string Mark, string Sentence);
