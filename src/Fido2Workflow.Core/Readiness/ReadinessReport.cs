using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Readiness;

/// <summary>How far a person is, by what they have registered.</summary>
public enum Bucket
{
    /// <summary>Has registered a FIDO2 key whose model will work.</summary>
    Fido2Done,

    /// <summary>Has a push app, or another factor that registers a key as well: a code, Windows Hello, another provider's.</summary>
    PushApp,

    /// <summary>Has a phone and nothing better.</summary>
    SmsOnly,

    /// <summary>Has nothing that registers a key: only a Temporary Access Pass lets them in to do so.</summary>
    NothingAtAll,
}

/// <summary>Where one person stands.</summary>
/// <param name="Wave">The wave they are in; null where they are in none.</param>
/// <param name="Methods">As the report names them.</param>
/// <param name="SwitchedOff">Those of them that the policy has switched off for this person.</param>
/// <param name="Unknown">Those of them whose name is not in the table.</param>
/// <param name="HasPass">Whether a pass is registered; the report does not say whether it still works.</param>
/// <param name="LooksLikeService">Whether the account looks like a service account.</param>
public sealed record PersonReadiness(
    string UserId, string UserPrincipalName, string? DisplayName, Bucket Bucket, int? Wave,
    IReadOnlyList<string> Methods, IReadOnlyList<string> SwitchedOff, IReadOnlyList<string> Unknown, bool HasPass, bool LooksLikeService)
{
    /// <summary>Why keys that the person holds will not work, each reason once; also of somebody who holds another that will.</summary>
    public IReadOnlyList<string> UselessKeys { get; init; } = [];
}

/// <summary>An account in no bucket, and why.</summary>
public sealed record InNoBucket(string UserId, string UserPrincipalName, string Reason)
{
    /// <summary>Whether it belongs into one, and nobody can tell into which.</summary>
    public bool IsUnknown { get; init; }
}

/// <summary>A model of key, and how many there are of it.</summary>
/// <param name="Name">See <see cref="Enrollment.KeyModelNames"/>.</param>
public sealed record KeyModelCount(string Name, int Keys);

/// <summary>How far one wave is, by the report.</summary>
/// <param name="InWave">How many the wave is for now.</param>
/// <param name="NotReported">How many of them the report does not know.</param>
/// <param name="LeftOut">Whom its roster names and who are not counted, and why.</param>
/// <param name="WithoutAccount">Roster entries that no account has.</param>
public sealed record WaveReadiness(
    int Number, string Name, int InWave, int Fido2Done, int PushApp, int SmsOnly, int NothingAtAll, int NotReported,
    IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<string> WithoutAccount);

/// <summary>
/// A tenant's readiness. It comes from the registration report, which is hours late: it helps to plan, and decides nothing.
/// </summary>
/// <param name="Accounts">How many accounts the tenant has: those in a bucket and those in none.</param>
/// <param name="ReportedAt">When the report was made, UTC; null where it does not say.</param>
/// <param name="People">Those in a bucket, in the order of their names.</param>
/// <param name="InNoBucket">All others.</param>
/// <param name="InNoWave">Object ids of enabled members in a bucket whom no wave takes in.</param>
/// <param name="IsTheOnlyPolicy">See <see cref="MethodSwitches.IsTheOnlyPolicy"/>.</param>
public sealed record ReadinessReport(
    int Accounts, DateTimeOffset? ReportedAt, IReadOnlyList<PersonReadiness> People, IReadOnlyList<InNoBucket> InNoBucket,
    IReadOnlyList<WaveReadiness> Waves, IReadOnlyList<string> InNoWave, bool IsTheOnlyPolicy)
{
    /// <summary>The models of the keys that people hold, the most frequent first.</summary>
    public IReadOnlyList<KeyModelCount> KeyModels { get; init; } = [];

    /// <summary>Those who need a Temporary Access Pass, wave by wave, in the order of their names; those in no wave last.</summary>
    public IReadOnlyList<PersonReadiness> NeedPass =>
        [.. People.Where(person => person.Bucket is Bucket.NothingAtAll).OrderBy(person => person.Wave ?? int.MaxValue).ThenBy(person => person.UserPrincipalName, StringComparer.OrdinalIgnoreCase)];

    /// <summary>How many are in a bucket.</summary>
    public int Count(Bucket bucket) => People.Count(person => person.Bucket == bucket);

    /// <summary>Method names that are not in the table, each with how many have it.</summary>
    public IReadOnlyList<(string Name, int People)> UnknownMethods() =>
        [.. People.SelectMany(person => person.Unknown).GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Select(names => (names.Key, names.Count())).OrderBy(each => each.Key, StringComparer.OrdinalIgnoreCase)];
}
