using System.CommandLine;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.ServiceAccounts;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 service-account own|review|human</c>: what people say of service accounts. It writes no tenant.</summary>
public static class ServiceAccountVerb
{
    /// <summary>The verb.</summary>
    public static Command Create() =>
        new("service-account", "Records what a named person says of service accounts: who answers for one, that the excluded ones were gone through, that one is a human. It changes nothing in the tenant.")
        {
            Own(), Review(), Human(),
        };

    private static Command Own()
    {
        var options = new RolloutOptions();
        var (account, by, reason) = (Account("The service account"), Words.By(), Reason("What the account is for."));
        var owner = new Option<string>("--owner") { Description = "Who answers for it: the user principal name of an enabled member.", HelpName = "upn", Required = true };
        var verb = new Command("own", "A person answers for a service account. A later word overrules an earlier one. Exits 0 when it is stored, 2 for bad input, 3 when the tenant did not answer, 4 when it is refused.") { account, owner, reason, by };
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            await using var rollout = await options.OpenAsync(parsed);
            var accounts = new NamedAccounts(rollout.Tenant.Reader, rollout.Plan);
            var decider = await accounts.FindDeciderAsync(parsed.GetRequiredValue(by));
            var owned = await accounts.FindAsync("--account", parsed.GetRequiredValue(account));
            var answering = await accounts.FindAsync("--owner", parsed.GetRequiredValue(owner));
            if (ServiceAccountRules.CheckOwner(rollout.Plan, owned, answering) is { } refusal) throw new RefusedException(refusal.Sentence);
            var decision = new ServiceAccountOwned
            {
                Id = Words.NewId(rollout.Plan, "service-account-own"), Rollout = rollout.Plan.Rollout, Wave = Decision.Prerequisites, By = decider.Id,
                At = rollout.Tenant.Clock.GetUtcNow(), Reason = parsed.GetRequiredValue(reason), Account = owned.Id, Owner = answering.Id,
            };
            await rollout.State.Decisions.AddAsync(decision);
            return Say(parsed, options, decision, $"{answering.UserPrincipalName} answers for {owned.UserPrincipalName}: {decision.Reason}. So says {decider.UserPrincipalName}.");
        });
        return verb;
    }

    private static Command Review()
    {
        var options = new RolloutOptions();
        var (by, reason) = (Words.By(), Words.Reason());
        var verb = new Command("review", "Somebody went through the excluded service accounts, each with an owner, and found that each still belongs there. A new member voids it. Exits 0 when it is stored, 1 when the group is empty or an account has no owner, 2 for bad input, 3 when the tenant did not answer, 4 when it is refused.") { by, reason };
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            await using var rollout = await options.OpenAsync(parsed);
            var (talk, data) = Words.Streams(parsed, options);
            var decider = await new NamedAccounts(rollout.Tenant.Reader, rollout.Plan).FindDeciderAsync(parsed.GetRequiredValue(by));
            var excluded = (await ExcludedAsync(rollout)).Order(StringComparer.Ordinal).ToList();
            var names = await NamesAsync(rollout);
            var decided = await rollout.State.Decisions.ReadAsync(rollout.Plan.Rollout);
            var owned = Ownership.Of(decided);
            foreach (var id in excluded)
                talk.WriteLine(owned.TryGetValue(id, out var word) ? $"  {Name(id)}  {word.Reason}, answers {Name(word.Owner)}" : $"  {Name(id)}  nobody answers for it");

            if (excluded.Count == 0 || Ownership.Missing(excluded, decided) is { Count: > 0 })
            {
                talk.WriteLine(excluded.Count == 0
                    ? "NOT STORED: the group of excluded service accounts is empty, and there is nothing to go through. Put the tenant's service accounts in first, or attest that there are none."
                    : "NOT STORED: each excluded service account needs somebody who answers for it. Name them with fido2 service-account own, then review again.");
                if (data is not null) JsonOutput.Write(data, new { Excluded = excluded, WithoutOwner = Ownership.Missing(excluded, decided) });
                return ExitCodes.No;
            }
            var decision = new ServiceAccountsReviewed
            {
                Id = Words.NewId(rollout.Plan, "service-account-review"), Rollout = rollout.Plan.Rollout, Wave = Decision.Prerequisites, By = decider.Id,
                At = rollout.Tenant.Clock.GetUtcNow(), Reason = parsed.GetValue(reason), Accounts = excluded,
            };
            await rollout.State.Decisions.AddAsync(decision);
            return Say(parsed, options, decision, $"{decider.UserPrincipalName} went through {excluded.Count} excluded service {(excluded.Count == 1 ? "account" : "accounts")}. A new member of the group voids it.");

            string Name(string id) => names.GetValueOrDefault(id, id);
        });
        return verb;
    }

    private static Command Human()
    {
        var options = new RolloutOptions();
        var (account, by, reason) = (Account("The account that looks like a service account"), Words.By(), Reason("How you know."));
        var verb = new Command("human", "There is a person behind an account that looks like a service account. Nobody says it of themselves. Exits 0 when it is stored, 2 for bad input, 3 when the tenant did not answer, 4 when it is refused.") { account, reason, by };
        options.AddTo(verb);
        verb.SetAction(async (parsed, _) =>
        {
            await using var rollout = await options.OpenAsync(parsed);
            var accounts = new NamedAccounts(rollout.Tenant.Reader, rollout.Plan);
            var decider = await accounts.FindDeciderAsync(parsed.GetRequiredValue(by));
            var vouched = await accounts.FindAsync("--account", parsed.GetRequiredValue(account));
            if (ServiceAccountRules.CheckHuman(rollout.Plan, vouched, decider.Id, await ExcludedAsync(rollout)) is { } refusal) throw new RefusedException(refusal.Sentence);
            var decision = new VouchedHuman
            {
                Id = Words.NewId(rollout.Plan, "service-account-human"), Rollout = rollout.Plan.Rollout, Wave = Decision.Prerequisites, By = decider.Id,
                At = rollout.Tenant.Clock.GetUtcNow(), Reason = parsed.GetRequiredValue(reason), Account = vouched.Id,
            };
            await rollout.State.Decisions.AddAsync(decision);
            return Say(parsed, options, decision, $"{decider.UserPrincipalName} says that a person is behind {vouched.UserPrincipalName}: {decision.Reason}.");
        });
        return verb;
    }

    private static Option<string> Account(string what) => new("--account") { Description = $"{what}, by its user principal name or object id.", HelpName = "upn", Required = true };

    private static Option<string> Reason(string what)
    {
        var reason = new Option<string>("--reason") { Description = what, HelpName = "text", Required = true };
        reason.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>())) result.AddError("--reason: nothing was found; expected a reason in your own words.");
        });
        return reason;
    }

    private static int Say(ParseResult parsed, RolloutOptions options, Decision decision, string sentence)
    {
        var (talk, data) = Words.Streams(parsed, options);
        talk.WriteLine(sentence);
        if (data is not null) JsonOutput.Write(data, decision);
        return ExitCodes.Yes;
    }

    private static async Task<IReadOnlyList<string>> ExcludedAsync(OpenRollout rollout) =>
        await rollout.Tenant.Reader.ReadTransitiveUsersAsync(rollout.Plan.Exclusions.ServiceAccountGroup) switch
        {
            Answer<IReadOnlyList<string>>.Given { Value: var ids } => ids,
            var answer => throw new CouldNotFindOutException(((Answer<IReadOnlyList<string>>.Failed)answer).Failure),
        };

    private static async Task<Dictionary<string, string>> NamesAsync(OpenRollout rollout) =>
        await rollout.Tenant.Reader.ReadUsersAsync() switch
        {
            Answer<IReadOnlyList<User>>.Given { Value: var users } => users.ToDictionary(user => user.Id, user => user.UserPrincipalName),
            var answer => throw new CouldNotFindOutException(((Answer<IReadOnlyList<User>>.Failed)answer).Failure),
        };
}
