using System.Text.Json;

namespace Fido2Workflow.Core.Tests;

public class MethodNamesTests
{
    // The values of Graph's usageAuthMethod in its beta schema of August 2026, and what its documentation shows besides.
    private static readonly string[] Seen =
    [
        "email", "mobileSMS", "mobileCall", "officePhone", "securityQuestion", "appNotification", "appCode", "alternateMobileCall", "fido", "appPassword",
        "externalAuthMethod", "hardwareOneTimePasscode", "windowsHelloForBusiness", "microsoftAuthenticatorPasswordless", "temporaryAccessPass",
        "macOsSecureEnclaveKey", "passKeyDeviceBound", "passKeyDeviceBoundAuthenticator", "passKeyDeviceBoundWindowsHello", "softwareOneTimePasscode",
        "microsoftAuthenticatorPush", "mobilePhone", "sms", "alternateMobilePhone", "fido2SecurityKey", "oneTimePasscode", "passKeySynced", "qrCode", "fido2",
    ];

    [Fact]
    public void Every_name_that_has_been_seen_is_in_the_table_and_no_other() =>
        Assert.Equal(Seen.Order(StringComparer.Ordinal), MethodNames.All.Select(method => method.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void None_of_them_is_unknown() => Assert.DoesNotContain(MethodNames.All, method => method.Path is MethodPath.Unknown);

    [Theory]
    [InlineData("PASSKEYDEVICEBOUND", MethodPath.Fido2)]
    [InlineData("Fido2", MethodPath.Fido2)]
    [InlineData("mobilephone", MethodPath.SmsOrVoice)]
    public void Case_does_not_matter(string name, MethodPath path) => Assert.Equal(path, MethodNames.Of(name).Path);

    [Fact]
    public void A_name_not_in_the_table_is_kept_and_is_unknown() => Assert.Equal(("palmScan", MethodPath.Unknown), (MethodNames.Of("palmScan").Name, MethodNames.Of("palmScan").Path));
}

public class MethodSwitchesTests
{
    private const string Group = "33333333-3333-3333-3333-333333333333";

    private static AuthenticationMethodsPolicy Policy(string configurations, string migration = "migrationComplete") =>
        new(Some.Json($$"""{ "policyMigrationState": "{{migration}}", "authenticationMethodConfigurations": [{{configurations}}] }"""));

    private static bool IsOpen(string method, string configurations, string user = "ann", params IReadOnlyList<string> members) =>
        new MethodSwitches(Policy(configurations), new Dictionary<string, IReadOnlyList<string>> { [Group] = members }).IsOpen(MethodNames.Of(method), user);

    private const string ForAll = """ "includeTargets": [{ "targetType": "group", "id": "all_users" }], "excludeTargets": [] """;

    [Theory]
    [InlineData("enabled", true)]
    [InlineData("disabled", false)]
    [InlineData("default", false)]
    public void A_method_is_open_where_its_configuration_is_enabled(string state, bool isOpen) =>
        Assert.Equal(isOpen, IsOpen("microsoftAuthenticatorPush", $$"""{ "id": "microsoftAuthenticator", "state": "{{state}}", {{ForAll}} }"""));

    [Fact]
    public void A_phone_is_open_where_either_texts_or_calls_are() =>
        Assert.True(IsOpen("mobilePhone", $$"""{ "id": "Sms", "state": "disabled", {{ForAll}} }, { "id": "Voice", "state": "enabled", {{ForAll}} }"""));

    [Fact]
    public void A_method_of_which_the_policy_knows_nothing_is_open() => Assert.True(IsOpen("hardwareOneTimePasscode", ""));

    [Fact]
    public void Windows_Hello_has_no_switch_there() => Assert.True(IsOpen("windowsHelloForBusiness", ""));

    [Fact]
    public void A_method_for_a_group_is_open_to_its_members_alone()
    {
        var sms = $$"""{ "id": "Sms", "state": "enabled", "includeTargets": [{ "id": "{{Group}}" }] }""";
        Assert.True(IsOpen("sms", sms, "ann", "ann"));
        Assert.False(IsOpen("sms", sms, "ben", "ann"));
        Assert.Equal([Group], MethodSwitches.GroupsToRead(Policy(sms)));
    }

    [Fact]
    public void An_exclusion_beats_every_inclusion() =>
        Assert.False(IsOpen("sms", $$"""{ "id": "Sms", "state": "enabled", "includeTargets": [{ "id": "all_users" }], "excludeTargets": [{ "id": "{{Group}}" }] }""", "ann", "ann"));

    [Fact]
    public void A_key_counts_though_the_policy_is_not_for_its_owner_yet_for_the_rollout_widens_it() =>
        Assert.True(IsOpen("fido2", """{ "id": "Fido2", "state": "enabled", "includeTargets": [] }"""));

    [Fact]
    public void Another_providers_factor_is_found_by_its_type() =>
        Assert.False(IsOpen("externalAuthMethod", $$"""{ "@odata.type": "#microsoft.graph.externalAuthenticationMethodConfiguration", "id": "{{Group}}", "state": "disabled" }"""));

    [Theory]
    [InlineData("migrationComplete", true)]
    [InlineData("migrationInProgress", false)]
    [InlineData("preMigration", false)]
    public void Before_its_migration_is_complete_other_policies_have_a_say(string state, bool isTheOnlyOne) =>
        Assert.Equal(isTheOnlyOne, new MethodSwitches(Policy("", state), new Dictionary<string, IReadOnlyList<string>>()).IsTheOnlyPolicy);

    [Fact]
    public void A_policy_without_its_configurations_is_read_all_the_same() =>
        Assert.Empty(MethodSwitches.GroupsToRead(new(JsonSerializer.SerializeToElement(new { displayName = "policy" }))));
}
