using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Time;

/// <summary>Makes a virtual clock stand still; any other has nothing to hold.</summary>
internal static class ClockWork
{
    extension(RolloutClock clock)
    {
        /// <summary>Work of the caller, which its sleeps give back.</summary>
        public IDisposable? HoldForCaller() => (clock as VirtualClock)?.BeginWork();

        /// <summary>Work that ends in another place than it began, and that nobody's sleep gives back.</summary>
        public IDisposable? HoldForStep() => (clock as VirtualClock)?.HandOverWork();
    }
}
