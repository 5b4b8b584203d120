using Fido2Workflow.Core.Prediction;
using static Fido2Workflow.Core.Tests.Prediction.Promoting;

namespace Fido2Workflow.Core.Tests.Prediction;

/// <summary>Whom a policy is for: whoever one list includes and none excludes.</summary>
public class ScopeTests
{
    private static Outcome? Outcome(string users, Person person) => Predict(Policy(users: users), person)?.Outcome;

    [Theory]
    [InlineData("""{ "includeUsers": ["All"] }""", true)]
    [InlineData("""{ "includeUsers": ["ANN"] }""", true)]
    [InlineData("""{ "includeGroups": ["staff"] }""", true)]
    [InlineData("""{ "includeRoles": ["admin"] }""", true)]
    [InlineData("""{ "includeUsers": ["None"] }""", false)]
    [InlineData("""{ "includeGroups": ["others"] }""", false)]
    [InlineData("""{ "includeUsers": ["GuestsOrExternalUsers"] }""", false)]
    [InlineData("""{ "includeUsers": ["All"], "excludeGroups": ["staff"] }""", false)]
    [InlineData("""{ "includeUsers": ["ann"], "excludeRoles": ["admin"] }""", false)]
    [InlineData("""{ "includeGroups": ["staff"], "excludeUsers": ["ann"] }""", false)]
    public void An_exclusion_beats_every_inclusion(string users, bool isIn) =>
        Assert.Equal(isIn ? Core.Prediction.Outcome.LockedOut : null, Outcome(users, Ann(Nothing) with { Roles = ["admin"] }));

    [Theory]
    [InlineData("""{ "includeUsers": ["GuestsOrExternalUsers"] }""", true)]
    [InlineData("""{ "includeUsers": ["All"] }""", true)]
    [InlineData("""{ "includeUsers": ["All"], "excludeGuestsOrExternalUsers": { "guestOrExternalUserTypes": "internalGuest,b2bCollaborationGuest", "externalTenants": { "membershipKind": "all" } } }""", false)]
    [InlineData("""{ "includeGuestsOrExternalUsers": { "guestOrExternalUserTypes": "b2bCollaborationMember" } }""", false)]
    public void Guests_by_kind(string users, bool isIn) => Assert.Equal(isIn, Outcome(users, Ann(Nothing) with { GuestKind = "internalGuest" }) is not null);

    [Fact]
    public void Guests_of_certain_tenants_may_be_meant_and_a_role_may_be_activated()
    {
        const string OfSome = """{ "guestOrExternalUserTypes": "internalGuest", "externalTenants": { "membershipKind": "enumerated", "members": ["x"] } }""";
        Assert.Equal(Core.Prediction.Outcome.Depends, Outcome($$"""{ "includeGuestsOrExternalUsers": {{OfSome}} }""", Ann(Nothing) with { GuestKind = "internalGuest" }));
        Assert.Equal(Core.Prediction.Outcome.Depends, Outcome($$"""{ "includeUsers": ["All"], "excludeGuestsOrExternalUsers": {{OfSome}} }""", Ann(Nothing) with { GuestKind = "internalGuest" }));
        Assert.Equal(Core.Prediction.Outcome.Depends, Outcome("""{ "includeRoles": ["admin"] }""", Ann(Nothing) with { EligibleRoles = ["admin"] }));
    }

    [Fact]
    public void A_list_that_nobody_knows_may_include_anybody_and_a_sure_exclusion_still_counts()
    {
        Assert.Equal(Core.Prediction.Outcome.Depends, Outcome("""{ "includeUsers": ["None"], "includeAgents": ["All"] }""", Ann(Nothing)));
        Assert.Null(Outcome("""{ "includeAgents": ["All"], "excludeGroups": ["staff"] }""", Ann(Nothing)));
    }
}
