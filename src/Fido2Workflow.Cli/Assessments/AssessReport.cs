using System.Text.Json.Serialization;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Readiness;
using Fido2Workflow.Core.ServiceAccounts;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Assessments;

/// <summary>How many are in each bucket.</summary>
public sealed record BucketCounts(int Fido2Done, int PushApp, int SmsOnly, int NothingAtAll);

/// <summary>A method name that the table does not know.</summary>
/// <param name="People">How many have it.</param>
public sealed record UnknownMethod(string Name, int People);

/// <summary>An account that looks like a service account, or may.</summary>
/// <param name="IsSuspect">Whether enough speaks for it; false where that depends on what could not be read.</param>
/// <param name="Unread">What could not be read of it; null where all was.</param>
public sealed record SuspectedAccount(string UserPrincipalName, int Weight, bool IsSuspect, IReadOnlyList<SuspicionReason> Reasons, string? Unread);

/// <summary>A tenant's readiness, as it is shown.</summary>
/// <param name="ReportedAt">When the registration report was made, UTC; null where it does not say.</param>
/// <param name="Accounts">Null where the buckets could not be told.</param>
/// <param name="InNoWave">User principal names.</param>
/// <param name="ServiceAccounts">The weightiest first.</param>
/// <param name="WithoutOwner">Excluded service accounts that nobody answers for, by user principal name.</param>
/// <param name="Unread">What could not be read, a sentence each.</param>
public sealed record AssessReport(
    string Tenant, DateTimeOffset At, DateTimeOffset? ReportedAt, int? Accounts, BucketCounts? Buckets, IReadOnlyList<WaveReadiness> Waves,
    IReadOnlyList<InNoBucket> InNoBucket, IReadOnlyList<string> InNoWave, IReadOnlyList<UnknownMethod> UnknownMethods, bool? IsTheOnlyPolicy,
    IReadOnlyList<SuspectedAccount> ServiceAccounts, IReadOnlyList<string> WithoutOwner,
    IReadOnlyList<string> Unread, [property: JsonPropertyOrder(1)] IReadOnlyList<PersonReadiness> People)
{
    /// <summary>Those who need a Temporary Access Pass, wave by wave.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<PersonReadiness> NeedPass { get; init; }

    /// <summary>The models of the keys that people hold, the most frequent first.</summary>
    public required IReadOnlyList<KeyModelCount> KeyModels { get; init; }

    /// <summary>How many look like service accounts, and are neither excluded nor vouched for.</summary>
    public int Suspects => ServiceAccounts.Count(account => account.IsSuspect);

    /// <summary>
    /// 1 where somebody has no way in, no wave, or looks like a service account; else 3 where something could not be read;
    /// else 0.
    /// </summary>
    [JsonIgnore]
    public int ExitCode => NeedPass.Count + InNoWave.Count + Suspects > 0 ? ExitCodes.No
        : Unread.Count > 0 || ServiceAccounts.Count > 0 || InNoBucket.Any(account => account.IsUnknown) ? ExitCodes.Unknown
        : ExitCodes.Yes;

    /// <summary>Puts the report together.</summary>
    public static AssessReport Of(string tenant, DateTimeOffset at, Plan plan, TenantReadiness read)
    {
        var names = (read.Users as Answer<IReadOnlyList<User>>.Given)?.Value.ToDictionary(user => user.Id, user => user.UserPrincipalName) ?? [];
        string Name(string id) => names.GetValueOrDefault(id, id);
        var report = (read.Report as Answer<ReadinessReport>.Given)?.Value;
        var suspicions = (read.Suspicions as Answer<IReadOnlyList<Suspicion>>.Given)?.Value ?? [];
        var excluded = (read.Excluded as Answer<IReadOnlyList<string>>.Given)?.Value ?? [];
        string?[] unread = [Failure(read.Users), Failure(read.Report), Failure(read.Suspicions), Failure(read.Excluded)];
        return new(
            tenant, at, report?.ReportedAt, report?.Accounts,
            report is null ? null : new(report.Count(Bucket.Fido2Done), report.Count(Bucket.PushApp), report.Count(Bucket.SmsOnly), report.Count(Bucket.NothingAtAll)),
            report?.Waves ?? [], report?.InNoBucket ?? [], [.. (report?.InNoWave ?? []).Select(Name)],
            [.. (report?.UnknownMethods() ?? []).Select(method => new UnknownMethod(method.Name, method.People))], report?.IsTheOnlyPolicy,
            [.. suspicions.Select(each => new SuspectedAccount(Name(each.UserId), each.Weight, each.IsSuspect(plan.ServiceAccounts.Threshold), each.Reasons, each.Unread))],
            [.. Ownership.Missing(excluded, read.Decisions).Select(Name)],
            [.. unread.OfType<string>().Distinct()], report?.People ?? [])
        {
            NeedPass = report?.NeedPass ?? [],
            KeyModels = report?.KeyModels ?? [],
        };
    }

    private static string? Failure<T>(Answer<T> answer) => (answer as Answer<T>.Failed)?.Failure.Sentence;
}
