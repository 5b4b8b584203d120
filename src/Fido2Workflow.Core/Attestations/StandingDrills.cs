using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Attestations;

/// <summary>The drills that count at an instant, and their look-up in the sign-in log.</summary>
public static class StandingDrills
{
    /// <summary>The last drill of each account for a wave whose word still counts: a later one overrules an earlier.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static IReadOnlyList<AttestedDrill> Of(IEnumerable<StoredDecision> decisions, int wave, DateTimeOffset now) =>
    [
        .. decisions.Select(stored => stored.Decision).OfType<AttestedDrill>()
            .Where(drill => drill.Wave == wave && drill.At <= now && drill.Until > now)
            .GroupBy(drill => drill.Account).Select(drills => drills.Last()),
    ];

    /// <summary>The sign-ins of each of these drills' accounts at that time, by the drill's id.</summary>
    public static async Task<IReadOnlyDictionary<string, Answer<SignInLog>>> ReadSignInsAsync(
        ITenantReader reader, Plan plan, IReadOnlyList<AttestedDrill> drills, DateTimeOffset now)
    {
        var read = new Dictionary<string, Answer<SignInLog>>();
        foreach (var drill in drills)
        {
            var (from, to) = DrillSighting.SpanOf(plan, drill, now);
            read[drill.Id] = await reader.ReadSignInsOfAsync(drill.Account, from, to);
        }
        return read;
    }
}
