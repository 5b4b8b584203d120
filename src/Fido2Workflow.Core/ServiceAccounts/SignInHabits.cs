using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ServiceAccounts;

/// <summary>How one account signed in over a span: counted row by row, so that weeks of log need not be held at once.</summary>
/// <param name="ByHand">Interactive sign-ins that succeeded, by a client that shows a sign-in page.</param>
/// <param name="Days">The days, UTC, on which it signed in otherwise: silently, or with a legacy client.</param>
/// <param name="LegacyClients">Clients that know no second factor, with which it signed in.</param>
/// <param name="TechnicalApps">Names of apps it reached that rarely have a person in front of them.</param>
/// <param name="LastByHand">UTC; null where there was none.</param>
public sealed record SignInHabits(
    int ByHand, IReadOnlySet<DateOnly> Days, IReadOnlyList<string> LegacyClients, IReadOnlyList<string> TechnicalApps, DateTimeOffset? LastByHand)
{
    // Microsoft Learn, "Block legacy authentication with Conditional Access": the clients that the sign-in log calls legacy.
    private static readonly string[] Legacy =
    [
        "Authenticated SMTP", "Autodiscover", "Exchange ActiveSync", "Exchange Online PowerShell", "Exchange Web Services", "IMAP4", "IMAP",
        "MAPI Over HTTP", "Offline Address Book", "Outlook Anywhere", "Outlook Service", "POP3", "POP", "Reporting Web Services", "SMTP", "Universal Outlook",
    ];

    // "Other clients; Older Office clients" and the like.
    private const string OtherClients = "Other clients";

    private static readonly string[] Technical = ["firewall", "ldap", "backup", "monitor", "scanner", "scan to", "scim", "provisioning", "kiosk", "teams rooms"];

    /// <summary>Never seen.</summary>
    public static SignInHabits None { get; } = new(0, new HashSet<DateOnly>(), [], [], null);

    /// <summary>The habits that some rows show. Only what succeeded counts: anybody can fail to sign in as anybody.</summary>
    public static SignInHabits Of(IEnumerable<SignIn> rows)
    {
        var habits = None;
        foreach (var row in rows.DistinctBy(row => row.Id)) habits = habits.With(row);
        return habits;
    }

    /// <summary>These habits and one more row.</summary>
    public SignInHabits With(SignIn row)
    {
        if (row.ErrorCode is not 0) return this;
        var apps = row.AppDisplayName is { } app && IsTechnical(app) ? Joined(TechnicalApps, app) : TechnicalApps;
        if (row.ClientAppUsed is { } client && IsLegacy(client)) return this with { LegacyClients = Joined(LegacyClients, client), TechnicalApps = apps, Days = With(row.At) };
        return row.IsInteractive
            ? this with { ByHand = ByHand + 1, TechnicalApps = apps, LastByHand = LastByHand > row.At ? LastByHand : row.At }
            : this with { TechnicalApps = apps, Days = With(row.At) };
    }

    private IReadOnlySet<DateOnly> With(DateTimeOffset at) =>
        DateOnly.FromDateTime(at.UtcDateTime) is var day && Days.Contains(day) ? Days : Days.Append(day).ToHashSet();

    private static bool IsLegacy(string client) =>
        Legacy.Contains(client, StringComparer.OrdinalIgnoreCase) || client.StartsWith(OtherClients, StringComparison.OrdinalIgnoreCase);

    private static bool IsTechnical(string app) => Technical.Any(word => app.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Joined(IReadOnlyList<string> known, string one) =>
        known.Contains(one, StringComparer.OrdinalIgnoreCase) ? known : [.. known.Append(one).Order(StringComparer.OrdinalIgnoreCase)];
}
