using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.People;

/// <summary>Whether an account is an enabled member's with a person behind it. Pure.</summary>
public static class AccountRules
{
    /// <summary>Every reason why not; none where it is.</summary>
    public static IEnumerable<PersonRefusal> Check(PersonFacts facts)
    {
        var (person, name, exclusions) = (facts.Person, facts.Name, facts.Plan.Exclusions);
        var groups = facts.Groups is Answer<IReadOnlyList<string>>.Given { Value: var read } ? read : null;
        if (groups is null) yield return Unread(name, facts.Groups);
        if (exclusions.BreakGlassAccounts.Contains(person.Id) || groups?.Contains(exclusions.BreakGlassGroup) is true) yield return new PersonRefusal.BreakGlass { Person = name };
        else if (exclusions.ServiceAccounts.Contains(person.Id) || groups?.Contains(exclusions.ServiceAccountGroup) is true) yield return new PersonRefusal.ServiceAccount { Person = name };
        // An account of another tenant keeps #EXT# in its name, also where it was made a member.
        if (person.UserType is "Guest" || name.Contains("#EXT#", StringComparison.OrdinalIgnoreCase)) yield return new PersonRefusal.Guest { Person = name };
        else if (person.UserType is not "Member") yield return new PersonRefusal.Unknown("the tenant does not say whether the account is a guest") { Person = name };
        if (person.AccountEnabled is false) yield return new PersonRefusal.Disabled { Person = name };
        else if (person.AccountEnabled is null) yield return new PersonRefusal.Unknown("the tenant does not say whether the account is enabled") { Person = name };
    }

    /// <summary>The refusal of what could not be read.</summary>
    /// <exception cref="InvalidCastException">It was read.</exception>
    public static PersonRefusal.Unknown Unread<T>(string name, Answer<T> answer) => new(((Answer<T>.Failed)answer).Failure.Sentence) { Person = name };
}
