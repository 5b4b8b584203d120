using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Preparation;

namespace Fido2Workflow.Core.Tests.Preparation;

public sealed class PrepareFido2Tests
{
    private const string Default = "00000000-0000-0000-0000-000000000001";
    private readonly PreparedTenant _tenant = new();

    [Fact]
    public void Nothing_that_was_there_is_dropped()
    {
        _tenant.Fido2["keyRestrictions"] = PreparedTenant.Parse($$"""{"isEnforced":true,"enforcementType":"allow","aaGuids":["{{PreparedTenant.Other.ToUpperInvariant()}}"],"new":2}""");
        _tenant.Fido2["excludeTargets"] = new JsonArray(PreparedTenant.Parse("""{"id":"group-left-out","targetType":"group"}"""));

        _tenant.WriteAll();

        var fido2 = _tenant.Fido2;
        Assert.Equal(["group-testers", "made-fido2-contoso-wave-1", "made-fido2-contoso-wave-2", "made-fido2-contoso-wave-3", Some.BreakGlassGroup], Ids(fido2["includeTargets"]));
        Assert.True(JsonNode.DeepEquals(fido2["includeTargets"]![0], PreparedTenant.Parse("""{"id":"group-testers","targetType":"group","isRegistrationRequired":true,"new":1}""")));
        Assert.Equal(["group-left-out"], Ids(fido2["excludeTargets"]));
        Assert.Equal([PreparedTenant.Other.ToUpperInvariant(), Some.Model], fido2["keyRestrictions"]!["aaGuids"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(2, (int)fido2["keyRestrictions"]!["new"]!);
        Assert.Equal("""{"deep":[1.50]}""", fido2["somethingNew"]!.ToJsonString());
    }

    [Fact]
    public void The_older_restrictions_are_written_where_there_is_no_profile()
    {
        _tenant.WriteAll();
        Assert.Equal("enabled", (string?)_tenant.Fido2["state"]);
        Assert.True((bool)_tenant.Fido2["isAttestationEnforced"]!);
        Assert.Equal($$"""{"isEnforced":true,"enforcementType":"allow","aaGuids":["{{Some.Model}}"]}""", _tenant.Fido2["keyRestrictions"]!.ToJsonString());
        Assert.Empty(_tenant.Fido2["passkeyProfiles"]!.AsArray());
    }

    [Fact]
    public void The_default_profile_is_written_where_profiles_are_in_use_and_the_older_restrictions_left_alone()
    {
        Profiles(Profile(Default, "deviceBound,synced", "disabled", false, "allow"));
        var before = _tenant.Fido2["keyRestrictions"]!.ToJsonString();

        _tenant.WriteAll();

        var profile = _tenant.Fido2["passkeyProfiles"]![0]!;
        Assert.Equal(("deviceBound", "registrationOnly", true), ((string)profile["passkeyTypes"]!, (string)profile["attestationEnforcement"]!, (bool)profile["keyRestrictions"]!["isEnforced"]!));
        Assert.Equal(before, _tenant.Fido2["keyRestrictions"]!.ToJsonString());
        Assert.False((bool)_tenant.Fido2["isAttestationEnforced"]!);
        Assert.All(_tenant.Fido2["includeTargets"]!.AsArray().Skip(1), target => Assert.Equal(Default, (string)target!["allowedPasskeyProfiles"]![0]!));
        Assert.Empty(_tenant.Planned().Changes);
    }

    [Fact]
    public void A_profile_that_keeps_the_plans_models_already_is_used_and_no_other_is_changed()
    {
        Profiles(Profile(Default, "deviceBound,synced", "disabled", false, "allow"), Profile("p-keys", "deviceBound", "registrationOnly", true, "allow", Some.Model));
        _tenant.Fido2["includeTargets"]![0]!["allowedPasskeyProfiles"] = new JsonArray("p-keys");
        var before = _tenant.Fido2["passkeyProfiles"]!.ToJsonString();

        _tenant.WriteAll();

        Assert.Equal(before, _tenant.Fido2["passkeyProfiles"]!.ToJsonString());
        Assert.All(_tenant.Fido2["includeTargets"]!.AsArray().Skip(1), target => Assert.Equal("p-keys", (string)target!["allowedPasskeyProfiles"]![0]!));
        Assert.Empty(_tenant.Planned().ForPeople);

        _tenant.Fido2["includeTargets"]![0]!["allowedPasskeyProfiles"] = new JsonArray(Default);
        Assert.Equal("other-passkey-profile", Assert.Single(_tenant.Planned().ForPeople).Code);
    }

    [Fact]
    public void A_stricter_profile_of_another_group_is_nobodys_business()
    {
        Profiles(Profile(Default, "deviceBound", "registrationOnly", true, "allow", Some.Model, PreparedTenant.Other), Profile("p-admins", "deviceBound", "registrationOnly", true, "allow", Some.Model));
        _tenant.Plan = _tenant.Plan with { KeyModels = new() { Allowed = [Some.Model, PreparedTenant.Other] } };
        _tenant.Fido2["includeTargets"]![0]!["allowedPasskeyProfiles"] = new JsonArray("p-admins");
        var before = _tenant.Fido2["passkeyProfiles"]!.ToJsonString();

        _tenant.WriteAll();

        Assert.Equal(before, _tenant.Fido2["passkeyProfiles"]!.ToJsonString());
        Assert.Empty(_tenant.Planned().ForPeople);
    }

    [Fact]
    public void A_profile_that_everybody_may_use_is_brought_to_the_models_too()
    {
        Profiles(Profile(Default, "deviceBound", "disabled", false, "allow"), Profile("p-keys", "deviceBound", "registrationOnly", true, "allow", Some.Model));
        Include(Fido2Policy.AllUsers, Default);

        _tenant.WriteAll();

        Assert.Equal("registrationOnly", (string?)_tenant.Fido2["passkeyProfiles"]![0]!["attestationEnforcement"]);
        Assert.Equal([Fido2Policy.AllUsers], Ids(_tenant.Fido2["includeTargets"]));
    }

    [Theory]
    [InlineData(Fido2Policy.AllUsers, "p-admins")]
    [InlineData("made-fido2-contoso-wave-1", "p-admins")]
    [InlineData("made-fido2-contoso-wave-1")]
    public void Whom_a_narrower_profile_alone_covers_may_use_the_one_that_keeps_the_models_too(string target, params string[] profiles)
    {
        Profiles(Profile(Default, "deviceBound", "registrationOnly", true, "allow", Some.Model, PreparedTenant.Other), Profile("p-admins", "deviceBound", "registrationOnly", true, "allow", Some.Model));
        _tenant.Plan = _tenant.Plan with { KeyModels = new() { Allowed = [Some.Model, PreparedTenant.Other] } };
        Include(target, profiles);
        _tenant.Fido2["includeTargets"]!.AsArray().Add(new JsonObject { ["id"] = PreparedTenant.Testers, ["targetType"] = "group", ["allowedPasskeyProfiles"] = new JsonArray("p-admins") });

        _tenant.WriteAll();

        var targets = _tenant.ReadFido2().IncludeTargets.ToDictionary(each => each.Id, each => each.AllowedPasskeyProfiles);
        Assert.Equal([.. profiles, Default], targets[target]);
        Assert.Equal(["p-admins"], targets[PreparedTenant.Testers]);
        Assert.Empty(_tenant.Planned().ForPeople);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_list_of_blocked_models_is_never_turned_into_one_that_lets_them_through(bool enforced)
    {
        _tenant.Fido2["keyRestrictions"] = PreparedTenant.Parse($$"""{"isEnforced":{{(enforced ? "true" : "false")}},"enforcementType":"block","aaGuids":["{{PreparedTenant.Other}}"]}""");
        var before = _tenant.Fido2["keyRestrictions"]!.ToJsonString();

        _tenant.WriteAll();

        Assert.Equal(before, _tenant.Fido2["keyRestrictions"]!.ToJsonString());
        Assert.Equal("key-models-blocked-by-name", Assert.Single(_tenant.Planned().ForPeople).Code);
    }

    [Fact]
    public void With_any_model_by_the_plan_the_models_are_left_as_they_are()
    {
        _tenant.Plan = _tenant.Plan with { KeyModels = new() { AnyModel = "a mixed fleet" } };
        var before = _tenant.Fido2["keyRestrictions"]!.ToJsonString();
        _tenant.WriteAll();
        Assert.Equal(before, _tenant.Fido2["keyRestrictions"]!.ToJsonString());
        Assert.False((bool)_tenant.Fido2["isAttestationEnforced"]!);
    }

    [Fact]
    public void Who_holds_a_key_and_is_in_no_targeted_group_gets_into_one_and_nobody_else_does()
    {
        _tenant.Members[PreparedTenant.Testers].Add("ann");
        _tenant.Hold("ann");
        _tenant.Hold("ben");
        _tenant.Hold("bg-1");
        _tenant.Keys["cleo"] = Some.Given(Some.Each<Fido2Key>());

        _tenant.WriteAll();

        Assert.Equal(["ben"], _tenant.Members["made-fido2-contoso-key-holders"]);
        Assert.Contains("made-fido2-contoso-key-holders", Ids(_tenant.Fido2["includeTargets"]));
    }

    [Fact]
    public void A_later_holder_joins_the_group_that_is_there()
    {
        _tenant.Hold("ann");
        _tenant.WriteAll();
        _tenant.Hold("ben");
        Assert.Equal(["ben"], Assert.IsType<Change.AddMembers>(Assert.Single(_tenant.Planned().Changes)).Users);
    }

    [Fact]
    public void Where_everybody_is_targeted_no_target_is_added_and_no_group_of_key_holders_made()
    {
        Include(Fido2Policy.AllUsers);
        _tenant.Hold("ann");
        Assert.DoesNotContain(_tenant.WriteAll(), change => change is Change.AddMembers or Change.CreateGroup { MailNickname: "fido2-contoso-key-holders" });
        Assert.Equal([Fido2Policy.AllUsers], Ids(_tenant.Fido2["includeTargets"]));
    }

    [Fact]
    public void An_excluded_key_holder_is_left_to_a_person()
    {
        _tenant.Fido2["excludeTargets"] = new JsonArray(PreparedTenant.Parse("""{"id":"group-left-out","targetType":"group"}"""));
        _tenant.Members["group-left-out"] = ["ann"];
        _tenant.Hold("ann");
        _tenant.WriteAll();
        Assert.Equal(["ann"], Assert.Single(_tenant.Planned().ForPeople).Named);
        Assert.Equal(["group-left-out"], Ids(_tenant.Fido2["excludeTargets"]));
    }

    [Fact]
    public void Who_would_lose_a_key_is_named_with_its_model()
    {
        Open();
        Include(Fido2Policy.AllUsers);
        _tenant.Hold("ann");
        _tenant.Hold("ben", PreparedTenant.Other);
        _tenant.Keys["cleo"] = Some.Given(Some.Each(Some.Key("1"), Some.Key("2", PreparedTenant.Other)));
        _tenant.Hold("dora", null);

        var lost = _tenant.Planned().LostKeys;

        Assert.Equal([("ben", PreparedTenant.Other, true), ("cleo", PreparedTenant.Other, false), ("dora", null, true)], lost.Select(key => (key.UserId, key.AaGuid, key.IsLast)));
        var refused = Preparer.Refusal(_tenant.Planned(), null);
        Assert.Equal(("keys-lost", "3 keys of 3 people would stop to work."), (refused!.Code, refused.Sentence));
        Assert.Null(Preparer.Refusal(_tenant.Planned(), new("olga", "they have other keys")));
    }

    [Fact]
    public void Who_holds_a_synced_passkey_would_lose_it_with_the_profile_that_takes_it()
    {
        Open();
        Profiles(Profile(Default, "deviceBound,synced", "registrationOnly", true, "allow", Some.Model));
        Include(Fido2Policy.AllUsers, Default);
        _tenant.Keys["ann"] = Some.Given(Some.Each(Some.Key("1") with { PasskeyType = "synced" }));
        _tenant.Keys["ben"] = Some.Given(Some.Each(Some.Key("2") with { PasskeyType = "deviceBound" }));
        Assert.Equal(["ann"], _tenant.Planned().LostKeys.Select(key => key.UserId));
    }

    [Fact]
    public void Nobody_loses_a_key_by_attestation_or_by_a_target_more()
    {
        Open();
        Include(Fido2Policy.AllUsers);
        _tenant.Fido2["keyRestrictions"] = PreparedTenant.Parse($$"""{"isEnforced":true,"enforcementType":"allow","aaGuids":["{{Some.Model}}","{{PreparedTenant.Other}}"]}""");
        _tenant.Hold("ann", PreparedTenant.Other);
        Assert.Contains(_tenant.Planned().Changes, change => change.Fields.Any(field => field is { Path: "isAttestationEnforced", Before: "false", After: "true" }));
        Assert.Empty(_tenant.Planned().LostKeys);
    }

    [Fact]
    public void A_key_that_does_not_work_today_is_not_lost()
    {
        _tenant.Hold("ann", PreparedTenant.Other);
        Assert.Empty(_tenant.Planned().LostKeys);
    }

    [Fact]
    public void While_somebodys_keys_are_unread_models_are_not_changed_even_so()
    {
        Open();
        _tenant.Keys["ann"] = Some.Failed<IReadOnlyList<Fido2Key>>();
        Assert.Equal(["ann@contoso.com"], _tenant.Planned().UnreadKeys);
        Assert.Equal("lost-keys-unknown", Preparer.Refusal(_tenant.Planned(), new("olga", "whatever"))!.Code);

        _tenant.Plan = _tenant.Plan with { KeyModels = new() { AnyModel = "a mixed fleet" } };
        Assert.Null(Preparer.Refusal(_tenant.Planned(), null));
    }

    [Fact]
    public void What_is_foretold_of_an_edit_is_what_the_written_configuration_says()
    {
        Profiles(Profile(Default, "deviceBound,synced", "disabled", false, "allow", PreparedTenant.Other));
        Fido2Edit[] edits =
        [
            new Fido2Edit.Enable(), new Fido2Edit.AllowSelfService(), new Fido2Edit.Target("g", Default), new Fido2Edit.Target("h", null), new Fido2Edit.AllowModels(null, [Some.Model]),
            new Fido2Edit.AllowModels(Default, [Some.Model, PreparedTenant.Other]), new Fido2Edit.Attest(null), new Fido2Edit.Attest(Default), new Fido2Edit.DeviceBoundOnly(Default),
            new Fido2Edit.OpenProfiles(PreparedTenant.Testers, [Default]),
        ];
        Assert.Equal(edits.Select(edit => edit.GetType()).Distinct().Count(), typeof(Fido2Edit).GetNestedTypes().Length);
        Assert.All(edits, edit =>
        {
            var written = new PreparedTenant { Fido2 = Fido2Edit.Body(JsonSerializer.SerializeToElement(_tenant.Fido2), [edit]) };
            Assert.Equal(JsonSerializer.Serialize(written.ReadFido2()), JsonSerializer.Serialize(edit.Foretell(_tenant.ReadFido2())));
        });
    }

    private void Open() => _tenant.Fido2["state"] = "enabled";

    private void Include(string target, params string[] profiles) =>
        _tenant.Fido2["includeTargets"] = new JsonArray(new JsonObject { ["id"] = target, ["targetType"] = "group", ["allowedPasskeyProfiles"] = new JsonArray([.. profiles.Select(id => JsonValue.Create(id))]) });

    private void Profiles(params JsonObject[] profiles) => _tenant.Fido2["passkeyProfiles"] = new JsonArray([.. profiles]);

    private static JsonObject Profile(string id, string types, string attestation, bool enforced, string kind, params string[] models) => new()
    {
        ["id"] = id,
        ["name"] = id,
        ["passkeyTypes"] = types,
        ["attestationEnforcement"] = attestation,
        ["keyRestrictions"] = new JsonObject { ["isEnforced"] = enforced, ["enforcementType"] = kind, ["aaGuids"] = new JsonArray([.. models.Select(id => JsonValue.Create(id))]) },
    };

    private static IEnumerable<string> Ids(JsonNode? targets) => targets!.AsArray().Select(target => (string)target!["id"]!);
}
