using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Enrollment;

/// <summary>Somebody was seen to sign in to an app with a key.</summary>
/// <param name="Person">Object id.</param>
/// <param name="App">The application id of the app that was reached.</param>
/// <param name="At">The last time that was seen, UTC.</param>
public sealed record KeyUsed(string Person, string App, DateTimeOffset At);

/// <summary>What the sign-in log has shown so far of people signing in with their keys.</summary>
/// <param name="Until">The log was read up to then, UTC; null where it was not read.</param>
/// <param name="IsTold">Whether any sign-in said by which means it was made. A log that never says proves nothing.</param>
/// <param name="Used">Who used a key where, each once.</param>
public sealed record KeyUse(DateTimeOffset? Until, bool IsTold, IReadOnlyList<KeyUsed> Used)
{
    /// <summary>
    /// The apps that a key has to have opened, by application id. Source: Microsoft Learn, "Verify first-party Microsoft
    /// applications in sign-in reports".
    /// </summary>
    public static IReadOnlyDictionary<string, string> Apps { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["00000002-0000-0ff1-ce00-000000000000"] = "Exchange",
        ["00000003-0000-0ff1-ce00-000000000000"] = "SharePoint",
        ["cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"] = "Teams",
    };

    /// <summary>Whom the log was read for, by object id: it may have been read past the sign-ins of anybody else.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Nothing was read yet.</summary>
    public static KeyUse None { get; } = new(null, false, []);

    /// <summary>With what a further part of the log shows. Rows that were read before change nothing.</summary>
    /// <param name="people">Those whom it is about, by object id.</param>
    public KeyUse And(SignInLog log, IReadOnlySet<string> people)
    {
        var rows = log.Rows.Where(row => row is { ErrorCode: 0, UsedFido2: not null } && people.Contains(row.UserId) && AppOf(row) is not null).ToList();
        var used = Used.Where(use => people.Contains(use.Person))
            .Concat(rows.Where(row => row.UsedFido2 is true).Select(row => new KeyUsed(row.UserId, AppOf(row)!, row.At)))
            .GroupBy(use => (use.Person, use.App))
            .Select(same => same.MaxBy(use => use.At)!)
            .OrderBy(use => use.Person, StringComparer.Ordinal).ThenBy(use => use.App, StringComparer.Ordinal);
        return new(log.To, IsTold || rows.Count > 0, [.. used]) { People = [.. people.Order(StringComparer.Ordinal)] };
    }

    /// <summary>The apps that somebody was not seen to open with a key since then, by name.</summary>
    /// <param name="since">When the key was registered, UTC.</param>
    public IReadOnlyList<string> AppsNotSeen(string person, DateTimeOffset since)
    {
        var seen = Used.Where(use => use.Person == person && use.At >= since).Select(use => use.App).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Apps.Where(app => !seen.Contains(app.Key)).Select(app => app.Value)];
    }

    // A client signs in to a resource: Outlook to Exchange. Either may be one of the three.
    private static string? AppOf(SignIn row) =>
        row.ResourceId is { } resource && Apps.ContainsKey(resource) ? resource.ToLowerInvariant()
        : Apps.ContainsKey(row.AppId) ? row.AppId.ToLowerInvariant()
        : null;
}
