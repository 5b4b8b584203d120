using Fido2Workflow.Core.Prediction;
using static Fido2Workflow.Core.Tests.Prediction.Promoting;

namespace Fido2Workflow.Core.Tests.Prediction;

/// <summary>Somebody without a key is locked out where the policy's conditions hold, not where they do not, and nobody knows where nobody knows.</summary>
public class ConditionTests
{
    private static Outcome Under(string conditions, Circumstances at) => OutcomeOf(Policy(conditions), Ann(Nothing, at));

    [Theory]
    [InlineData("""["all"]""", ClientApp.Other, Outcome.LockedOut)]
    [InlineData("""["All"]""", ClientApp.Browser, Outcome.LockedOut)]
    [InlineData("""[]""", ClientApp.Browser, Outcome.LockedOut)]
    [InlineData("""["browser"]""", ClientApp.Browser, Outcome.LockedOut)]
    [InlineData("""["browser"]""", ClientApp.MobileAppsAndDesktopClients, Outcome.StillIn)]
    [InlineData("""["exchangeActiveSync", "other"]""", ClientApp.ExchangeActiveSync, Outcome.LockedOut)]
    [InlineData("""["easSupported"]""", ClientApp.ExchangeActiveSync, Outcome.LockedOut)]
    [InlineData("""["other"]""", ClientApp.Browser, Outcome.StillIn)]
    [InlineData("""["browser"]""", ClientApp.Unknown, Outcome.Depends)]
    [InlineData("""["glasses"]""", ClientApp.Browser, Outcome.Depends)]
    public void Client_app_types(string types, ClientApp client, Outcome expected) =>
        Assert.Equal(expected, Under($"\"clientAppTypes\": {types}", Browser with { Client = client }));

    [Theory]
    [InlineData("""{ "includePlatforms": ["all"], "excludePlatforms": ["iOS"] }""", "Windows 11", Outcome.LockedOut)]
    [InlineData("""{ "includePlatforms": ["all"], "excludePlatforms": ["windows", "macOS"] }""", "Windows 11", Outcome.StillIn)]
    [InlineData("""{ "includePlatforms": ["android"] }""", "Android 14", Outcome.LockedOut)]
    [InlineData("""{ "includePlatforms": ["all"], "excludePlatforms": ["windows"] }""", "ChromeOs 120", Outcome.LockedOut)]
    [InlineData("""{ "includePlatforms": ["android"] }""", null, Outcome.Depends)]
    [InlineData("""{ "includePlatforms": ["all"] }""", null, Outcome.LockedOut)]
    public void Platforms(string platforms, string? system, Outcome expected) =>
        Assert.Equal(expected, Under($"\"platforms\": {platforms}", Browser with { OperatingSystem = system }));

    [Theory]
    [InlineData("""{ "includeLocations": ["All"], "excludeLocations": ["AllTrusted"] }""", true, "GB", Outcome.StillIn)]
    [InlineData("""{ "includeLocations": ["All"], "excludeLocations": ["AllTrusted"] }""", false, "GB", Outcome.LockedOut)]
    [InlineData("""{ "includeLocations": ["All"], "excludeLocations": ["AllTrusted"] }""", null, "GB", Outcome.Depends)]
    [InlineData("""{ "includeLocations": ["gb"] }""", true, "GB", Outcome.LockedOut)]
    [InlineData("""{ "includeLocations": ["gb"] }""", true, "FR", Outcome.StillIn)]
    [InlineData("""{ "includeLocations": ["gb"] }""", true, null, Outcome.Depends)]
    [InlineData("""{ "includeLocations": ["office"] }""", false, "GB", Outcome.StillIn)]
    [InlineData("""{ "includeLocations": ["office"] }""", true, "GB", Outcome.Depends)]
    [InlineData("""{ "includeLocations": ["nowhere"] }""", true, "GB", Outcome.Depends)]
    public void Locations(string locations, bool? isTrusted, string? country, Outcome expected) =>
        Assert.Equal(expected, Under($"\"locations\": {locations}", Browser with { IsTrustedLocation = isTrusted, Country = country }));

    [Theory]
    [InlineData("high", "none", Outcome.StillIn)]
    [InlineData("high", "high", Outcome.LockedOut)]
    [InlineData("high", "hidden", Outcome.Depends)]
    [InlineData("high", null, Outcome.Depends)]
    public void Sign_in_risk(string level, string? seen, Outcome expected) =>
        Assert.Equal(expected, Under($"\"signInRiskLevels\": [\"{level}\"]", Browser with { SignInRisk = seen }));

    [Theory]
    [InlineData("include", "device.isCompliant -eq True", true, Outcome.LockedOut)]
    [InlineData("exclude", "device.isCompliant -eq True", true, Outcome.StillIn)]
    [InlineData("exclude", "device.isCompliant -eq True -or device.trustType -eq \\\"ServerAD\\\"", false, Outcome.LockedOut)]
    [InlineData("include", "device.trustType -ne \\\"ServerAD\\\"", false, Outcome.LockedOut)]
    [InlineData("include", "-not (device.trustType -in [\\\"ServerAD\\\", \\\"AzureAD\\\"])", true, Outcome.StillIn)]
    [InlineData("include", "device.isCompliant -eq True -and device.model -startsWith \\\"Surface\\\"", true, Outcome.Depends)]
    [InlineData("include", "device.isCompliant -eq False -and device.model -startsWith \\\"Surface\\\"", true, Outcome.StillIn)]
    [InlineData("include", "whoever writes this", true, Outcome.Depends)]
    public void Device_filters(string mode, string rule, bool isRegistered, Outcome expected) => Assert.Equal(expected, Under(
        $$"""
        "devices": { "deviceFilter": { "mode": "{{mode}}", "rule": "{{rule}}" } }
        """,
        isRegistered ? Browser : Browser with { IsRegistered = false, IsCompliant = false, TrustType = null }));

    [Theory]
    [InlineData("deviceCodeFlow", SignInFlow.DeviceCode, Outcome.LockedOut)]
    [InlineData("deviceCodeFlow,authenticationTransfer", SignInFlow.AuthenticationTransfer, Outcome.LockedOut)]
    [InlineData("deviceCodeFlow", SignInFlow.None, Outcome.StillIn)]
    public void Authentication_flows(string methods, SignInFlow flow, Outcome expected) => Assert.Equal(expected, OutcomeOf(
        Policy($$"""
        "authenticationFlows": { "transferMethods": "{{methods}}" }
        """, grant: """{ "builtInControls": ["block"] }"""), Ann(AKey, Browser with { Flow = flow })));

    [Theory]
    [InlineData("""{ "includeApplications": ["All"] }""", Vpn, null, Outcome.LockedOut)]
    [InlineData("""{ "includeApplications": ["All"], "excludeApplications": ["Office365"] }""", Exchange, null, Outcome.StillIn)]
    [InlineData("""{ "includeApplications": ["Office365"] }""", Vpn, null, Outcome.StillIn)]
    [InlineData("""{ "includeApplications": ["Office365"] }""", Vpn, Exchange, Outcome.LockedOut)]
    [InlineData("""{ "includeApplications": ["All"], "excludeApplications": ["00000002-0000-0FF1-CE00-000000000000"] }""", Vpn, Exchange, Outcome.Depends)]
    [InlineData("""{ "includeApplications": ["MicrosoftAdminPortals"] }""", "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", null, Outcome.LockedOut)]
    [InlineData("""{ "includeUserActions": ["urn:user:registersecurityinfo"] }""", Exchange, null, Outcome.StillIn)]
    [InlineData("""{ "includeAuthenticationContextClassReferences": ["c1"] }""", Exchange, null, Outcome.StillIn)]
    [InlineData("""{ "includeApplications": ["None"], "applicationFilter": { "mode": "include", "rule": "x" } }""", Exchange, null, Outcome.Depends)]
    public void Applications(string applications, string app, string? resource, Outcome expected) =>
        Assert.Equal(expected, OutcomeOf(Policy(applications: applications), Ann(Nothing, Browser with { AppId = app, ResourceId = resource })));

    [Theory]
    [InlineData("\"userRiskLevels\": [\"high\"]")]
    [InlineData("\"insiderRiskLevels\": \"moderate\"")]
    [InlineData("\"moonPhase\": \"full\"")]
    [InlineData("\"platforms\": { \"includePlatforms\": [\"all\"], \"onlyOnSundays\": true }")]
    public void What_is_not_known_or_not_understood_is_unknown_and_named(string conditions)
    {
        var predicted = Predict(Policy(conditions), Ann(Nothing))!;
        Assert.Equal(Outcome.Depends, predicted.Outcome);
        Assert.Contains(conditions.Split('"')[1], predicted.Reasons.Single(reason => reason.Code is ReasonCodes.NotKnown).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_that_surely_does_not_hold_decides_whatever_is_not_understood_beside_it() =>
        Assert.Equal(Outcome.StillIn, Under("\"clientAppTypes\": [\"other\"], \"moonPhase\": \"full\"", Browser));

    [Fact]
    public void Annotations_and_workload_identities_are_nobodys_condition()
    {
        Assert.Equal(Outcome.LockedOut, Under("\"platforms@odata.context\": \"https://graph\", \"locations\": null", Browser));
        Assert.Equal(Outcome.StillIn, Under("\"clientApplications\": { \"includeServicePrincipals\": [\"ServicePrincipalsInMyTenant\"] }", Browser));
    }

    [Fact]
    public void A_property_that_is_there_twice_makes_a_policy_unknown() =>
        Assert.Equal(Outcome.Depends, OutcomeOf(Policy() with { DuplicateProperties = ["conditions.users"] }, Ann(Nothing)));
}
