namespace Fido2Workflow.TenantSimulator.Faults;

/// <summary>What goes wrong with one request.</summary>
internal abstract record Fault
{
    private Fault() { }

    public sealed record None : Fault;

    /// <summary>Refused before it is looked at.</summary>
    public sealed record Refused(int Status, string Code, TimeSpan? RetryAfter) : Fault;

    /// <summary>Looked at late.</summary>
    public sealed record Slow(TimeSpan Delay) : Fault;

    /// <summary>Done, but nobody hears of it in any reasonable time.</summary>
    public sealed record AnswerLost(TimeSpan Delay) : Fault;
}
