using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>
/// Brings the enforcement group of a wave in report-only to its roster: newcomers in, leavers out. Where somebody else has
/// changed the group or the policy, that is told before it is put right: told by whoever wrote, a crash in between would
/// forget that the report-only log has to start anew.
/// </summary>
public sealed class SyncRoster(ITenantReader reader, ITenantWriter writer, IDecisionStore decisions, IDocumentStore documents)
{
    /// <summary>The code of the hold that says the policy is not in report-only.</summary>
    public const string NotReportOnly = "policy-not-report-only";

    /// <summary>The code of the hold that says it is enforced, and not by us.</summary>
    public const string PromotedByHand = "promoted-by-hand";

    private const int AddedAtOnce = 20;

    /// <summary>The activity.</summary>
    public async Task<Step<RosterSynced>> RunAsync(ActivityContext context, SyncAsked wave)
    {
        var plan = await wave.Key.ReadPlanAsync(documents);
        var policy = await reader.ReadPolicyAsync(wave.Objects.Policy);
        if (policy is not Answer<ConditionalAccessPolicy>.Given { Value: var live }) return new Step<RosterSynced>.Held(Hold.Of(policy, context.Now));
        if (live.State is not ConditionalAccessPolicy.ReportOnly)
            return new Step<RosterSynced>.Held(new(live.State is ConditionalAccessPolicy.Enabled ? PromotedByHand : NotReportOnly,
                $"\"{live.DisplayName}\" is {live.State ?? "in no state"}, not in report-only, and we did not enforce it.",
                "Find out who changed it, and roll the wave back.", [live.Id], 1, null));
        var placement = await new WaveFactsReader(reader, decisions, documents).ReadPlacementAsync(plan, wave.Key);
        if (placement is not Answer<Placed>.Given { Value: var placed }) return new Step<RosterSynced>.Held(Hold.Of(placement, context.Now));
        var members = await reader.ReadMembersAsync(wave.Objects.EnforcementGroup);
        if (members is not Answer<GroupMembers>.Given { Value: var found }) return new Step<RosterSynced>.Held(Hold.Of(members, context.Now));

        var joining = placed.Roster.Except(found.Users).Order(StringComparer.Ordinal).ToList();
        var leaving = found.Users.Except(placed.Roster).Concat(found.Others).Order(StringComparer.Ordinal).ToList();
        var leftOut = LeftOutPeople.Of(placed.LeftOut);
        var asFound = Fingerprint.Of(live, found.Users.Concat(found.Others));
        if (joining.Count + leaving.Count > 0 && wave.Watched is { } watched && watched != asFound)
            return new Step<RosterSynced>.Taken(new(found.Users.Count, true, asFound) { LeftOut = leftOut });
        foreach (var some in joining.Chunk(AddedAtOnce))
            if (await writer.AddMembersAsync(wave.Objects.EnforcementGroup, some) is Answer<Done>.Failed failed) return new Step<RosterSynced>.Held(Hold.Of(failed, context.Now));
        foreach (var one in leaving)
            if (await writer.RemoveMemberAsync(wave.Objects.EnforcementGroup, one) is Answer<Done>.Failed failed) return new Step<RosterSynced>.Held(Hold.Of(failed, context.Now));
        return new Step<RosterSynced>.Taken(new(placed.Roster.Count, false, Fingerprint.Of(live, placed.Roster)) { LeftOut = leftOut });
    }
}
