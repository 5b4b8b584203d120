using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Passes;

/// <summary>Whether the pass that the test user was given last has been used, and the record of it. It holds a reader and cannot issue.</summary>
public sealed class PassTest(ITenantReader reader, IDecisionStore decisions, RolloutClock clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    /// <summary>The pass that the test user was given last; null where there was none.</summary>
    public static PassIssued? LastIssued(Plan plan, IReadOnlyList<StoredDecision> decided) =>
        decided.Select(stored => stored.Decision).OfType<PassIssued>().LastOrDefault(issued => issued.Person == plan.Passes.TestUser);

    /// <summary>Reads once, and records the result where there is one: consumed, or never used.</summary>
    /// <param name="id">Unique for ever: names the record.</param>
    /// <param name="by">The object id of the operator.</param>
    public async Task<Answer<PassUse>> ConfirmAsync(string id, string by, PassIssued issued)
    {
        var passes = await reader.ReadPassesAsync(issued.Person);
        var use = passes.Select(present => PassUse.Of(issued, present, clock.GetUtcNow()));
        if (use is Answer<PassUse>.Given { Value: PassUse.Consumed or PassUse.Missed } seen)
            await decisions.AddAsync(new PassTested
            {
                Id = id, Rollout = issued.Rollout, Wave = Decision.Prerequisites, By = by, At = clock.GetUtcNow(), Person = issued.Person,
                Consumed = seen.Value is PassUse.Consumed,
            });
        return use;
    }

    /// <summary>Reads again and again, on the rollout's clock, until the pass is used or has ended.</summary>
    public async Task<Answer<PassUse>> WaitAsync(string id, string by, PassIssued issued, CancellationToken cancellationToken)
    {
        while (true)
        {
            var use = await ConfirmAsync(id, by, issued);
            // What was issued a moment ago may not show yet, and a read may fail: both pass, until the pass ends.
            var mayChange = use is not Answer<PassUse>.Given { Value: PassUse.Consumed or PassUse.Missed };
            if (!mayChange || clock.GetUtcNow() >= issued.Until) return use;
            await clock.SleepAsync(LookEvery, cancellationToken);
        }
    }
}
