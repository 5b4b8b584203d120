using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>
/// Promotes a wave: re-verifies, compares, writes the state and nothing else, reads it back. Run again after a crash or a
/// lost answer it reads first, and never guesses.
/// </summary>
public sealed class Promote(
    ITenantReader reader, ITenantWriter writer, IDecisionStore decisions, IDocumentStore documents, TimeProvider clock)
{
    /// <summary>The activity.</summary>
    public async Task<Promotion> RunAsync(ActivityContext context, PromotionAsked asked)
    {
        var plan = await asked.Key.ReadPlanAsync(documents);
        var policy = await reader.ReadPolicyAsync(asked.Objects.Policy);
        // An earlier run may have sent it and lost its answer: unread, nobody can say that nothing was sent.
        if (policy is not Answer<ConditionalAccessPolicy>.Given { Value: var live }) return new Promotion.Unconfirmed();
        // Enforced already: by this very promotion, before a crash took its answer. Whether it may stand is asked below.
        if (live.State is ConditionalAccessPolicy.Enabled) return await ConfirmAsync(context, asked);

        var verifiedAt = clock.GetUtcNow();
        // The moment is asked first, on little evidence: outside the window nothing else needs to be read.
        var scope = await new WaveFactsReader(reader, decisions, documents).ReadScopeAsync(plan, asked.Key, asked.Objects, asked.UnchangedSince);
        if (OfTheMoment(scope, verifiedAt) is { Count: > 0 } notNow) return new Promotion.NotYet(notNow);
        var before = await WaveEvidence.ReadAsync(documents, asked.EvidenceDocument);
        var facts = await new WaveFactsReader(reader, decisions, documents).ReadAsync(plan, asked.Key, asked.Objects, asked.UnchangedSince, before, verifiedAt);
        if (Objections(facts, plan, asked, verifiedAt) is { Count: > 0 } objections) return new Promotion.NotYet(objections);
        if (await ReadBeforeTheWriteAsync(plan, asked, facts, OldestOf(facts, verifiedAt)) is { } objection) return new Promotion.NotYet([objection]);
        return await writer.SetPolicyStateAsync(asked.Objects.Policy, ConditionalAccessPolicy.Enabled) switch
        {
            Answer<Done>.Failed { Failure: TenantFailure.Ambiguous } or Answer<Done>.Given => await ConfirmAsync(context, asked),
            var refused => new Promotion.NotYet([Hold.Of(refused, context.Now)]),
        };
    }

    /// <summary>The activity that reads whether a promotion that was sent has happened, and takes it back where it may not stand.</summary>
    public async Task<Promotion> ConfirmAsync(ActivityContext context, PromotionAsked asked)
    {
        var plan = await asked.Key.ReadPlanAsync(documents);
        var policy = await reader.ReadPolicyAsync(asked.Objects.Policy);
        var decided = await ReadFenceAsync(asked);
        // Whatever was read of the policy, or not: what was sent is taken back.
        if (Fence.Of(decided, asked.Key.Wave) != asked.Fence)
            return await RevertAsync(asked, context.Now, new("fence", "The wave was paused, aborted or rolled back while it was being promoted.", "Resume the wave when it may go on."));
        if (policy is not Answer<ConditionalAccessPolicy>.Given { Value: { State: ConditionalAccessPolicy.Enabled } live }) return new Promotion.Unconfirmed();
        if (Approval.Of(decided, plan, asked.Key.Wave, asked.Question) is not Approval.Given)
            return await RevertAsync(asked, context.Now, new("promoted-without-approval", $"\"{live.DisplayName}\" was enforced without an approval that counts.", "Find out who enforced it."));
        if (PolicyContent.Differences(Planned(plan, asked), live.Body) is [var difference, ..])
            return await RevertAsync(asked, context.Now, new("policy-changed", $"Somebody changed \"{live.DisplayName}\" while it was being promoted: {difference}.", "Put the policy back as planned."));
        return new Promotion.Enforced(ChangedAt(live) ?? context.Now);
    }

    // A fence that cannot be read may have risen: what was sent does not stand on that.
    private async Task<IReadOnlyList<StoredDecision>> ReadFenceAsync(PromotionAsked asked)
    {
        try
        {
            return await decisions.ReadAsync(asked.Key.Rollout);
        }
        catch (Exception)
        {
            await writer.SetPolicyStateAsync(asked.Objects.Policy, ConditionalAccessPolicy.ReportOnly);
            throw;
        }
    }

    // All gates on fresh evidence, the approval of exactly that evidence, and the moment.
    private static List<Hold> Objections(WaveFacts facts, Plan plan, PromotionAsked asked, DateTimeOffset now)
    {
        var evidence = WaveEvidence.Judge(facts, asked.Key.PlanDigest, now);
        if (!evidence.IsYes) return [.. evidence.Holds];
        if (evidence.Digest != asked.Question.EvidenceDigest)
            return [new("evidence-changed", "What was approved is no longer what is there.", "Look at the new evidence and approve it.")];
        if (Approval.Of(facts.Decisions, plan, asked.Key.Wave, asked.Question) is not Approval.Given)
            return [new("approval-missing", "The evidence is not approved.", "Approve it.")];
        return OfTheMoment(facts, now);
    }

    private static DateTimeOffset OldestOf(WaveFacts facts, DateTimeOffset verifiedAt) =>
        ((Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given)facts.Enrollment).Value.Values
            .Select(user => user.ReadAt).OfType<DateTimeOffset>().Append(verifiedAt).Min();

    private static List<Hold> OfTheMoment(WaveFacts facts, DateTimeOffset now) =>
        [.. AllGates.OfTheMoment.Select(gate => gate.Judge(facts, now)).Where(gate => gate.Verdict is not Verdict.Yes).Select(Hold.Of)];

    // The last look: the evidence still fresh, the policy still the approved one and untouched, the moment still right
    // though reading took its time, the approval still standing and the fence where it was.
    private async Task<Hold?> ReadBeforeTheWriteAsync(Plan plan, PromotionAsked asked, WaveFacts facts, DateTimeOffset verifiedAt)
    {
        var approved = ((Answer<ConditionalAccessPolicy>.Given)facts.Policy).Value;
        var policy = await reader.ReadPolicyAsync(asked.Objects.Policy);
        if (policy is not Answer<ConditionalAccessPolicy>.Given { Value: var live }) return Hold.Of(policy, clock.GetUtcNow());
        var members = await reader.ReadMembersAsync(asked.Objects.EnforcementGroup);
        if (members is not Answer<GroupMembers>.Given { Value: var inGroup }) return Hold.Of(members, clock.GetUtcNow());
        if (PolicyContent.Differences(approved.Body, live.Body) is [var difference, ..])
            return new("policy-changed", $"Somebody changed \"{live.DisplayName}\" just now: {difference}.", "Put the policy back as planned.");
        if (Fingerprint.Of(live, inGroup.Users.Concat(inGroup.Others)) != asked.Fingerprint)
            return new("touched", "The policy or the enforcement group was touched after it was watched in report-only.", "Nothing to do: the report-only log starts anew.");
        if (clock.GetUtcNow() - verifiedAt > plan.Gates.EvidenceLifetime)
            return new("evidence-stale", $"Some of what was read is older than {plan.Gates.EvidenceLifetime.TotalMinutes:0} minutes, so the evidence is stale.", "Nothing to do: it is read again.");
        var decided = await decisions.ReadAsync(asked.Key.Rollout);
        if (Fence.Of(decided, asked.Key.Wave) != asked.Fence)
            return new("fence", "The wave was paused, aborted or rolled back.", "Resume the wave when it may go on.");
        if (Approval.Of(decided, plan, asked.Key.Wave, asked.Question) is not Approval.Given)
            return new("approval-missing", "The evidence is not approved any more.", "Approve it.");
        return OfTheMoment(facts with { Decisions = decided }, clock.GetUtcNow()).FirstOrDefault();
    }

    private async Task<Promotion> RevertAsync(PromotionAsked asked, DateTimeOffset now, Hold why) =>
        await writer.SetPolicyStateAsync(asked.Objects.Policy, ConditionalAccessPolicy.ReportOnly) is Answer<Done>.Failed { Failure: not TenantFailure.Ambiguous } failed
            ? new Promotion.Reverted(Hold.Of(failed.Failure, now))
            : new Promotion.Reverted(why);

    private static System.Text.Json.JsonElement Planned(Plan plan, PromotionAsked asked) =>
        System.Text.Json.JsonSerializer.SerializeToElement(WavePolicy.Body(plan, asked.Key.Wave, asked.Objects.EnforcementGroup));

    private static DateTimeOffset? ChangedAt(ConditionalAccessPolicy policy) =>
        policy.Body.TryGetProperty("modifiedDateTime", out var at) && at.TryGetDateTimeOffset(out var instant) ? instant : null;
}
