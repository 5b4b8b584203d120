using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.People;

/// <summary>The activities that carry out what was decided about one person.</summary>
public static class PeopleActivities
{
    // The tenant's refusals are values; what throws is a bug or the machine, and is given time to pass.
    private static readonly RetryPolicy Patient = new(5, TimeSpan.FromSeconds(30), 2, TimeSpan.FromMinutes(10));

    /// <summary>Brings the release group to the releases.</summary>
    public static Activity<PeopleAsked, PeopleKept> KeepReleases { get; } = new("KeepReleases", Patient);

    /// <summary>Lets in whoever was admitted.</summary>
    public static Activity<PeopleAsked, PeopleKept> CarryOutAdmissions { get; } = new("CarryOutAdmissions", Patient);
}

/// <summary>Asks that what was decided be carried out.</summary>
/// <param name="PlanDigest">The plan's document in the document store.</param>
public sealed record PeopleAsked(string Rollout, string PlanDigest)
{
    /// <summary>The key that reads the plan.</summary>
    internal WaveKey Key => new(Rollout, Decisions.Decision.Prerequisites, PlanDigest);
}

/// <summary>What was carried out, and what was not yet.</summary>
/// <param name="People">How many it is about now: those who are released.</param>
/// <param name="Named">The first of them, by object id.</param>
/// <param name="Until">When something ends next by itself, UTC; null where nothing does.</param>
/// <param name="Holds">What is not carried out yet, or needs a person.</param>
public sealed record PeopleKept(int People, IReadOnlyList<string> Named, DateTimeOffset? Until, IReadOnlyList<Hold> Holds);
