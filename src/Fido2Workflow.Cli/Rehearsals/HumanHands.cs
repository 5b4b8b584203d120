using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>
/// Does what a person of a rehearsal does: a decision goes into the decision store, an edit of the tenant through the
/// portal. Doing it again changes nothing.
/// </summary>
/// <param name="prepareAsync">Prepares the tenant with the product, and answers how many changes that took.</param>
/// <param name="signIn">Signs in with the account of that object id.</param>
public sealed class HumanHands(
    Plan plan, Accounts accounts, IDecisionStore decisions, IDocumentStore documents, Portal portal, PassSession passes, Action<string> signIn,
    Func<Task<int>> prepareAsync, TimeProvider clock)
{

    /// <summary>Does it, and says what was done.</summary>
    public async Task<string> DoAsync(Reaction reaction, int wave, StandingHold asked)
    {
        var named = reaction.People.Count > 0 ? [.. reaction.People.Select(accounts.Id)] : await NamedAsync(asked);
        var because = reaction.Reason is null ? "" : $": {reaction.Reason}";
        switch (reaction.Do)
        {
            case HumanAction.Start:
                await DecideAsync(reaction, wave, asked, null);
                return $"{reaction.By} starts wave {wave}";
            case HumanAction.Approve:
                await DecideAsync(reaction, wave, asked, null);
                return $"{reaction.By} approves evidence {asked.EvidenceDigest![..19]}";
            case HumanAction.Reject:
                await DecideAsync(reaction, wave, asked, null);
                return $"{reaction.By} rejects evidence {asked.EvidenceDigest![..19]}{because}";
            case HumanAction.AttestSupport:
                await DecideAsync(reaction, wave, asked, null);
                return $"{reaction.By} attests that the support channel is open";
            case HumanAction.AttestCredentials:
            case HumanAction.AttestAlert:
                foreach (var account in BreakGlass(reaction, named)) await DecideAsync(reaction, wave, asked, account);
                return $"{reaction.By} attests {(reaction.Do is HumanAction.AttestAlert ? "the sign-in alert" : "the credentials")} of {accounts.Names(BreakGlass(reaction, named))}";
            case HumanAction.TestPass:
                await passes.TestAsync(accounts.Id(reaction.By), IdOf(reaction, wave, asked));
                return $"{reaction.By} issues a Temporary Access Pass to the test user";
            case HumanAction.ConfirmPass:
                return await passes.ConfirmAsync(accounts.Id(reaction.By), IdOf(reaction, wave, asked))
                    ? $"{reaction.By} finds the test user's pass consumed"
                    : $"{reaction.By} finds the test user's pass not used yet";
            case HumanAction.AttestDrill:
                foreach (var account in BreakGlass(reaction, named))
                {
                    signIn(account);
                    await DecideAsync(reaction, wave, asked, account);
                }
                return $"{reaction.By} attests a drill of {accounts.Names(BreakGlass(reaction, named))}";
            case HumanAction.VerifyBreakGlass:
                foreach (var account in BreakGlass(reaction, named))
                {
                    signIn(account);
                    await DecideAsync(reaction, wave, asked, account);
                }
                return $"{reaction.By} signs in with {accounts.Names(BreakGlass(reaction, named))} to verify {(BreakGlass(reaction, named).Count == 1 ? "it" : "them")}";
            case HumanAction.OwnServiceAccounts:
                // All who are in the group by now: a tenant that shows its changes late has not named the last of them.
                var answeredFor = named.Union(await portal.MembersOfAsync(plan.Exclusions.ServiceAccountGroup)).ToList();
                foreach (var account in answeredFor) await DecideAsync(reaction, wave, asked, account);
                return $"{reaction.By} answers for {accounts.Names(answeredFor)}{because}";
            case HumanAction.ReviewServiceAccounts:
                var excluded = await portal.MembersOfAsync(plan.Exclusions.ServiceAccountGroup);
                await DecideAsync(reaction, wave, asked, null, excluded);
                return $"{reaction.By} reviews {excluded.Count} excluded service accounts";
            case HumanAction.Prepare:
                return $"{reaction.By} prepares the tenant: {await prepareAsync()} changes";
            case HumanAction.Defer:
                foreach (var person in named) await DecideAsync(reaction, wave, asked, person);
                return $"{reaction.By} defers {accounts.Names(named)}{because}";
            case HumanAction.AcceptUnseen:
                foreach (var person in named) await DecideAsync(reaction, wave, asked, person);
                return $"{reaction.By} vouches for {accounts.Names(named)}{because}";
            case HumanAction.WaiveSecondKey:
                foreach (var person in named) await DecideAsync(reaction, wave, asked, person);
                return $"{reaction.By} waives the second key of {accounts.Names(named)}{because}";
            case HumanAction.IssuePasses:
                var without = await portal.WithoutMethodAsync(WavePeople(wave));
                var refused = await passes.IssueAsync(without, accounts.Id(reaction.By), wave, IdOf(reaction, wave, asked));
                return $"{reaction.By} issues {without.Count - refused.Count} Temporary Access Passes{(refused.Count == 0 ? "" : $", and {refused.Count} are refused: {refused[0].Sentence}")}";
            case HumanAction.ExcludeServiceAccounts:
                await portal.AddToGroupAsync(plan.Exclusions.ServiceAccountGroup, named);
                return $"{reaction.By} excludes {accounts.Names(named)}";
            case HumanAction.VouchHuman:
                foreach (var account in named) await DecideAsync(reaction, wave, asked, account);
                return $"{reaction.By} says that a person is behind {accounts.Names(named)}{because}";
            case HumanAction.RemoveFromRoster:
                foreach (var group in plan.Wave(wave).Roster.Groups) await portal.RemoveFromGroupAsync(group, named);
                return $"{reaction.By} takes {accounts.Names(named)} off the roster";
            case HumanAction.ExcludeBreakGlass:
                await portal.ExcludeGroupAsync(plan.Exclusions.BreakGlassGroup, named);
                return $"{reaction.By} excludes the break-glass group from {named.Count} policies";
            default:
                throw new InvalidOperationException($"nobody can do {reaction.Do}");
        }
    }

    // All of them, unless the script says which: a tenant that throttles may have told of the one and not yet of the other.
    private IReadOnlyList<string> BreakGlass(Reaction reaction, IReadOnlyList<string> named) =>
        reaction.People.Count > 0 ? named : plan.Exclusions.BreakGlassAccounts;

    private async Task DecideAsync(Reaction reaction, int wave, StandingHold asked, string? subject, IReadOnlyList<string>? people = null)
    {
        var (id, rollout, by, at, reason) = (
            $"{IdOf(reaction, wave, asked)}/{reaction.By}{(subject is null ? "" : $"/{subject}")}",
            plan.Rollout, accounts.Id(reaction.By), clock.GetUtcNow(), reaction.Reason);
        await decisions.AddAsync(reaction.Do switch
        {
            HumanAction.Start => new WaveStarted { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason },
            HumanAction.Approve => new Approved { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, EvidenceDigest = asked.EvidenceDigest! },
            HumanAction.Reject => new Rejected { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, EvidenceDigest = asked.EvidenceDigest! },
            HumanAction.AttestCredentials or HumanAction.AttestAlert => new Attested
            {
                Id = id, Rollout = rollout, Wave = Decision.Prerequisites, By = by, At = at, Reason = reason, Until = at + plan.Attestations.CountsFor, Account = subject,
                Item = reaction.Do is HumanAction.AttestAlert ? AttestationItem.SignInAlert : AttestationItem.CredentialsInSafe,
            },
            HumanAction.AttestSupport => new AttestedSupport { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Until = at + plan.Attestations.SupportCountsFor },
            HumanAction.AttestDrill => new AttestedDrill { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Until = at + plan.Attestations.DrillCountsFor, Account = subject!, SignedInAt = at, BothPortalsReached = true, AlertReceived = true },
            HumanAction.VerifyBreakGlass => new AttestedDrill { Id = id, Rollout = rollout, Wave = Decision.Prerequisites, By = by, At = at, Reason = reason, Until = at + plan.Attestations.DrillCountsFor, Account = subject!, SignedInAt = at, BothPortalsReached = true, AlertReceived = true },
            HumanAction.OwnServiceAccounts => new ServiceAccountOwned { Id = id, Rollout = rollout, Wave = Decision.Prerequisites, By = by, At = at, Reason = reason, Account = subject!, Owner = by },
            HumanAction.ReviewServiceAccounts => new ServiceAccountsReviewed { Id = id, Rollout = rollout, Wave = Decision.Prerequisites, By = by, At = at, Reason = reason, Accounts = people! },
            HumanAction.Defer => new Deferred { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Until = at + plan.Enrollment.DeferFor, Person = subject! },
            HumanAction.AcceptUnseen => new AcceptedUnseen { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Person = subject! },
            HumanAction.VouchHuman => new VouchedHuman { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Account = subject! },
            HumanAction.WaiveSecondKey => new WaivedSecondKey { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Person = subject! },
            var portalOnly => throw new InvalidOperationException($"{portalOnly} is no decision"),
        });
    }

    private string IdOf(Reaction reaction, int wave, StandingHold asked) => $"{plan.Rollout}.wave-{wave}/{reaction.Do}/{asked.Since:yyyyMMddTHHmmssZ}";

    // A status names a few; the evidence names all.
    private async Task<IReadOnlyList<string>> NamedAsync(StandingHold asked)
    {
        if (asked.EvidenceDocument is not { } document || asked.Hold.NamedCount <= asked.Hold.Named.Count) return asked.Hold.Named;
        var evidence = await WaveEvidence.ReadAsync(documents, document);
        return evidence.Holding(asked.Hold.Code).Named;
    }

    private string WavePeople(int wave) => Core.ConditionalAccess.WavePolicy.GroupNickname(plan, wave);
}
