using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Time;

/// <summary>Makes a virtual clock stand still; any other has nothing to hold.</summary>
internal static class ClockWork
{
    extension(RolloutClock clock)
    {
        /// <summary>Work that ends in another place than it began, and that nobody's sleep gives back.</summary>
        public IDisposable? HoldForStep() => (clock as VirtualClock)?.HandOverWork();
    }
}
