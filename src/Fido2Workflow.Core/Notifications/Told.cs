namespace Fido2Workflow.Core.Notifications;

/// <summary>What people were told of a wave, and what stands that they need not hear of yet.</summary>
public sealed record Told(IReadOnlyList<Told.Cause> Causes)
{
    /// <summary>Nothing yet.</summary>
    public static Told Nothing { get; } = new([]);

    /// <summary>Something to be told once, however many rounds find it.</summary>
    /// <param name="On">What: the kind of notification and what it is about.</param>
    /// <param name="Since">Since when, UTC.</param>
    /// <param name="Seen">When it was last found, UTC.</param>
    /// <param name="Promised">When it was first said to answer itself, UTC; null where it never was.</param>
    /// <param name="People">Object ids named so far, where one more person is news.</param>
    /// <param name="Count">The most people it has been about.</param>
    public sealed record Cause(string On, DateTimeOffset Since, DateTimeOffset Seen, DateTimeOffset? Promised, bool IsTold, IReadOnlyList<string> People, int Count);
}
