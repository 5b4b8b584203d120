using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Releases;

/// <summary>
/// Brings the release group to the releases: whoever is released goes in; whoever was goes out, and that is recorded once it
/// is read back. Whoever was put there by somebody else's hand is told of and left alone: taken out, they might be locked out.
/// </summary>
public sealed class KeepReleases(ITenantReader reader, ITenantWriter writer, IDecisionStore decisions, IDocumentStore documents)
{
    /// <summary>The code of the hold that says that somebody is in the release group whom nobody released here.</summary>
    public const string Stranger = "release-group-stranger";

    private const int NamedAtMost = 10;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>The activity.</summary>
    public async Task<PeopleKept> RunAsync(ActivityContext context, PeopleAsked asked)
    {
        var group = (await asked.Key.ReadPlanAsync(documents)).Exclusions.ReleaseGroup;
        var releases = Release.Of(await decisions.ReadAsync(asked.Rollout));
        var (live, over) = (releases.Where(release => release.IsLive(context.Now)).ToList(), releases.Where(release => !release.IsLive(context.Now) && !release.IsClosed).ToList());
        var found = await reader.ReadMembersAsync(group);
        if (found is not Answer<GroupMembers>.Given { Value: var before }) return Kept(live, [Hold.Of(found, context.Now)]);

        var holds = new List<Hold>();
        var (joining, leaving) = (live.Where(release => !before.Users.Contains(release.Person)).ToList(), over.Where(release => before.Users.Contains(release.Person)).ToList());
        foreach (var release in joining) Note(await writer.AddMembersAsync(group, [release.Person]), holds, context.Now);
        foreach (var release in leaving) Note(await writer.RemoveMemberAsync(group, release.Person), holds, context.Now);
        var readBack = joining.Count + leaving.Count > 0 ? await reader.ReadMembersAsync(group) : found;
        if (readBack is not Answer<GroupMembers>.Given { Value: var members }) return Kept(live, [.. holds, Hold.Of(readBack, context.Now)]);

        foreach (var release in over.Where(release => !members.Users.Contains(release.Person))) await CloseAsync(asked.Rollout, release, context.Now);
        var notIn = live.Where(release => !members.Users.Contains(release.Person)).Select(release => release.Person).ToList();
        if (notIn.Count > 0) holds.Add(Hold.About(notIn, "release-not-visible", "Somebody is released, and the tenant does not show them in the release group yet.", "Nothing to do: it is written and read again.", context.Now + LookAgainAfter));
        var stillIn = over.Where(release => members.Users.Contains(release.Person)).Select(release => release.Person).ToList();
        if (stillIn.Count > 0) holds.Add(Hold.About(stillIn, "release-not-over", "Somebody's release is over, and the tenant still shows them in the release group.", "Nothing to do: they are taken out again until they are gone.", context.Now + LookAgainAfter));
        var strangers = members.Users.Except(live.Concat(over).Select(release => release.Person)).Concat(members.Others).ToList();
        if (strangers.Count > 0) holds.Add(Hold.About(strangers, Stranger, "Somebody is in the release group whom nobody released here: no policy of the rollout hits them, and nothing ends that.", "Take them out, or release them by name, so that it ends."));
        return Kept(live, holds);
    }

    // What was sent without an answer may have happened: the read back tells.
    private static void Note(Answer<Done> written, List<Hold> holds, DateTimeOffset now)
    {
        if (written is Answer<Done>.Failed { Failure: not TenantFailure.Ambiguous and var failure }) holds.Add(Hold.Of(failure, now));
    }

    private Task<bool> CloseAsync(string rollout, Release release, DateTimeOffset now) => decisions.AddAsync(new ReleaseClosed
    {
        Id = $"{release.Id}/closed", Rollout = rollout, Wave = release.Wave, By = ReadWatch.Product, At = now, Release = release.Id, Person = release.Person,
    });

    private static PeopleKept Kept(List<Release> live, IReadOnlyList<Hold> holds) =>
        new(live.Count, [.. live.Select(release => release.Person).Take(NamedAtMost)], live.Select(release => (DateTimeOffset?)release.Until).Min(), holds);
}
