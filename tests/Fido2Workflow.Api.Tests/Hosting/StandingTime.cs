namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>A machine's clock that stands still.</summary>
internal sealed class StandingTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
