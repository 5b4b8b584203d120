using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Core.Releases;

/// <summary>A person's release as the decisions tell it.</summary>
/// <param name="Id">The id of the <see cref="Released"/>.</param>
/// <param name="Person">The object id of the person.</param>
/// <param name="Until">When it ends by itself, UTC.</param>
/// <param name="IsEnded">Whether somebody ended it early.</param>
/// <param name="IsClosed">Whether the person was taken out of the release group again, and that was read back.</param>
public sealed record Release(string Id, string Person, int Wave, DateTimeOffset Until, bool IsEnded, bool IsClosed)
{
    /// <summary>No release lasts longer, whatever a decision or a plan says. Source: the rollout's rules.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Whether the person belongs into the release group.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public bool IsLive(DateTimeOffset now) => !IsEnded && !IsClosed && now < Until;

    /// <summary>The last release of each person: a later one takes the place of an earlier one.</summary>
    public static IReadOnlyList<Release> Of(IReadOnlyList<StoredDecision> decisions)
    {
        var closed = decisions.Select(stored => stored.Decision).OfType<ReleaseClosed>().Select(end => end.Release).ToHashSet();
        return
        [
            .. from stored in decisions
               let released = stored.Decision as Released
               where released is not null
               group (stored.Sequence, released) by released.Person into own
               let last = own.Last()
               let ended = decisions.Any(later => later.Sequence > last.Sequence && later.Decision is ReleaseEnded end && end.Person == own.Key)
               let longest = last.released.At + Longest
               select new Release(
                   last.released.Id, own.Key, last.released.Wave, last.released.Until < longest ? last.released.Until : longest, ended, closed.Contains(last.released.Id)),
        ];
    }
}
