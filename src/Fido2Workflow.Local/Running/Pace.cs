using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Running;

/// <summary>All in which a virtual clock and the machine's differ for the runner.</summary>
/// <param name="Parallelism">
/// How many activities run at once. In virtual time one, so that each run takes the same course.
/// </param>
/// <param name="LongestWait">
/// After this the timers are looked at again: a machine that slept, or whose clock was set, would otherwise be late.
/// </param>
/// <param name="Continuations">
/// How those who wait for the runner go on. In virtual time within the step that they waited for, so that time cannot
/// pass before they have asked for what comes next; in earnest on a thread of their own, so that they cannot hold it up.
/// </param>
internal sealed record Pace(int Parallelism, TimeSpan LongestWait, TaskCreationOptions Continuations)
{
    public static Pace Of(RolloutClock clock) => clock is VirtualClock
        ? new Pace(1, TimeSpan.MaxValue, TaskCreationOptions.None)
        : new Pace(4, TimeSpan.FromMinutes(1), TaskCreationOptions.RunContinuationsAsynchronously);
}
