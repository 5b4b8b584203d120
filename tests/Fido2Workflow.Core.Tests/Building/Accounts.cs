namespace Fido2Workflow.Core.Tests;

/// <summary>Accounts as a directory describes them, and their sign-ins.</summary>
internal static class Accounts
{
    /// <summary>Somebody with all that people have.</summary>
    public static User Employee(string id) => Some.Person(id) with { GivenName = "Ann", Surname = "Lee", JobTitle = "Clerk", Department = "Sales", IsLicensed = true };

    /// <summary>An account with nothing that people have.</summary>
    public static User Bare(string id) => Some.Person(id) with { IsLicensed = false };

    /// <summary>A sign-in a day: today, yesterday and the day before.</summary>
    public static SignIn[] OnThreeDays(string user, bool byHand, string? client) => [.. Enumerable.Range(0, 3).Select(day => Row(user, byHand, client, hoursAgo: 1 + 24 * day))];

    public static SignIn Row(string user, bool byHand, string? client, int? error = 0, string? app = "Outlook", double hoursAgo = 1) => new(
        $"{user}-{byHand}-{client}-{app}-{hoursAgo}", Some.Now.AddHours(-hoursAgo), byHand, user, app ?? "", app, "laptop", client, null, error, PolicyResult.NotListed, null);
}
