using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Attestations;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.ServiceAccounts;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>What people say of service accounts, as decisions.</summary>
internal static class ServiceAccountWords
{
    public static async Task<Found<Decision>> OwnAsync(Said said, Word.ServiceAccountOwned owned)
    {
        if (WordRules.CheckReason(owned.Reason) is { } missing) return Problem.Of(missing);
        if (!(await said.Accounts.FindAsync(owned.Account)).Is(out var account, out var problem)) return problem;
        if (!(await said.Accounts.FindAsync(owned.Owner)).Is(out var owner, out problem)) return problem;
        if (ServiceAccountRules.CheckOwner(said.Plan, account, owner) is { } refusal) return Of(refusal);
        return new ServiceAccountOwned
        {
            Id = said.Id, Rollout = said.Plan.Rollout, Wave = Decision.Prerequisites, By = said.By, At = said.At, Reason = owned.Reason, Account = account.Id, Owner = owner.Id,
        };
    }

    public static async Task<Found<Decision>> ReviewAsync(Said said, string? reason)
    {
        if (!(await said.Accounts.FindUsersOfAsync(said.Plan.Exclusions.ServiceAccountGroup)).Is(out var excluded, out var problem)) return problem;
        if (ServiceAccountRules.CheckReview(excluded, said.Decided) is { } refusal) return Problem.Of(refusal);
        return new ServiceAccountsReviewed
        {
            Id = said.Id, Rollout = said.Plan.Rollout, Wave = Decision.Prerequisites, By = said.By, At = said.At, Reason = reason, Accounts = [.. excluded.Order(StringComparer.Ordinal)],
        };
    }

    public static async Task<Found<Decision>> VouchAsync(Said said, Word.HumanVouched vouched)
    {
        if (WordRules.CheckReason(vouched.Reason) is { } missing) return Problem.Of(missing);
        if (!(await said.Accounts.FindAsync(vouched.Account)).Is(out var account, out var problem)) return problem;
        if (!(await said.Accounts.FindUsersOfAsync(said.Plan.Exclusions.ServiceAccountGroup)).Is(out var excluded, out problem)) return problem;
        if (ServiceAccountRules.CheckHuman(said.Plan, account, said.By, excluded) is { } refusal) return Of(refusal);
        return new VouchedHuman
        {
            Id = said.Id, Rollout = said.Plan.Rollout, Wave = Decision.Prerequisites, By = said.By, At = said.At, Reason = vouched.Reason, Account = account.Id,
        };
    }

    private static Problem Of(ServiceAccountRefusal refusal) =>
        new(StatusCodes.Status409Conflict, refusal.Code, refusal.Sentence, "Correct it, and say it again.");}
