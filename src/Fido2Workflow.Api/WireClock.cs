namespace Fido2Workflow.Api;

/// <summary>The wire's clock: the machine's, by which what others send is judged. Never the rollout's.</summary>
public sealed class WireClock(TimeProvider machine)
{
    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now => machine.GetUtcNow();
}
