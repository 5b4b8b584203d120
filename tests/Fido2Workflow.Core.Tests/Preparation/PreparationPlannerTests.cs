using System.Text.Json.Nodes;
using Fido2Workflow.Core.Preparation;

namespace Fido2Workflow.Core.Tests.Preparation;

public sealed class PreparationPlannerTests
{
    private readonly PreparedTenant _tenant = new();

    [Fact]
    public void A_tenant_at_its_beginning_needs_groups_methods_and_policies_in_that_order()
    {
        _tenant.Hold("ann");
        Assert.Equal(
        [
            "create the group \"FIDO2 rollout contoso: wave 1\"", "create the group \"FIDO2 rollout contoso: wave 2\"", "create the group \"FIDO2 rollout contoso: wave 3\"",
            "create the group \"FIDO2 rollout contoso: key holders\"", "add 1 account to the group \"fido2-contoso-key-holders\"",
            "change the authentication method Fido2", "change the authentication method TemporaryAccessPass",
            "create the policy \"FIDO2 rollout contoso: wave 1\" in report-only", "create the policy \"FIDO2 rollout contoso: wave 2\" in report-only",
            "create the policy \"FIDO2 rollout contoso: wave 3\" in report-only", "create the policy \"FIDO2 rollout contoso: all users\" in report-only",
        ], _tenant.Planned().Changes.Select(change => change.Does));
    }

    [Fact]
    public void What_was_shown_before_is_what_is_written_but_for_the_ids_of_what_is_made()
    {
        _tenant.Hold("ann");
        var shown = _tenant.Planned().Changes.Select(change => change.Does).ToList();
        Assert.Equal(shown, _tenant.WriteAll().Select(change => change.Does));
    }

    [Fact]
    public void Once_it_is_written_nothing_is_to_do()
    {
        _tenant.Hold("ann");
        _tenant.WriteAll();
        var again = _tenant.Planned();
        Assert.Empty(again.Changes);
        Assert.Empty(again.ForPeople);
        Assert.Equal(12, again.Adopted.Count);
    }

    [Fact]
    public void Every_policy_that_is_made_stands_in_report_only_and_leaves_out_all_three_groups()
    {
        _tenant.WriteAll();
        Assert.Equal(4, _tenant.Policies.Count);
        Assert.All(_tenant.Policies, policy =>
        {
            Assert.Equal(ConditionalAccessPolicy.ReportOnly, policy.State);
            Assert.Equal([Some.BreakGlassGroup, Some.ServiceAccountGroup, Some.ReleaseGroup], PolicyUsers.Of(policy.Body).ExcludeGroups);
        });
        var users = _tenant.Policies[^1].Body.GetProperty("conditions").GetProperty("users");
        Assert.Equal(DirectoryRoles.DirectorySynchronizationAccounts, users.GetProperty("excludeRoles")[0].GetString());
        Assert.Contains("serviceProvider", users.GetProperty("excludeGuestsOrExternalUsers").GetProperty("guestOrExternalUserTypes").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_the_exclusions_is_proposed_before_both_groups_are_in_place()
    {
        _tenant.Groups.Remove(Some.ServiceAccountGroup);
        _tenant.Members[Some.BreakGlassGroup].Remove("bg-2");

        var planned = _tenant.Planned();

        Assert.Equal(["bg-2"], Assert.IsType<Change.AddMembers>(Assert.Single(planned.Changes)).Users);
        Assert.True(Assert.Single(planned.ForPeople, each => each.Code == "exclusion-group-not-found").Blocks);
    }

    [Fact]
    public void A_group_that_the_plan_wants_made_is_made_and_nothing_rests_on_it_before_the_plan_names_it()
    {
        _tenant.Plan = _tenant.Plan with { Exclusions = Some.Exclusions with { BreakGlassGroup = Exclusions.ToBeMade, ReleaseGroup = Exclusions.ToBeMade } };

        Assert.Equal(["create the group \"FIDO2 rollout contoso: break-glass accounts\"", "create the group \"FIDO2 rollout contoso: released people\""], _tenant.WriteAll().Select(change => change.Does));
        Assert.Equal(["Write made-fido2-contoso-break-glass at exclusions.break-glass.group in the plan.", "Write made-fido2-contoso-release at exclusions.release-group in the plan."], _tenant.Planned().ForPeople.Select(each => each.NextStep));

        _tenant.Plan = _tenant.Plan with { Exclusions = Some.Exclusions with { BreakGlassGroup = "made-fido2-contoso-break-glass", ReleaseGroup = "made-fido2-contoso-release" } };
        Assert.Equal(["bg-1", "bg-2"], Assert.IsType<Change.AddMembers>(_tenant.WriteAll()[0]).Users);
        Assert.Empty(_tenant.Planned().ForPeople);
    }

    [Fact]
    public void An_empty_group_of_service_accounts_blocks_until_somebody_attests_that_there_are_none()
    {
        _tenant.Members[Some.ServiceAccountGroup].Clear();
        Assert.Equal("service-account-group-empty", Assert.Single(_tenant.Planned().ForPeople).Code);

        _tenant.Decisions.Add(new(1, NoServiceAccounts(until: Some.Now.AddHours(1))));
        Assert.Empty(_tenant.Planned().ForPeople);
        _tenant.Decisions[0] = new(1, NoServiceAccounts(until: Some.Now));
        Assert.Equal("service-account-group-empty", Assert.Single(_tenant.Planned().ForPeople).Code);
    }

    [Theory]
    [InlineData(true, false, "exclusion-group-dynamic")]
    [InlineData(false, true, "exclusion-group-synchronised")]
    public void An_exclusion_group_that_others_fill_blocks(bool dynamic, bool synchronised, string code)
    {
        _tenant.Groups[Some.BreakGlassGroup] = new(Some.BreakGlassGroup, "BG", "bg", dynamic, true) { OnPremisesSyncEnabled = synchronised };
        Assert.Equal(code, Assert.Single(_tenant.Planned().ForPeople).Code);
        Assert.Empty(_tenant.Planned().Changes);
    }

    [Fact]
    public void A_stranger_in_the_break_glass_group_is_named_and_left_to_a_person()
    {
        _tenant.Members[Some.BreakGlassGroup].Add("ann");
        _tenant.WriteAll();
        Assert.Equal(["ann"], Assert.Single(_tenant.Planned().ForPeople, each => each.Code == "break-glass-group-holds-others").Named);
        Assert.Contains("ann", _tenant.Members[Some.BreakGlassGroup]);
    }

    [Fact]
    public void A_group_of_anothers_under_our_nickname_is_left_alone_and_so_is_what_would_rest_on_it()
    {
        _tenant.Groups["theirs"] = new("theirs", "x", WavePolicy.GroupNickname(_tenant.Plan, 1), true, true);
        _tenant.Members["theirs"] = [];

        var planned = _tenant.Planned();

        Assert.Equal("group-not-ours", Assert.Single(planned.ForPeople).Code);
        Assert.DoesNotContain(planned.Changes, change => change.Does.Contains("wave 1", StringComparison.Ordinal));
        _tenant.WriteAll();
        Assert.DoesNotContain("theirs", _tenant.Fido2.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_ours_that_differs_is_told_field_by_field_and_never_rewritten()
    {
        _tenant.WriteAll();
        Edit(0, body => body["conditions"]!["applications"]!["includeApplications"] = new JsonArray("All"));

        var planned = _tenant.Planned();

        Assert.Empty(planned.Changes);
        Assert.Contains("""conditions.applications.includeApplications: expected ["Office365"], found ["All"]""", Assert.Single(planned.ForPeople, each => each.Code == "policy-differs").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_ours_that_lost_exclusions_gets_them_back_only_when_it_is_named()
    {
        _tenant.WriteAll();
        Edit(0, body => body["conditions"]!["users"]!["excludeGroups"] = new JsonArray(Some.BreakGlassGroup));
        Assert.Empty(_tenant.Planned().Changes);

        _tenant.NamedPolicies.Add(_tenant.Policies[0].Id);
        Assert.Equal([Some.ServiceAccountGroup, Some.ReleaseGroup], Assert.IsType<Change.ExcludeGroups>(Assert.Single(_tenant.Planned().Changes)).Groups);
        _tenant.WriteAll();
        Assert.Empty(_tenant.Planned().ForPeople);
    }

    [Fact]
    public void Anothers_policy_is_told_of_and_gets_the_break_glass_exclusion_only_when_it_is_named()
    {
        _tenant.WriteAll();
        _tenant.Policies.Add(Some.Policy(PreparedTenant.Parse("""{"displayName":"MFA","state":"enabled","conditions":{"users":{"includeUsers":["All"],"excludeGroups":["x"]}},"grantControls":{"builtInControls":["mfa"]}}"""), "theirs"));
        Assert.Empty(_tenant.Planned().Changes);
        Assert.Contains("--policy theirs", Assert.Single(_tenant.Planned().ForPeople).NextStep, StringComparison.Ordinal);

        _tenant.NamedPolicies.Add("theirs");
        Assert.Equal([Some.BreakGlassGroup], Assert.IsType<Change.ExcludeGroups>(Assert.Single(_tenant.Planned().Changes)).Groups);
        _tenant.WriteAll();
        Assert.Equal(["x", Some.BreakGlassGroup], PolicyUsers.Of(_tenant.Policies[^1].Body).ExcludeGroups);
        Assert.Empty(_tenant.Planned().ForPeople);
    }

    [Theory]
    [InlineData(ConditionalAccessPolicy.Disabled, "\"includeUsers\":[\"All\"]")]
    [InlineData(ConditionalAccessPolicy.Enabled, "\"includeUsers\":[\"None\"]")]
    public void A_policy_that_is_off_or_holds_nobody_needs_no_exclusion(string state, string users)
    {
        _tenant.WriteAll();
        _tenant.Policies.Add(Some.Policy(PreparedTenant.Parse($$"""{"displayName":"x","state":"{{state}}","conditions":{"users":{ {{users}} } } }"""), "theirs"));
        Assert.Empty(_tenant.Planned().ForPeople);
    }

    [Fact]
    public void A_policy_that_is_named_and_not_there_blocks_everything()
    {
        _tenant.NamedPolicies.Add("nowhere");
        Assert.Empty(_tenant.Planned().Changes);
        Assert.Equal("policy-not-found", Assert.Single(_tenant.Planned().ForPeople).Code);
    }

    [Fact]
    public void An_enforced_wave_is_adopted_as_it_is_and_one_that_is_off_left_to_a_person()
    {
        _tenant.WriteAll();
        Edit(0, body => body["state"] = ConditionalAccessPolicy.Enabled);
        Edit(1, body => body["state"] = ConditionalAccessPolicy.Disabled);
        var planned = _tenant.Planned();
        Assert.Empty(planned.Changes);
        Assert.Equal("policy-off", Assert.Single(planned.ForPeople).Code);
        Assert.Contains(planned.Adopted, adopted => adopted.What.EndsWith("wave 1\", enforced", StringComparison.Ordinal));
    }

    private static Attested NoServiceAccounts(DateTimeOffset until) => new()
    {
        Id = "1", Rollout = "contoso", Wave = 0, By = "olga", At = Some.Now.AddDays(-1), Item = AttestationItem.NoServiceAccounts, Until = until,
    };

    private void Edit(int index, Action<JsonObject> change)
    {
        var body = JsonNode.Parse(_tenant.Policies[index].Body.GetRawText())!.AsObject();
        change(body);
        _tenant.Policies[index] = Some.Policy(body, _tenant.Policies[index].Id);
    }
}
