using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Passes;

/// <summary>
/// Where passes are given out. Nothing is issued past the rules, nor before the identity check is recorded. What is kept
/// says that a pass was issued, to whom and by whom; its code goes to whoever asked and nowhere else.
/// </summary>
public sealed class PassDesk(IPassIssuer issuer, IDecisionStore decisions, TimeProvider clock)
{
    /// <summary>The id of the record that a pass was issued on the order of that id.</summary>
    public static string RecordIdOf(string order) => $"{order}/pass-issued";

    /// <summary>Issues a one-time pass.</summary>
    public async Task<PassAnswer> IssueAsync(PassFacts facts, PassOrder order)
    {
        var refusals = PassRules.Check(facts, order, clock.GetUtcNow());
        if (refusals.Count > 0) return new PassAnswer.Refused(refusals);

        var (plan, person) = (facts.Plan, facts.Person.Id);
        if (order is PassOrder.ForPerson { IdentityCheck: { } how })
            await decisions.AddAsync(new IdentityChecked
            {
                Id = $"{order.Id}/identity-checked", Rollout = plan.Rollout, Wave = order.Wave, By = order.By, At = clock.GetUtcNow(), Person = person, How = how,
            });

        var answer = await issuer.IssueAsync(person, plan.Passes.Lifetime, isUsableOnce: true);
        if (answer is not Answer<IssuedPass>.Given { Value: var issued }) return new PassAnswer.Failed(((Answer<IssuedPass>.Failed)answer).Failure);

        var at = clock.GetUtcNow();
        var lifetime = issued.Pass.LifetimeInMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : plan.Passes.Lifetime;
        var until = (issued.Pass.StartsAt ?? at) + lifetime;
        await decisions.AddAsync(new PassIssued
        {
            Id = RecordIdOf(order.Id), Rollout = plan.Rollout, Wave = order.Wave, By = order.By, At = at, Person = person,
            Pass = issued.Pass.Id, Until = until, Replaced = facts.Replaced?.Id,
        });
        return new PassAnswer.Issued(issued, until, facts.Replaced);
    }
}
