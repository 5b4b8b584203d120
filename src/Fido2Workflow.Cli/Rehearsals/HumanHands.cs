using Fido2Workflow.Cli.Yaml;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>
/// Does what a person of a rehearsal does: a decision goes into the decision store, an edit of the tenant through the
/// portal. Doing it again changes nothing.
/// </summary>
public sealed class HumanHands(
    Plan plan, Accounts accounts, IDecisionStore decisions, IDocumentStore documents, Portal portal, TimeProvider clock)
{
    private static readonly TimeSpan WordCountsFor = TimeSpan.FromDays(14);

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
            case HumanAction.AttestDrill:
                foreach (var account in named) await DecideAsync(reaction, wave, asked, account);
                return $"{reaction.By} attests a drill of {accounts.Names(named)}";
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
                return $"{reaction.By} issues {await portal.IssuePassesAsync(WavePeople(wave))} Temporary Access Passes";
            case HumanAction.ExcludeServiceAccounts:
                await portal.AddToGroupAsync(plan.Exclusions.ServiceAccountGroup, named);
                return $"{reaction.By} excludes {accounts.Names(named)}";
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

    private async Task DecideAsync(Reaction reaction, int wave, StandingHold asked, string? subject)
    {
        var (id, rollout, by, at, reason) = (
            $"{plan.Rollout}.wave-{wave}/{reaction.Do}/{asked.Since:yyyyMMddTHHmmssZ}/{reaction.By}{(subject is null ? "" : $"/{subject}")}",
            plan.Rollout, accounts.Id(reaction.By), clock.GetUtcNow(), reaction.Reason);
        await decisions.AddAsync(reaction.Do switch
        {
            HumanAction.Start => new WaveStarted { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason },
            HumanAction.Approve => new Approved { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, EvidenceDigest = asked.EvidenceDigest! },
            HumanAction.Reject => new Rejected { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, EvidenceDigest = asked.EvidenceDigest! },
            HumanAction.AttestSupport => new AttestedSupport { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Until = at + WordCountsFor },
            HumanAction.AttestDrill => new AttestedDrill { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Until = at + WordCountsFor, Account = subject! },
            HumanAction.Defer => new Deferred { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Until = at + plan.Enrollment.DeferFor, Person = subject! },
            HumanAction.AcceptUnseen => new AcceptedUnseen { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Person = subject! },
            HumanAction.WaiveSecondKey => new WaivedSecondKey { Id = id, Rollout = rollout, Wave = wave, By = by, At = at, Reason = reason, Person = subject! },
            var portalOnly => throw new InvalidOperationException($"{portalOnly} is no decision"),
        });
    }

    // A status names a few; the evidence names all.
    private async Task<IReadOnlyList<string>> NamedAsync(StandingHold asked)
    {
        if (asked.EvidenceDocument is not { } document || asked.Hold.NamedCount <= asked.Hold.Named.Count) return asked.Hold.Named;
        var evidence = await WaveEvidence.ReadAsync(documents, document);
        return evidence.Gates.Single(gate => gate.Verdict is not Verdict.Yes && gate.Code == asked.Hold.Code).Named;
    }

    private string WavePeople(int wave) => Core.ConditionalAccess.WavePolicy.GroupNickname(plan, wave);
}
