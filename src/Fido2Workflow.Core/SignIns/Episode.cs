using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.SignIns;

/// <summary>One person turned away at one app on one device, from the first time to the success that made it good.</summary>
/// <param name="First">The row it began with.</param>
/// <param name="IsOurs">Whether some row of it is surely a block of ours or a refused key.</param>
/// <param name="Success">The row that made it good; null while none has.</param>
/// <param name="Deadline">By then a success must have come, UTC: later it was a failure.</param>
public sealed record Episode(SignIn First, bool IsOurs, SignIn? Success, DateTimeOffset Deadline)
{
    /// <summary>Who.</summary>
    public string UserId => First.UserId;

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset At => First.At;

    /// <summary>Whether it was made good in time: then it was no failure.</summary>
    public bool IsHarmless => Success?.At <= Deadline;

    /// <summary>Whether it may still be made good, by a log that is complete up to <paramref name="completeUntil"/>.</summary>
    public bool IsPending(DateTimeOffset? completeUntil) => Success is null && !(completeUntil >= Deadline);

    /// <summary>The episodes in these sign-ins, by when they began.</summary>
    /// <param name="signIns">Merged, in order of time.</param>
    /// <param name="deadline">By when an attempt of that person at that time must be made good.</param>
    public static IReadOnlyList<Episode> In(Successes successes, IEnumerable<SignIn> signIns, Func<SignIn, DateTimeOffset> deadline) =>
    [
        .. signIns
            .Where(row => SignInOutcomes.Of(row) is SignInOutcome.Failed or SignInOutcome.MaybeFailed)
            .GroupBy(row => (row.UserId, row.AppId, Device: row.DeviceId ?? "", Success: successes.After(row)))
            .Select(failures => new Episode(
                failures.First(), failures.Any(row => SignInOutcomes.Of(row) is SignInOutcome.Failed), failures.Key.Success, deadline(failures.First())))
            .OrderBy(episode => episode.At),
    ];
}

/// <summary>The successes of a log, to look up what made an attempt good.</summary>
public sealed class Successes(IEnumerable<SignIn> signIns)
{
    private readonly ILookup<(string User, string App), SignIn> _successes =
        signIns.Where(SignInOutcomes.IsSuccess).ToLookup(row => (row.UserId, row.AppId));

    /// <summary>The first success that makes this attempt good: of the same person and app, on the same device.</summary>
    public SignIn? After(SignIn attempt) => _successes[(attempt.UserId, attempt.AppId)].FirstOrDefault(row => row.At >= attempt.At && IsMadeGood(attempt, row));

    /// <summary>Whether that person got into that app since, on whatever device.</summary>
    public bool AnySince(SignIn attempt) => _successes[(attempt.UserId, attempt.AppId)].Any(row => row.At >= attempt.At);

    /// <summary>The successes of a person at an app.</summary>
    public IEnumerable<SignIn> Of(string userId, string appId) => _successes[(userId, appId)];

    // A block on a device that is known is not made good on another one; where none is shown, nobody can tell them apart. A
    // silent refresh and the prompt that follows it rarely share their correlation id; where an attempt does, that is enough.
    private static bool IsMadeGood(SignIn attempt, SignIn success) =>
        string.IsNullOrEmpty(attempt.DeviceId) || attempt.DeviceId == success.DeviceId
        || (!string.IsNullOrEmpty(attempt.CorrelationId) && attempt.CorrelationId == success.CorrelationId);
}
