using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.KeyLosses;

/// <summary>
/// Where a lost key is made worthless: nothing is deleted past the rules, nor before it is recorded by whose word. Each part
/// of it may be done twice, so whoever was interrupted asks again.
/// </summary>
public sealed class KeyLossDesk(IKeyRevoker revoker, ITenantReader reader, IDecisionStore decisions, TimeProvider clock)
{
    /// <summary>Deletes the key, revokes the person's sessions, reads back that the key is gone, and records that.</summary>
    public async Task<KeyLossAnswer> RevokeAsync(PersonFacts facts, KeyLossOrder order)
    {
        var (plan, person, at) = (facts.Plan, facts.Person.Id, clock.GetUtcNow());
        var refusals = KeyLossRules.Check(facts, order, at);
        if (refusals.Count > 0 || KeyLossRules.KeyOf(facts, order) is not { } key) return new KeyLossAnswer.Refused(refusals);

        if (!string.IsNullOrWhiteSpace(order.IdentityCheck))
            await decisions.AddAsync(new IdentityChecked
            {
                Id = $"{order.Id}/identity-checked", Rollout = plan.Rollout, Wave = order.Wave, By = order.By, At = at, Person = person, How = order.IdentityCheck,
            });
        if (KeyLoss.StillWorking(facts.Decisions, person)?.Key != key)
            await decisions.AddAsync(new KeyLost { Id = $"{order.Id}/key-lost", Rollout = plan.Rollout, Wave = order.Wave, By = order.By, At = at, Person = person, Key = key });

        // What was sent without an answer may have happened: the key is read back, and a session revoked twice is revoked.
        if (await revoker.DeleteKeyAsync(person, key) is Answer<Done>.Failed { Failure: not TenantFailure.Ambiguous and var failure }) return new KeyLossAnswer.NotYet(key, failure);
        if (await revoker.RevokeSessionsAsync(person) is Answer<Done>.Failed unrevoked) return new KeyLossAnswer.NotYet(key, unrevoked.Failure);
        switch ((await reader.ReadFido2KeysAsync([person]))[person])
        {
            case Answer<IReadOnlyList<Fido2Key>>.Failed unread:
                return new KeyLossAnswer.NotYet(key, unread.Failure);
            case Answer<IReadOnlyList<Fido2Key>>.Given { Value: var keys } when keys.Any(each => each.Id == key):
                return new KeyLossAnswer.NotYet(key, "the tenant still shows the key");
        }
        await decisions.AddAsync(new KeyRevoked { Id = $"{order.Id}/key-revoked", Rollout = plan.Rollout, Wave = order.Wave, By = order.By, At = clock.GetUtcNow(), Person = person, Key = key });
        return new KeyLossAnswer.Revoked(key);
    }
}
