using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Decisions;

/// <summary>The accounts of a tenant that a request names, by object id or user principal name.</summary>
public sealed class Accounts(Plan plan, ITenantReader reader)
{
    /// <summary>An account.</summary>
    public async Task<Found<User>> FindAsync(string name) => await reader.ReadUserAsync(name) switch
    {
        Answer<User>.Given { Value: var user } => user,
        Answer<User>.Failed { Failure: TenantFailure.NotFound } => new Problem(StatusCodes.Status422UnprocessableEntity, "unknown-account",
            $"The tenant has no account \"{name}\".", "Name an account by its object id or user principal name."),
        var failed => Problem.Of(((Answer<User>.Failed)failed).Failure),
    };

    /// <summary>A break-glass account of the plan.</summary>
    public async Task<Found<User>> FindBreakGlassAsync(string name) => await FindAsync(name) switch
    {
        Found<User>.It { Value: var account } when !plan.Exclusions.BreakGlassAccounts.Contains(account.Id) => new Problem(
            StatusCodes.Status422UnprocessableEntity, "not-break-glass", $"{account.UserPrincipalName} is no break-glass account of the plan.", "Name one of those that the plan names."),
        var found => found,
    };

    /// <summary>The object ids of all users in a group, through every nested group.</summary>
    public async Task<Found<IReadOnlyList<string>>> FindUsersOfAsync(string group) => await reader.ReadTransitiveUsersAsync(group) switch
    {
        Answer<IReadOnlyList<string>>.Given { Value: var users } => new Found<IReadOnlyList<string>>.It(users),
        var failed => Problem.Of(((Answer<IReadOnlyList<string>>.Failed)failed).Failure),
    };

    /// <summary>Somebody whose word is taken: an enabled member, and no break-glass account.</summary>
    /// <param name="person">Their object id.</param>
    public async Task<Found<User>> FindDeciderAsync(string person) => await reader.ReadUserAsync(person) switch
    {
        Answer<User>.Given { Value: var user } => DeciderRules.Check(plan, user) is { } refusal
            ? new Problem(StatusCodes.Status403Forbidden, refusal.Code, refusal.Sentence, refusal.NextStep)
            : user,
        Answer<User>.Failed { Failure: TenantFailure.NotFound } => new Problem(StatusCodes.Status403Forbidden, "decider-unknown",
            $"The tenant has no account {person}, so nobody can say whose word this is.", "Decide as an enabled member of the tenant."),
        var failed => Problem.Of(((Answer<User>.Failed)failed).Failure),
    };
}
