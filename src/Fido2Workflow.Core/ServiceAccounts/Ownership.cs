using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Core.ServiceAccounts;

/// <summary>Who answers for the excluded service accounts, by what people decided.</summary>
public static class Ownership
{
    /// <summary>
    /// The last word of who owns each service account, by the account's object id. Where that has no reason, or names the
    /// account itself, nobody answers for it, whatever was said before.
    /// </summary>
    public static IReadOnlyDictionary<string, ServiceAccountOwned> Of(IEnumerable<StoredDecision> decisions) =>
        decisions.Select(stored => stored.Decision).OfType<ServiceAccountOwned>()
            .GroupBy(owned => owned.Account).Select(words => words.Last())
            .Where(owned => !string.IsNullOrWhiteSpace(owned.Reason) && owned.Owner != owned.Account)
            .ToDictionary(owned => owned.Account);

    /// <summary>Those of the excluded accounts that nobody answers for, in the order of their ids.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> excluded, IEnumerable<StoredDecision> decisions)
    {
        var owned = Of(decisions);
        return [.. excluded.Where(account => !owned.ContainsKey(account)).Order(StringComparer.Ordinal)];
    }
}
