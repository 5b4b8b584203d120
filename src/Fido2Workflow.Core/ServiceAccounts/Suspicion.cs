using System.Globalization;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ServiceAccounts;

/// <summary>Something that speaks for a service account or, with a weight below zero, for a person.</summary>
/// <param name="Sentence">A clause for the operator, without its account.</param>
public sealed record SuspicionReason(int Weight, string Sentence);

/// <summary>
/// How much speaks for an account having no person behind it. What it is called counts nothing: a name is no evidence, and
/// whoever names accounts may name them as they like.
/// </summary>
/// <param name="Unread">What could not be read of it and might have tipped the scales; null where all was read.</param>
public sealed record Suspicion(string UserId, IReadOnlyList<SuspicionReason> Reasons, string? Unread)
{
    // A shared mailbox and a synchronisation account are suspects by that alone. Else it takes behaviour and directory
    // together: an account with licence, name and job is none, though nobody ever signed in by hand; one that somebody signed
    // in to by hand is none, whatever it lacks.
    private const int Decisive = 6;
    private const int NeverByHand = 3;
    private const int LegacyClient = 2;
    private const int NoLicence = 2;
    private const int Weak = 1;
    private const int SignedInByHand = -4;

    // Somebody's first morning may begin with a silent refresh.
    private const int DaysThatShow = 3;

    private static readonly string[] Unmanned = ["shared", "room", "equipment"];

    /// <summary>All reasons together.</summary>
    public int Weight => Reasons.Sum(reason => reason.Weight);

    /// <summary>The reasons that speak for it, the weightiest first, for a sentence.</summary>
    public string Because => string.Join(", ", Reasons.Where(reason => reason.Weight > 0).OrderByDescending(reason => reason.Weight).Select(reason => reason.Sentence));

    /// <summary>The most that sign-ins without a legacy client can add: what is known of the directory alone rules most accounts out.</summary>
    public static int MostByBehaviour => NeverByHand + Weak;

    /// <summary>Weighs what the directory says of an account.</summary>
    public static IReadOnlyList<SuspicionReason> OfDirectory(User user)
    {
        var reasons = new List<SuspicionReason>();
        if (user.IsLicensed is false) reasons.Add(new(NoLicence, "no licence"));
        if (IsEmpty(user.GivenName) && IsEmpty(user.Surname)) reasons.Add(new(Weak, "no given name or surname"));
        if (IsEmpty(user.JobTitle) && IsEmpty(user.Department)) reasons.Add(new(Weak, "no job or department"));
        return reasons;
    }

    /// <summary>Weighs all that is known of an account.</summary>
    /// <param name="habits">How it signed in.</param>
    /// <param name="mailbox">What its mailbox is for; null where nobody asked, since it could not matter.</param>
    /// <param name="isSynchronisation">Whether directory synchronisation signs in with it.</param>
    public static Suspicion Of(User user, SignInHabits habits, Answer<string?>? mailbox, bool isSynchronisation)
    {
        var reasons = new List<SuspicionReason>();
        if (isSynchronisation) reasons.Add(new(Decisive, "holds the role of directory synchronisation accounts"));
        if (mailbox is Answer<string?>.Given { Value: { } purpose } && Unmanned.Contains(purpose, StringComparer.OrdinalIgnoreCase))
            reasons.Add(new(Decisive, $"its mailbox is of the kind {purpose.ToLowerInvariant()}"));
        // People sign in to shared mailboxes and rooms by hand: that makes neither of them a person.
        var isUnmanned = reasons.Count > 0;
        reasons.AddRange(OfDirectory(user));
        if (habits.ByHand == 0 && habits.Days.Count >= DaysThatShow)
            reasons.Add(new(NeverByHand, string.Create(CultureInfo.InvariantCulture, $"signed in on {habits.Days.Count} days, and never by hand")));
        if (habits.LegacyClients.Count > 0) reasons.Add(new(LegacyClient, $"signs in with {string.Join(" and ", habits.LegacyClients)}"));
        if (habits.TechnicalApps.Count > 0) reasons.Add(new(Weak, $"reaches {string.Join(" and ", habits.TechnicalApps)}"));
        if (habits.LastByHand is { } last && !isUnmanned)
            reasons.Add(new(SignedInByHand, string.Create(CultureInfo.InvariantCulture, $"signed in by hand, last {last.UtcDateTime:yyyy-MM-dd HH:mm} UTC")));
        return new(user.Id, reasons, mailbox is Answer<string?>.Failed(var failure) ? failure.Sentence : null);
    }

    /// <summary>Whether enough speaks for it.</summary>
    /// <param name="threshold">The plan's figure.</param>
    public bool IsSuspect(int threshold) => Weight >= threshold;

    private static bool IsEmpty(string? text) => string.IsNullOrWhiteSpace(text);
}
