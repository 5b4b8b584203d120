using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Tenants;

/// <summary>The accounts that a command line names by user principal name or object id.</summary>
public sealed class NamedAccounts(ITenantReader reader, Plan plan)
{
    /// <summary>The account that an option names.</summary>
    /// <exception cref="BadInputException">The tenant has none of that name.</exception>
    /// <exception cref="CouldNotFindOutException">The tenant did not answer.</exception>
    public async Task<User> FindAsync(string option, string name) => await reader.ReadUserAsync(name) switch
    {
        Answer<User>.Given { Value: var user } => user,
        Answer<User>.Failed { Failure: TenantFailure.NotFound } => throw new BadInputException($"{option}: \"{name}\" was found; expected the user principal name of an account of the tenant."),
        var answer => throw new CouldNotFindOutException(((Answer<User>.Failed)answer).Failure),
    };

    /// <summary>Whoever decides: the account that <c>--by</c> names.</summary>
    /// <exception cref="BadInputException">The tenant has none of that name.</exception>
    /// <exception cref="RefusedException">That account's word is not taken.</exception>
    /// <exception cref="CouldNotFindOutException">The tenant did not answer.</exception>
    public async Task<User> FindDeciderAsync(string name)
    {
        var person = await FindAsync("--by", name);
        return DeciderRules.Check(plan, person) is { } refusal ? throw new RefusedException($"{refusal.Sentence} {refusal.NextStep}") : person;
    }

    /// <summary>The break-glass accounts that <c>--account</c> names: that one, or each where it names none.</summary>
    /// <exception cref="BadInputException">It names another account, or none of the tenant's.</exception>
    /// <exception cref="CouldNotFindOutException">The tenant did not answer.</exception>
    public async Task<IReadOnlyList<User>> FindBreakGlassAsync(string? name)
    {
        if (name is null)
        {
            var each = new List<User>();
            foreach (var id in plan.Exclusions.BreakGlassAccounts) each.Add(await FindAsync("exclusions.break-glass.accounts", id));
            return each;
        }
        var account = await FindAsync("--account", name);
        return plan.Exclusions.BreakGlassAccounts.Contains(account.Id)
            ? [account]
            : throw new BadInputException($"--account: {account.UserPrincipalName} was found; expected one of the break-glass accounts that the plan names.");
    }
}
