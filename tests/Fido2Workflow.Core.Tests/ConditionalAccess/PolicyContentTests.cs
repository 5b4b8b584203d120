namespace Fido2Workflow.Core.Tests;

public class PolicyContentTests
{
    private static IReadOnlyList<string> Differences(string expected, string found) => PolicyContent.Differences(Some.Json(expected), Some.Json(found));

    private static void AreTheSame(string one, string other)
    {
        Assert.Empty(Differences(one, other));
        Assert.Equal(PolicyContent.Digest(Some.Json(one)), PolicyContent.Digest(Some.Json(other)));
    }

    private static void Differ(string one, string other, string path)
    {
        Assert.StartsWith(path + ":", Assert.Single(Differences(one, other)), StringComparison.Ordinal);
        Assert.NotEqual(PolicyContent.Digest(Some.Json(one)), PolicyContent.Digest(Some.Json(other)));
    }

    [Theory]
    [InlineData("""{ "conditions": { "locations": null } }""")]
    [InlineData("""{ "conditions": { "locations": [] } }""")]
    [InlineData("""{ "conditions": { "locations": {} } }""")]
    [InlineData("""{ "conditions": { "locations": { "includeLocations": [] } } }""")]
    [InlineData("""{ "conditions": {} }""")]
    [InlineData("{}")]
    public void Null_absent_and_empty_are_one(string policy) => AreTheSame("{}", policy);

    [Fact]
    public void Arrays_of_words_are_sets() =>
        AreTheSame("""{ "users": { "includeGroups": ["a", "b"] } }""", """{ "users": { "includeGroups": [ "b","a" ] } }""");

    [Fact]
    public void Properties_may_stand_in_any_order() => AreTheSame("""{ "a": 1, "b": { "c": 2, "d": 3 } }""", """{ "b": { "d": 3, "c": 2 }, "a": 1 }""");

    [Fact]
    public void A_word_more_is_a_difference_that_says_what_was_found() =>
        Assert.Equal(
            ["""users.excludeGroups: expected ["a"], found ["a","b"]"""],
            Differences("""{ "users": { "excludeGroups": ["a"] } }""", """{ "users": { "excludeGroups": ["a", "b"] } }"""));

    [Fact]
    public void A_difference_is_told_in_letters_that_people_read() =>
        Assert.Equal(
            ["""users.includeGroups: expected ["<fido2-contoso-wave-1>"], found ["Büro"]"""],
            Differences("""{ "users": { "includeGroups": ["\u003Cfido2-contoso-wave-1\u003E"] } }""", """{ "users": { "includeGroups": ["B\u00fcro"] } }"""));

    [Fact]
    public void Letters_are_the_same_however_they_are_escaped() => AreTheSame(
        """{ "displayName": "B\u00fcro \u003Ceast\u003E", "users": { "includeGroups": ["\u00e4", "b"] } }""", """{ "displayName": "Büro <east>", "users": { "includeGroups": ["b", "ä"] } }""");

    [Fact]
    public void A_property_gone_is_a_difference_that_says_nothing_was_found() =>
        Assert.Equal(["grantControls.operator: expected \"OR\", found nothing"], Differences("""{ "grantControls": { "operator": "OR" } }""", "{}"));

    [Fact]
    public void A_condition_nobody_knows_is_a_difference() =>
        Differ("{}", """{ "conditions": { "insiderRiskLevels": "elevated" } }""", "conditions.insiderRiskLevels");

    [Fact]
    public void An_expanded_authentication_strength_counts_by_its_id() => AreTheSame(
        """{ "grantControls": { "authenticationStrength": { "id": "4" } } }""",
        """{ "grantControls": { "authenticationStrength": { "id": "4", "displayName": "Phishing-resistant", "allowedCombinations": ["fido2"] } } }""");

    [Fact]
    public void Another_strength_is_a_difference() => Differ(
        """{ "grantControls": { "authenticationStrength": { "id": "4" } } }""",
        """{ "grantControls": { "authenticationStrength": { "id": "2" } } }""", "grantControls.authenticationStrength.id");

    [Fact]
    public void Annotations_say_nothing() => AreTheSame(
        """{ "grantControls": { "operator": "OR" } }""",
        """{ "@odata.context": "x", "grantControls": { "operator": "OR", "authenticationStrength@odata.context": "y" } }""");

    [Fact]
    public void What_the_tenant_keeps_for_itself_and_the_state_are_no_content() => AreTheSame(
        """{ "displayName": "a" }""",
        """{ "displayName": "a", "id": "1", "state": "enabled", "createdDateTime": "x", "modifiedDateTime": "y", "deletedDateTime": "z", "templateId": "t" }""");

    [Fact]
    public void A_change_inside_an_object_of_an_array_is_a_difference() => Differ(
        """{ "conditions": { "filters": [ { "rule": { "mode": "include" } } ] } }""",
        """{ "conditions": { "filters": [ { "rule": { "mode": "exclude" } } ] } }""", "conditions.filters");

    [Fact]
    public void A_number_is_not_its_word() => Differ("""{ "value": 30 }""", """{ "value": "30" }""", "value");

    [Fact]
    public void False_is_not_absent() => Differ("{}", """{ "sessionControls": { "disableResilienceDefaults": false } }""", "sessionControls.disableResilienceDefaults");
}

public class PolicyUsersTests
{
    private static PolicyUsers Of(string users) => PolicyUsers.Of(Some.Json($$"""{ "conditions": { "users": {{users}} } }"""));

    [Fact]
    public void It_reads_whom_a_policy_names()
    {
        var users = Of("""{ "includeUsers": ["a"], "excludeUsers": ["b"], "includeGroups": ["c"], "excludeGroups": ["d"], "includeRoles": ["e"] }""");
        Assert.Equal(["a", "b", "c", "d", "e"], [.. users.IncludeUsers, .. users.ExcludeUsers, .. users.IncludeGroups, .. users.ExcludeGroups, .. users.IncludeRoles]);
        Assert.Empty(users.Others);
    }

    [Theory]
    [InlineData("""{ "includeUsers": ["None"] }""", true)]
    [InlineData("""{ "includeUsers": ["All"] }""", false)]
    [InlineData("""{ "includeUsers": [], "includeGroups": ["a"] }""", false)]
    [InlineData("""{ "includeUsers": ["None"], "includeGuestsOrExternalUsers": { "guestOrExternalUserTypes": "internalGuest" } }""", false)]
    [InlineData("""{ "includeUsers": ["None"], "includeGuestsOrExternalUsers": null }""", true)]
    public void It_tells_whether_a_policy_holds_anybody(string users, bool nobody) => Assert.Equal(nobody, Of(users).HoldsNobody);

    [Theory]
    [InlineData("""{ "includeGroups": ["a"] }""", true)]
    [InlineData("""{ "includeGroups": ["a", "b"] }""", false)]
    [InlineData("""{ "includeGroups": ["a"], "includeUsers": ["All"] }""", false)]
    [InlineData("""{ "includeGroups": ["a"], "includeRoles": ["r"] }""", false)]
    public void It_tells_whether_one_group_is_all_it_includes(string users, bool only) => Assert.Equal(only, Of(users).IncludesOnly("a"));
}
