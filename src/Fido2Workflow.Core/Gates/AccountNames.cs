using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>Accounts as a sentence names them.</summary>
public static class AccountNames
{
    private const int NamedAtMost = 3;

    /// <summary>The account's user principal name, or its id where the accounts could not be read.</summary>
    public static string Name(Answer<IReadOnlyList<User>> users, string userId) =>
        users is Answer<IReadOnlyList<User>>.Given given && given.Value.FirstOrDefault(user => user.Id == userId) is { } user
            ? user.UserPrincipalName
            : userId;

    /// <summary>The first three, and how many more.</summary>
    public static string Names(Answer<IReadOnlyList<User>> users, IReadOnlyCollection<string> userIds) =>
        List([.. userIds.Take(NamedAtMost).Select(id => Name(users, id))], userIds.Count);

    /// <summary>The first three of these words, and how many more.</summary>
    public static string List(IReadOnlyCollection<string> words) => List([.. words.Take(NamedAtMost)], words.Count);

    private static string List(IReadOnlyList<string> first, int count) =>
        string.Join(", ", first) + (count > NamedAtMost ? $" and {count - NamedAtMost} more" : "");
}
