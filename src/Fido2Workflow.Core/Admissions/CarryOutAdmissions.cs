using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Admissions;

/// <summary>
/// Lets in whoever was admitted: judges them again on fresh facts, writes, reads back, and records it. What is not a yes any
/// more is recorded too, and the person stays where they were; what nobody can tell is asked again.
/// </summary>
public sealed class CarryOutAdmissions(ITenantReader tenant, ITenantWriter writer, IDecisionStore decisions, IDocumentStore documents)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>The activity.</summary>
    public async Task<PeopleKept> RunAsync(ActivityContext context, PeopleAsked asked)
    {
        var open = Admission.Of(await decisions.ReadAsync(asked.Rollout)).Where(admission => admission.IsOpen).ToList();
        if (open.Count == 0) return new(0, [], null, []);
        var plan = await asked.Key.ReadPlanAsync(documents);
        var holds = new List<Hold>();
        foreach (var admission in open)
            if (await LetInAsync(plan, admission, context.Now) is { } hold) holds.Add(hold);
        return new(0, [], null, holds);
    }

    // Null once it is closed, one way or the other.
    private async Task<Hold?> LetInAsync(Plan plan, Admission admission, DateTimeOffset now)
    {
        var nickname = WavePolicy.GroupNickname(plan, admission.Wave);
        var groups = await tenant.FindGroupsAsync(nickname);
        if (groups is not Answer<IReadOnlyList<Group>>.Given { Value: var found }) return Hold.Of(groups, now);
        if (OwnObject.Group(nickname, found) is not OwnObject.There { Id: var group }) return await CloseAsync(plan, admission, now, "group-not-ours");
        // An earlier run may have written it and died: it is asked first.
        var before = await tenant.ReadMembersAsync(group);
        if (before is not Answer<GroupMembers>.Given { Value: var members }) return Hold.Of(before, now);
        if (members.Users.Contains(admission.Person)) return await CloseAsync(plan, admission, now, refusal: null);

        var user = await tenant.ReadUserAsync(admission.Person);
        if (user is not Answer<User>.Given { Value: var person }) return Hold.Of(user, now);
        var facts = await new PersonFactsReader(tenant, decisions).ReadWithSignInsAsync(plan, person, now);
        var refusals = AdmissionRules.Check(facts, admission.Wave);
        if (refusals.FirstOrDefault(refusal => refusal is not PersonRefusal.Unknown) is { } no) return await CloseAsync(plan, admission, now, no.Code);
        if (refusals is [var unknown, ..]) return Hold.About([admission.Person], unknown.Code, unknown.Sentence, unknown.NextStep, now + AskAgainAfter);
        // The group that the policy includes is the one that is written to, or the person would be let into nothing.
        if (facts.Wave(admission.Wave) is not WaveInForce.Enforced enforced || enforced.EnforcementGroup != group) return await CloseAsync(plan, admission, now, "group-not-ours");

        if (await writer.AddMembersAsync(group, [admission.Person]) is Answer<Done>.Failed { Failure: not TenantFailure.Ambiguous and var failure }) return Hold.Of(failure, now);
        return await tenant.ReadMembersAsync(group) is Answer<GroupMembers>.Given { Value: var after } && after.Users.Contains(admission.Person)
            ? await CloseAsync(plan, admission, now, refusal: null)
            : Hold.About([admission.Person], "admission-not-visible", "Somebody was let in, and the tenant does not show it yet.", "Nothing to do: it is read again.", now + LookAgainAfter);
    }

    private async Task<Hold?> CloseAsync(Plan plan, Admission admission, DateTimeOffset now, string? refusal)
    {
        await decisions.AddAsync(new AdmissionClosed
        {
            Id = $"{admission.Id}/closed", Rollout = plan.Rollout, Wave = admission.Wave, By = ReadWatch.Product, At = now,
            Admission = admission.Id, Person = admission.Person, Refusal = refusal,
        });
        return null;
    }
}
