using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>Reads whether anybody is left after the last wave: deferred out of it, or returned since. It holds a reader and cannot write to the tenant.</summary>
public sealed class FindRemainder(ITenantReader reader, IDecisionStore decisions, IDocumentStore documents)
{
    private const int NamedAtMost = 10;

    /// <summary>The activity.</summary>
    /// <param name="key">The remainder wave's.</param>
    public async Task<Step<Remainder>> RunAsync(ActivityContext context, WaveKey key)
    {
        var plan = await key.ReadPlanAsync(documents);
        var placement = await new WaveFactsReader(reader, decisions, documents).ReadPlacementAsync(plan, key);
        if (placement is not Answer<Placed>.Given { Value.Roster: var left }) return new Step<Remainder>.Held(Hold.Of(placement, context.Now));
        var ends = (await decisions.ReadAsync(key.Rollout)).Select(stored => stored.Decision).OfType<Deferred>()
            .Where(deferral => deferral.Wave == key.Wave - 1 && left.Contains(deferral.Person))
            .GroupBy(deferral => deferral.Person, deferral => (DateTimeOffset?)deferral.Until)
            // Of two deferrals of one person the later word counts.
            .Select(person => person.Last());
        return new Step<Remainder>.Taken(new(left.Count, [.. left.Take(NamedAtMost)], ends.Max()));
    }
}
