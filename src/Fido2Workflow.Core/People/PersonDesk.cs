using Fido2Workflow.Core.Admissions;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Releases;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.People;

/// <summary>
/// Where it is decided about one person: read, judged, and handed to the one door for decisions, which stores and tells it. It
/// cannot write to the tenant: what was stored is carried out by <see cref="PeopleWorkflow"/>, whatever becomes of whoever asked.
/// </summary>
public sealed class PersonDesk(ITenantReader reader, IDecisionStore decisions, DecisionDesk desk, RolloutClock clock)
{
    private readonly PersonFactsReader _facts = new(reader, decisions);

    /// <summary>Lets a newcomer into an enforced wave.</summary>
    public async Task<DecisionAnswer> AdmitAsync(Plan plan, User person, AdmissionOrder order)
    {
        var at = clock.GetUtcNow();
        var admitted = new Admitted { Id = order.Id, Rollout = plan.Rollout, Wave = order.Wave, By = order.By, At = at, Person = person.Id, Reason = order.Reason };
        return await FindToldAsync(admitted, told => told is Admitted same && same.Person == person.Id)
            ?? Refused(AdmissionRules.Check(await _facts.ReadWithSignInsAsync(plan, person, at), order.Wave))
            ?? await desk.DecideAsync(admitted);
    }

    /// <summary>Releases a person from an enforced wave for a while. An identity check that comes with it is recorded before.</summary>
    public async Task<DecisionAnswer> ReleaseAsync(Plan plan, User person, ReleaseOrder order)
    {
        var at = clock.GetUtcNow();
        var released = new Released
        {
            Id = order.Id, Rollout = plan.Rollout, Wave = order.Wave, By = order.By, At = at, Person = person.Id, Reason = order.Reason, Until = at + (order.For ?? plan.Release.AtMost),
        };
        var answer = await FindToldAsync(released, told => told is Released same && same.Person == person.Id)
            ?? Refused(ReleaseRules.Check(await _facts.ReadAsync(plan, person), order, at));
        if (answer is not null) return answer;
        if (!string.IsNullOrWhiteSpace(order.IdentityCheck))
            await desk.DecideAsync(new IdentityChecked
            {
                Id = $"{order.Id}/identity-checked", Rollout = plan.Rollout, Wave = order.Wave, By = order.By, At = at, Person = person.Id, How = order.IdentityCheck,
            });
        return await desk.DecideAsync(released);
    }

    /// <summary>Ends a person's release early.</summary>
    public async Task<DecisionAnswer> EndReleaseAsync(Plan plan, User person, ReleaseEndOrder order)
    {
        var at = clock.GetUtcNow();
        var ended = new ReleaseEnded { Id = order.Id, Rollout = plan.Rollout, Wave = order.Wave, By = order.By, At = at, Person = person.Id, Reason = order.Reason };
        return await FindToldAsync(ended, told => told is ReleaseEnded same && same.Person == person.Id)
            ?? Refused(ReleaseRules.CheckEnd(await _facts.ReadAsync(plan, person), at))
            ?? await desk.DecideAsync(ended);
    }

    // Told again, it is not judged again: by what it did itself it would now be refused.
    private async Task<DecisionAnswer?> FindToldAsync(Decision decision, Func<Decision, bool> isSame) =>
        (await decisions.ReadAsync(decision.Rollout)).FirstOrDefault(stored => stored.Decision.Id == decision.Id) switch
        {
            null => null,
            { Decision: var told } stored when told.Wave == decision.Wave && told.By == decision.By && isSame(told) => new DecisionAnswer.StoredBefore(stored.Sequence),
            _ => new DecisionAnswer.Refused(Refusals.KeyReused),
        };

    private static DecisionAnswer.Refused? Refused(IReadOnlyList<PersonRefusal> refusals) => refusals.Count == 0 ? null : new(PersonRefusal.ToOperation(refusals));
}
