using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Core.Waves;

/// <summary>Reads what people decided about a wave. The decision store is the truth; an event is only a nudge to read it.</summary>
public sealed class ReadOrders(IDecisionStore decisions, IDocumentStore documents)
{
    /// <summary>The activity.</summary>
    public async Task<Orders> RunAsync(ActivityContext context, OrdersAsked asked)
    {
        var plan = await asked.Key.ReadPlanAsync(documents);
        var decided = await decisions.ReadAsync(asked.Key.Rollout);
        return new(
            decided.Any(stored => stored.Decision is WaveStarted started && started.Wave == asked.Key.Wave),
            Halt.Of(decided, asked.Key.Wave),
            Fence.Of(decided, asked.Key.Wave),
            Fence.RolledBackBy(decided, asked.Key.Wave),
            Approval.VoidedBy(decided, asked.Key.Wave),
            decided is [.., var last] ? last.Sequence : 0,
            asked.Question is { } question ? Approval.Of(decided, plan, asked.Key.Wave, question) : null);
    }
}
