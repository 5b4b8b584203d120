using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.SignIns;

/// <summary>
/// From rows to sign-ins. A row may come twice, and one sign-in may be told in several rows, each with other policies in it
/// (Microsoft Learn: Sign-in logs FAQ: merge them by id and correlation id).
/// </summary>
public static class SignInRows
{
    /// <summary>Each sign-in once, in order of time.</summary>
    public static IReadOnlyList<SignIn> Merge(IEnumerable<SignIn> rows)
    {
        var sameId = Merge(rows, row => row.Id);
        // Without a correlation id nothing tells two sign-ins of a second from one in two rows.
        return [.. Merge(sameId, PartOf).OrderBy(row => row.At)];
    }

    private static object PartOf(SignIn row) => string.IsNullOrEmpty(row.CorrelationId)
        ? row.Id
        : (row.CorrelationId, row.UserId, row.AppId, row.IsInteractive, row.At, row.ErrorCode);

    private static Dictionary<TKey, SignIn>.ValueCollection Merge<TKey>(IEnumerable<SignIn> rows, Func<SignIn, TKey> key) where TKey : notnull
    {
        var merged = new Dictionary<TKey, SignIn>();
        foreach (var row in rows)
            if (!merged.TryAdd(key(row), row)) merged[key(row)] = Merge(merged[key(row)], row);
        return merged.Values;
    }

    private static SignIn Merge(SignIn one, SignIn other)
    {
        if (ReferenceEquals(one, other)) return one;
        // A row of the same id that comes later tells how the prompt ended: the prompt's own results are over.
        if (IsStep(one) && SignInOutcomes.IsSuccess(other)) return other;
        if (IsStep(other) && SignInOutcomes.IsSuccess(one)) return one;
        return one with
        {
            At = one.At < other.At ? one.At : other.At,
            IsInteractive = one.IsInteractive || other.IsInteractive,
            DeviceId = Said(one.DeviceId, other.DeviceId),
            Country = Said(one.Country, other.Country),
            CorrelationId = Said(one.CorrelationId, other.CorrelationId),
            // What contradicts itself says nothing.
            ErrorCode = one.ErrorCode is null || other.ErrorCode is null || one.ErrorCode == other.ErrorCode ? one.ErrorCode ?? other.ErrorCode : null,
            PolicyResult = Merge(one.PolicyResult, other.PolicyResult),
            UsedFido2 = one.UsedFido2 is true || other.UsedFido2 is true ? true : one.UsedFido2 ?? other.UsedFido2,
        };
    }

    private static bool IsStep(SignIn row) =>
        !SignInOutcomes.IsSuccess(row) && SignInErrors.Classify(row.ErrorCode) is SignInErrorClass.Interrupt or SignInErrorClass.NotAnError;

    // What one row leaves out, another may say; where two say different things, nobody knows.
    private static PolicyResult Merge(PolicyResult one, PolicyResult other) => (one, other) switch
    {
        _ when one == other => one,
        (PolicyResult.NotListed, _) => other,
        (_, PolicyResult.NotListed) => one,
        _ => PolicyResult.Unknown,
    };

    private static string? Said(string? one, string? other) => string.IsNullOrEmpty(one) ? other : one;
}
