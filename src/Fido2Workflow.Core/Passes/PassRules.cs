using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.KeyLosses;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Passes;

/// <summary>Who may be given a Temporary Access Pass. Pure: the same facts at the same time give the same answer.</summary>
public static class PassRules
{
    // Microsoft Learn: Privileged Identity Management comes with Microsoft Entra ID P2 and Microsoft Entra ID Governance.
    private static readonly string[] PlansWithEligibleRoles = ["AAD_PREMIUM_P2", "GOVERNANCE"];

    /// <summary>Every reason against it; none where the pass may be issued.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static IReadOnlyList<PassRefusal> Check(PassFacts facts, PassOrder order, DateTimeOffset now) =>
        [.. OfTheAccount(facts), .. OfTheRoles(facts), .. OfThePolicy(facts), .. OfThePresent(facts), .. OfTheOrder(facts, order, now)];

    private static IEnumerable<PassRefusal> OfTheAccount(PassFacts facts)
    {
        var person = facts.Person;
        var name = person.UserPrincipalName;
        if (facts.Plan.Exclusions.BreakGlassAccounts.Contains(person.Id)) yield return new PassRefusal.BreakGlass { Person = name };
        else
            switch (Users(facts, facts.Plan.Exclusions.BreakGlassGroup))
            {
                case Answer<IReadOnlyList<string>>.Given { Value: var members } when members.Contains(person.Id):
                    yield return new PassRefusal.BreakGlass { Person = name };
                    break;
                case Answer<IReadOnlyList<string>>.Failed failed:
                    yield return Unread(name, failed);
                    break;
            }
        // An account of another tenant keeps #EXT# in its name, also where it was made a member.
        if (person.UserType is "Guest" || name.Contains("#EXT#", StringComparison.OrdinalIgnoreCase)) yield return new PassRefusal.Guest { Person = name };
        else if (person.UserType is not "Member") yield return new PassRefusal.Unknown("the tenant does not say whether the account is a guest") { Person = name };
        if (person.AccountEnabled is false) yield return new PassRefusal.Disabled { Person = name };
        else if (person.AccountEnabled is null) yield return new PassRefusal.Unknown("the tenant does not say whether the account is enabled") { Person = name };
    }

    private static IEnumerable<PassRefusal> OfTheRoles(PassFacts facts)
    {
        if (facts.Plan.Passes.Privileged.Contains(facts.Person.Id)) yield break;
        var name = facts.Person.UserPrincipalName;
        if (facts.Roles is Answer<IReadOnlyList<RoleAssignment>>.Failed roles) yield return Unread(name, roles);
        if (facts.Eligible is Answer<IReadOnlyList<RoleEligibility>>.Failed eligible && MayHaveEligibleRoles(facts)) yield return Unread(name, eligible);
        // No such group: the principal is a user or an application, and says nothing of this person.
        foreach (var unread in facts.RoleGroupUsers.Values.OfType<Answer<IReadOnlyList<string>>.Failed>().Where(failed => failed.Failure is not TenantFailure.NotFound))
            yield return Unread(name, unread);

        var held = Of(facts.Roles).Select(assignment => (assignment.PrincipalId, assignment.RoleDefinitionId))
            .Concat(Of(facts.Eligible).Select(eligibility => (eligibility.PrincipalId, eligibility.RoleDefinitionId)))
            .Where(role => role.PrincipalId == facts.Person.Id || Of(facts.RoleGroupUsers.GetValueOrDefault(role.PrincipalId)).Contains(facts.Person.Id))
            .Select(role => role.RoleDefinitionId).Distinct().Order(StringComparer.Ordinal).ToList();
        if (held.Count > 0) yield return new PassRefusal.Privileged(held) { Person = name };
    }

    private static IEnumerable<PassRefusal> OfThePolicy(PassFacts facts)
    {
        var name = facts.Person.UserPrincipalName;
        if (facts.Policy is not Answer<TemporaryAccessPassPolicy>.Given { Value: var policy })
        {
            yield return Unread(name, (Answer<TemporaryAccessPassPolicy>.Failed)facts.Policy);
            yield break;
        }
        if (policy.IsEnabled is false) yield return new PassRefusal.PolicyDisabled { Person = name };
        else if (policy.IsEnabled is null) yield return new PassRefusal.Unknown("the Temporary Access Pass policy does not say whether it is enabled") { Person = name };

        var minutes = facts.Plan.Passes.Lifetime.TotalMinutes;
        if (policy is not { MinimumLifetimeInMinutes: { } least, MaximumLifetimeInMinutes: { } most })
            yield return new PassRefusal.Unknown("the Temporary Access Pass policy does not say how long a pass may live") { Person = name };
        else if (minutes < least || minutes > most)
            yield return new PassRefusal.LifetimeOutsidePolicy(minutes, least, most) { Person = name };

        foreach (var refusal in OfTheTargets(facts, policy)) yield return refusal;
    }

    // An exclusion beats every inclusion, so each must have been read; of the inclusions one that holds the person is enough.
    private static IEnumerable<PassRefusal> OfTheTargets(PassFacts facts, TemporaryAccessPassPolicy policy)
    {
        var (id, name) = (facts.Person.Id, facts.Person.UserPrincipalName);
        var excluding = policy.ExcludeTargets.FirstOrDefault(group => Of(Users(facts, group)).Contains(id));
        if (excluding is not null)
        {
            yield return new PassRefusal.NotTargeted(excluding) { Person = name };
            yield break;
        }
        foreach (var unread in policy.ExcludeTargets.Select(group => Users(facts, group)).OfType<Answer<IReadOnlyList<string>>.Failed>())
            yield return Unread(name, unread);

        if (policy.IncludeTargets.Any(target => target == Fido2Policy.AllUsers || Of(Users(facts, target)).Contains(id))) yield break;
        var unreadTarget = policy.IncludeTargets.Select(target => Users(facts, target)).OfType<Answer<IReadOnlyList<string>>.Failed>().FirstOrDefault();
        yield return unreadTarget is null ? new PassRefusal.NotTargeted(null) { Person = name } : Unread(name, unreadTarget);
    }

    // What is replaced is named, so it must have been read.
    private static IEnumerable<PassRefusal> OfThePresent(PassFacts facts)
    {
        if (facts.Present is Answer<IReadOnlyList<TemporaryAccessPass>>.Failed unread) yield return Unread(facts.Person.UserPrincipalName, unread);
    }

    private static IEnumerable<PassRefusal> OfTheOrder(PassFacts facts, PassOrder order, DateTimeOffset now)
    {
        var name = facts.Person.UserPrincipalName;
        if (KeyLoss.StillWorking(facts.Decisions, facts.Person.Id) is { } lost) yield return new PassRefusal.LostKeyStillWorks(lost.Key) { Person = name };
        switch (order)
        {
            case PassOrder.ForTest when facts.Plan.Passes.TestUser != facts.Person.Id:
                yield return new PassRefusal.NotTheTestUser { Person = name };
                break;
            case PassOrder.ForPerson when order.By == facts.Person.Id:
                yield return new PassRefusal.OwnPass { Person = name };
                break;
            case PassOrder.ForPerson { IdentityCheck: null } when !IdentityChecks.Counts(facts.Decisions, facts.Plan, facts.Person.Id, now):
                yield return new PassRefusal.IdentityNotChecked(facts.Plan.Passes.IdentityCheckCountsFor) { Person = name };
                break;
        }
    }

    private static bool MayHaveEligibleRoles(PassFacts facts) =>
        facts.ServicePlans is not Answer<IReadOnlyList<string>>.Given { Value: var plans }
        || plans.Any(plan => PlansWithEligibleRoles.Any(known => plan.Contains(known, StringComparison.OrdinalIgnoreCase)));

    private static Answer<IReadOnlyList<string>> Users(PassFacts facts, string group) =>
        facts.GroupUsers.TryGetValue(group, out var members)
            ? members
            : new Answer<IReadOnlyList<string>>.Failed(new TenantFailure.NotFound { Request = $"members of group {group}" });

    private static IReadOnlyList<T> Of<T>(Answer<IReadOnlyList<T>>? answer) => answer is Answer<IReadOnlyList<T>>.Given { Value: var read } ? read : [];

    private static PassRefusal.Unknown Unread<T>(string name, Answer<T>.Failed failed) => new(failed.Failure.Sentence) { Person = name };
}
