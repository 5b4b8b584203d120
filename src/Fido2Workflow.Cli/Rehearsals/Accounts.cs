using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>The tenant's accounts by name and by id.</summary>
public sealed class Accounts(IReadOnlyList<User> users)
{
    private const int NamedAtMost = 3;
    private readonly Dictionary<string, User> _byName = users.ToDictionary(user => user.UserPrincipalName, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, User> _byId = users.ToDictionary(user => user.Id);

    /// <summary>Whether there is an account of that name.</summary>
    public bool Knows(string userPrincipalName) => _byName.ContainsKey(userPrincipalName);

    /// <summary>The object id of an account that is known.</summary>
    public string Id(string userPrincipalName) => _byName[userPrincipalName].Id;

    /// <summary>Names for a sentence: the first three, and how many more.</summary>
    public string Names(IReadOnlyCollection<string> ids) =>
        string.Join(", ", ids.Take(NamedAtMost).Select(id => _byId.GetValueOrDefault(id)?.UserPrincipalName ?? id))
        + (ids.Count > NamedAtMost ? $" and {ids.Count - NamedAtMost} more" : "");
}
