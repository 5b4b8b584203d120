using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Checks;

/// <summary>
/// Finds the accounts of a list. A short list is asked for name by name; a longer one costs the tenant less as its whole
/// directory, 999 accounts to a page, and only who is not in it is asked for by name: an account made a moment ago is
/// not in the listing yet.
/// </summary>
public sealed class AccountLookup(ITenantReader reader)
{
    private const int LongestAskedByName = 20;

    /// <summary>An answer for each name.</summary>
    public async Task<IReadOnlyDictionary<string, Answer<User>>> FindAsync(IReadOnlyCollection<string> userPrincipalNames)
    {
        var found = new Dictionary<string, Answer<User>>(StringComparer.OrdinalIgnoreCase);
        if (userPrincipalNames.Count > LongestAskedByName)
        {
            var directory = await reader.ReadUsersAsync();
            if (directory is Answer<IReadOnlyList<User>>.Failed { Failure: var failure })
                return userPrincipalNames.ToDictionary(name => name, Answer<User> (_) => new Answer<User>.Failed(failure), StringComparer.OrdinalIgnoreCase);
            var given = (Answer<IReadOnlyList<User>>.Given)directory;
            foreach (var user in given.Value)
                found[user.UserPrincipalName] = new Answer<User>.Given(user, given.At, given.From);
        }
        foreach (var name in userPrincipalNames.Where(name => !found.ContainsKey(name)))
            found[name] = await reader.ReadUserAsync(name);
        return found;
    }
}
