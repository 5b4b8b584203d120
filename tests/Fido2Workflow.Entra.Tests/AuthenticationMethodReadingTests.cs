using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class AuthenticationMethodReadingTests
{
    [Fact]
    public async Task The_configuration_is_read_with_its_profiles()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("policies-authenticationMethodsPolicy-fido2.update.request"));

        var policy = (await graph.ReadAsync(reader => reader.ReadFido2PolicyAsync())).Value();

        Assert.False(policy.IsEnabled);
        var target = Assert.Single(policy.IncludeTargets);
        Assert.Equal(Fido2Policy.AllUsers, target.Id);
        Assert.Equal(["00000000-0000-0000-0000-000000000001"], target.AllowedPasskeyProfiles);
        Assert.Equal("block", policy.KeyRestrictions!.EnforcementType);
        var profile = Assert.Single(policy.PasskeyProfiles);
        Assert.Equal("allow", profile.KeyRestrictions!.EnforcementType);
        Assert.Equal("disabled", profile.AttestationEnforcement);
        Assert.Equal(["deviceBound", "synced"], profile.PasskeyTypes);
        Assert.Equal((true, true, null), (policy.IsAttestationEnforced, policy.IsSelfServiceRegistrationAllowed, policy.DefaultPasskeyProfile));
        Assert.Equal("/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2", Assert.Single(graph.Requests).Target);
    }

    [Fact]
    public async Task Key_models_are_compared_in_lower_case()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""
            {"state":"enabled","includeTargets":[],"excludeTargets":[{"id":"9","targetType":"group"}],"passkeyProfiles":[],
             "keyRestrictions":{"isEnforced":true,"enforcementType":"allow","aaGuids":["DE1E552D-DB1D-4423-A619-566B625CDC84"]}}
            """));

        var policy = (await graph.ReadAsync(reader => reader.ReadFido2PolicyAsync())).Value();

        Assert.True(policy.IsEnabled);
        Assert.Equal(["9"], policy.ExcludeTargets);
        Assert.Equal(["de1e552d-db1d-4423-a619-566b625cdc84"], policy.KeyRestrictions!.AaGuids);
    }

    [Theory]
    [InlineData("\"unknownFutureValue\"")]
    [InlineData("null")]
    public async Task A_state_that_is_not_known_is_neither_on_nor_off(string state)
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json($$"""{"state":{{state}},"includeTargets":[],"excludeTargets":[]}"""));

        Assert.Null((await graph.ReadAsync(reader => reader.ReadFido2PolicyAsync())).Value().IsEnabled);
    }

    [Fact]
    public async Task A_configuration_that_hides_whom_it_excludes_is_unreadable()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"state":"enabled","includeTargets":[]}"""));

        Assert.Equal(
            "excludeTargets is missing, expected an array",
            (await graph.ReadAsync(reader => reader.ReadFido2PolicyAsync())).FailedAs<TenantFailure.Unreadable, Fido2Policy>().Message);
    }

    [Fact]
    public async Task The_pass_configuration_is_read()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""
            {"state":"enabled","minimumLifetimeInMinutes":60,"maximumLifetimeInMinutes":480,"isUsableOnce":true,"defaultLifetimeInMinutes":90,
             "includeTargets":[{"id":"all_users","targetType":"group"}],"excludeTargets":[{"id":"9","targetType":"group"}]}
            """));

        var policy = (await graph.ReadAsync(reader => reader.ReadTemporaryAccessPassPolicyAsync())).Value();

        Assert.Equal((true, 60, 480, true), (policy.IsEnabled, policy.MinimumLifetimeInMinutes, policy.MaximumLifetimeInMinutes, policy.IsUsableOnce));
        Assert.Equal(["all_users"], policy.IncludeTargets);
        Assert.Equal(["9"], policy.ExcludeTargets);
        Assert.Equal(90, policy.DefaultLifetimeInMinutes);
    }

    [Fact]
    public async Task A_built_in_strength_restricts_no_model()
    {
        var strengths = JsonNode.Parse(Reply.Text("policies-authenticationStrengthPolicies.list.response"))!;
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json(strengths["value"]![2]!.ToJsonString()));

        var strength = (await graph.ReadAsync(reader => reader.ReadAuthenticationStrengthAsync("00000000-0000-0000-0000-000000000004"))).Value();

        Assert.Equal("Phishing resistant MFA", strength.DisplayName);
        Assert.Equal(["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"], strength.AllowedCombinations);
        Assert.Null(strength.AllowedAaGuids);
    }

    [Fact]
    public async Task A_custom_strength_says_which_models_it_allows()
    {
        var restriction = Reply.Text("authenticationStrength-combinationConfigurations.create.response");
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json(
            $$"""{"id":"1","policyType":"custom","allowedCombinations":["fido2"],"combinationConfigurations":[{{restriction}}]}"""));

        var strength = (await graph.ReadAsync(reader => reader.ReadAuthenticationStrengthAsync("1"))).Value();

        Assert.Equal(3, strength.AllowedAaGuids!.Count);
        Assert.Contains("c042882f-a621-40c8-94d3-9cde3a826fed", strength.AllowedAaGuids);
    }

    [Fact]
    public async Task A_custom_strength_that_hides_its_models_is_unreadable()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"id":"1","policyType":"custom","allowedCombinations":["fido2"]}"""));

        (await graph.ReadAsync(reader => reader.ReadAuthenticationStrengthAsync("1"))).FailedAs<TenantFailure.Unreadable, AuthenticationStrength>();
    }
}
