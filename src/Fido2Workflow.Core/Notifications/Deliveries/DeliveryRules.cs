namespace Fido2Workflow.Core.Notifications.Deliveries;

/// <summary>When a delivery is tried again, and when no more. Pure; on the wire's clock.</summary>
public static class DeliveryRules
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Whether it is to be tried now. No wait is longer than an hour: one that seems to be is of a clock that was set back.</summary>
    /// <param name="now">UTC.</param>
    public static bool IsDue(Delivery delivery, DateTimeOffset now) => delivery.DueAt <= now || delivery.DueAt - now > Longest;

    /// <summary>What becomes of it after an attempt.</summary>
    /// <param name="now">UTC.</param>
    public static Outcome After(Delivery delivery, Attempt attempt, DateTimeOffset now) => attempt switch
    {
        Attempt.Taken => new Outcome.Delivered(),
        Attempt.Refused refused => new Outcome.GivenUp(refused.Sentence),
        Attempt.Failed failed when now >= delivery.GiveUpAt => new Outcome.GivenUp($"{failed.Sentence} It has been tried {delivery.Attempts + 1} times."),
        Attempt.Failed failed => new Outcome.TriedAgain(failed.Sentence, Earlier(now + Wait(delivery.Attempts, failed.Wait), delivery.GiveUpAt)),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    // Twice as long each time, and no receiver can put it off for longer than an hour.
    private static TimeSpan Wait(int attempts, TimeSpan? asked)
    {
        var own = attempts >= 10 ? Longest : First * Math.Pow(2, attempts);
        var wait = asked > own ? asked.Value : own;
        return wait < Longest ? wait : Longest;
    }

    // The last attempt is at the very end: whoever is back by then gets it.
    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
