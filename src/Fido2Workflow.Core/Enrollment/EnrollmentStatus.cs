using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Enrollment;

/// <summary>What the enrollment check says of one user.</summary>
public enum EnrollmentStatus
{
    /// <summary>Has a compliant key.</summary>
    Registered,

    /// <summary>Has none.</summary>
    NotRegistered,

    /// <summary>Could not be read. Never counts as registered.</summary>
    Error,
}

/// <summary>One user's enrollment.</summary>
/// <param name="Reason">Why not registered, or what could not be read; null where registered.</param>
/// <param name="Keys">All keys, compliant or not.</param>
/// <param name="Registered">When the earliest compliant key was registered, UTC; null where there is none or it does not say.</param>
public sealed record UserEnrollment(
    string UserId, EnrollmentStatus Status, string? Reason, IReadOnlyList<Fido2Key> Keys, DateTimeOffset? Registered)
{
    /// <summary>When the keys were read, UTC; null where they could not be.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>How many of the keys are compliant.</summary>
    public int CompliantKeys { get; init; }

    /// <summary>Of how many keys nobody can tell whether they are compliant.</summary>
    public int UnjudgedKeys { get; init; }

    /// <summary>Why keys of the user will not work, each reason once; also of somebody who holds another that will.</summary>
    public IReadOnlyList<string> UselessKeys { get; init; } = [];

    /// <summary>Whether the user could lose a key and still get in; null where nobody can tell.</summary>
    public bool? HasSpare => CompliantKeys > 1 ? true : CompliantKeys + UnjudgedKeys > 1 ? null : false;

    /// <summary>Judges a user by the keys that were read.</summary>
    public static UserEnrollment Of(string userId, Answer<IReadOnlyList<Fido2Key>> keys, Func<Fido2Key, KeyVerdict> judge) =>
        keys is Answer<IReadOnlyList<Fido2Key>>.Given given
            ? Of(userId, given, judge) with { ReadAt = given.At }
            : new(userId, EnrollmentStatus.Error, ((Answer<IReadOnlyList<Fido2Key>>.Failed)keys).Failure.Sentence, [], null);

    private static UserEnrollment Of(string userId, Answer<IReadOnlyList<Fido2Key>>.Given given, Func<Fido2Key, KeyVerdict> judge)
    {
        var judged = given.Value.Select(key => (Key: key, Verdict: judge(key))).ToList();
        var compliant = judged.Where(key => key.Verdict is KeyVerdict.Compliant).ToList();
        var useless = judged.Select(key => key.Verdict).OfType<KeyVerdict.NotCompliant>().Select(verdict => verdict.Reason).Distinct().ToList();
        var unknown = judged.Select(key => key.Verdict).OfType<KeyVerdict.Unknown>().ToList();
        var (status, reason) = (compliant, unknown) switch
        {
            ({ Count: > 0 }, _) => (EnrollmentStatus.Registered, null),
            (_, [var first, ..]) => (EnrollmentStatus.Error, first.Reason),
            _ => (EnrollmentStatus.NotRegistered, judged.Count == 0 ? "no key" : string.Join("; ", useless)),
        };
        return new(userId, status, reason, given.Value, compliant.Min(key => key.Key.Created))
        {
            CompliantKeys = compliant.Count, UnjudgedKeys = unknown.Count, UselessKeys = useless,
        };
    }
}
