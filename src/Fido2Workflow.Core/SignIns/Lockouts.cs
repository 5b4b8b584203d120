using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.SignIns;

/// <summary>
/// Lockouts that are sure enough to roll a wave back without asking. Only a device and an app that had worked for that
/// person count, and a place they had worked at: else whoever knows a password could switch protection off.
/// </summary>
public static class Lockouts
{
    /// <summary>People locked out, by object id.</summary>
    /// <param name="log">With the weeks before the promotion.</param>
    /// <param name="successes">Of those in scope, in the whole log.</param>
    public static IReadOnlyList<string> Confirmed(
        IEnumerable<Episode> episodes, Successes successes, SignInLog log, DateTimeOffset promoted, DateTimeOffset now, Plan plan)
    {
        var reaches = Reaches(log, now, plan.Gates);
        return
        [
            .. episodes
                .Where(episode => episode is { IsOurs: true, Success: null } && reaches >= episode.At + plan.Watch.LockedOutAfter)
                .Where(episode => IsKnown(episode.First, successes, promoted, plan.Watch.KnownFor) && !successes.AnySince(episode.First))
                .Select(episode => episode.UserId).Distinct().Order(StringComparer.Ordinal),
        ];
    }

    // A success within the hour must have had the time to come in: the log has gone on since, or is late beyond its delay.
    private static DateTimeOffset Reaches(SignInLog log, DateTimeOffset now, GateFigures figures)
    {
        var (newest, due) = (log.Rows.Select(row => row.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max(), now - figures.InteractiveDelay);
        return newest > due ? newest : due;
    }

    private static bool IsKnown(SignIn block, Successes successes, DateTimeOffset promoted, TimeSpan knownFor) =>
        !string.IsNullOrEmpty(block.DeviceId)
        && successes.Of(block.UserId, block.AppId).Any(row =>
            row.At < promoted && row.At >= promoted - knownFor && row.DeviceId == block.DeviceId
            && (string.IsNullOrEmpty(block.Country) || row.Country == block.Country));
}
