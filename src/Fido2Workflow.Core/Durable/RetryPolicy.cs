namespace Fido2Workflow.Core.Durable;

/// <summary>How often, and how far apart, an activity that throws is tried.</summary>
/// <param name="MaxNumberOfAttempts">All attempts, the first included.</param>
/// <param name="FirstRetryInterval">The wait before the second attempt, a durable timer.</param>
/// <param name="BackoffCoefficient">Each further wait is the one before times this.</param>
/// <param name="MaxRetryInterval">No wait is longer.</param>
public sealed record RetryPolicy(
    int MaxNumberOfAttempts, TimeSpan FirstRetryInterval, double BackoffCoefficient, TimeSpan MaxRetryInterval)
{
    /// <summary>The wait after attempt number <paramref name="attempt"/> (1 is the first), or null where none is left.</summary>
    public TimeSpan? DelayAfter(int attempt)
    {
        if (attempt >= MaxNumberOfAttempts) return null;
        var ticks = FirstRetryInterval.Ticks * Math.Pow(BackoffCoefficient, attempt - 1);
        return ticks < MaxRetryInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : MaxRetryInterval;
    }
}
