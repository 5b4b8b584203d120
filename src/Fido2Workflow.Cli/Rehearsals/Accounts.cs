namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>The tenant's accounts by name and by id.</summary>
/// <param name="names">The user principal name of each object id.</param>
public sealed class Accounts(IReadOnlyDictionary<string, string> names)
{
    private const int NamedAtMost = 3;
    private readonly Dictionary<string, string> _ids = names.ToDictionary(account => account.Value, account => account.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is an account of that name.</summary>
    public bool Knows(string userPrincipalName) => _ids.ContainsKey(userPrincipalName);

    /// <summary>The object id of an account that is known.</summary>
    public string Id(string userPrincipalName) => _ids[userPrincipalName];

    /// <summary>Names for a sentence: the first three, and how many more.</summary>
    public string Names(IReadOnlyCollection<string> ids) =>
        string.Join(", ", ids.Take(NamedAtMost).Select(id => names.GetValueOrDefault(id, id)))
        + (ids.Count > NamedAtMost ? $" and {ids.Count - NamedAtMost} more" : "");
}
