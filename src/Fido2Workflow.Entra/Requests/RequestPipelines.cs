using Fido2Workflow.Core.Durable;
using Polly;
using Polly.Fallback;
using Polly.Retry;

namespace Fido2Workflow.Entra.Requests;

/// <summary>How a request is held to its time, and a read asked again, on the rollout's clock.</summary>
internal static class RequestPipelines
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(100);

    /// <summary>Reads: asked again while that may help.</summary>
    public static ResiliencePipeline<GraphReply> ForReads(RolloutClock clock) =>
        OneRequest(new ResiliencePipelineBuilder<GraphReply> { TimeProvider = clock }.AddRetry(new RetryStrategyOptions<GraphReply>
        {
            MaxRetryAttempts = BackOff.Retries,
            ShouldHandle = attempt => ValueTask.FromResult(BackOff.IsWorthAsking(attempt.Outcome.Result)),
            // A delay of Polly's would hold its work while it waits, and a virtual clock would stand still: the clock itself sleeps.
            Delay = TimeSpan.Zero,
            OnRetry = attempt => new ValueTask(
                clock.SleepAsync(BackOff.Wait(attempt.Outcome.Result, attempt.AttemptNumber), attempt.Context.CancellationToken)),
        })).Build();

    /// <summary>Writes: sent once, whatever comes of it.</summary>
    public static ResiliencePipeline<GraphReply> ForWrites(RolloutClock clock) =>
        OneRequest(new ResiliencePipelineBuilder<GraphReply> { TimeProvider = clock }).Build();

    private static ResiliencePipelineBuilder<GraphReply> OneRequest(ResiliencePipelineBuilder<GraphReply> pipeline) => pipeline
        .AddFallback(new FallbackStrategyOptions<GraphReply>
        {
            ShouldHandle = attempt => ValueTask.FromResult(GraphReply.Explains(attempt.Outcome.Exception)),
            FallbackAction = attempt => Outcome.FromResultAsValueTask(GraphReply.Of(attempt.Outcome.Exception!)),
        })
        .AddTimeout(TimeLimit);
}
