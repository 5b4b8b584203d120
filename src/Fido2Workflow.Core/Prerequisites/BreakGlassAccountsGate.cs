using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// Two or more break-glass accounts are there, by object id, and nothing outside the cloud or of time can switch one off:
/// cloud-only, in the tenant's own domain, enabled, with a password that never expires. No licence is asked for.
/// </summary>
public sealed class BreakGlassAccountsGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-accounts";

    /// <inheritdoc/>
    public override string Asks => "Are there two or more break-glass accounts, cloud-only, enabled, with passwords that never expire?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass accounts created";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Users;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Users is not Answer<IReadOnlyList<User>>.Given { Value: var users } given) return Unknown(facts.Users, now);
        var accounts = facts.BreakGlassAccounts.Distinct().ToDictionary(id => id, id => users.FirstOrDefault(user => user.Id == id));
        var evidence = Read($"{accounts.Count} break-glass accounts", given);
        if (accounts.Count < 2)
            return No("break-glass-too-few", "The plan names fewer than two break-glass accounts: one alone is a single point of failure.",
                "Make another, and name it in the plan.", [.. accounts.Keys], [evidence]);
        var gone = accounts.Where(account => account.Value is null).Select(account => account.Key).ToList();
        if (gone.Count > 0)
            return No("break-glass-account-missing", $"No account has the object id {AccountNames.List(gone)} that the plan names for break-glass.",
                "Make the account again, or correct the object id in the plan.", gone, [evidence]);

        var findings = accounts.Values.Select(account => (Account: account!, Faults: Faults(account!))).Where(account => account.Faults.Count > 0).ToList();
        if (findings.Count > 0)
            return No("break-glass-account-unsafe", $"{string.Join("; ", findings.Select(finding => $"{finding.Account.UserPrincipalName} {string.Join(" and ", finding.Faults)}"))}.",
                "Make each a cloud-only account under .onmicrosoft.com, enabled, with DisablePasswordExpiration.", [.. findings.Select(finding => finding.Account.Id)], [evidence]);
        // OnPremisesSyncEnabled is null for an account that never was synced: Graph says so, and does not leave it open.
        var unsaid = accounts.Values.Where(account => account!.AccountEnabled is null).Select(account => account!.Id).ToList();
        return unsaid.Count == 0
            ? Yes($"All {accounts.Count} break-glass accounts are cloud-only and enabled, and their passwords never expire.", evidence)
            : Unknown($"The tenant does not say whether these are enabled: {facts.Names(unsaid)}.", "It is asked again then.", unsaid) with { Until = AskAgain(now) };
    }

    private static List<string> Faults(User account)
    {
        var faults = new List<string>();
        if (account.OnPremisesSyncEnabled is true) faults.Add("is synced from on-premises");
        if (!account.UserPrincipalName.EndsWith(".onmicrosoft.com", StringComparison.OrdinalIgnoreCase)) faults.Add("is not under .onmicrosoft.com");
        if (account.AccountEnabled is false) faults.Add("is disabled");
        if (account.PasswordPolicies?.Contains("DisablePasswordExpiration", StringComparison.OrdinalIgnoreCase) is not true) faults.Add("has a password that expires");
        return faults;
    }
}
