namespace Fido2Workflow.Core.Operations;

/// <summary>What became of a decision that somebody sent.</summary>
public abstract record DecisionAnswer
{
    private DecisionAnswer() { }

    /// <summary>It is stored, and survives any crash from here on.</summary>
    /// <param name="Sequence">Its place in the order of decisions.</param>
    public sealed record Stored(long Sequence) : DecisionAnswer;

    /// <summary>The same decision was sent before and is stored: it was told twice, and nothing changed.</summary>
    /// <param name="Sequence">Its place in the order of decisions.</param>
    public sealed record StoredBefore(long Sequence) : DecisionAnswer;

    /// <summary>It is against the rules. Nothing changed.</summary>
    public sealed record Refused(OperationRefusal Refusal) : DecisionAnswer;
}
