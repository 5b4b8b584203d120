using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tests.Preparation;

public sealed class PreparePassesTests
{
    private readonly PreparedTenant _tenant = new();

    [Fact]
    public void Passes_are_switched_on_one_time_and_for_an_hour_to_eight_and_the_rest_is_sent_back_as_it_was()
    {
        _tenant.Passes["includeTargets"] = new JsonArray(PreparedTenant.Parse("""{"id":"group-help-desk","targetType":"group","new":1}"""));

        _tenant.WriteAll();

        var passes = _tenant.Passes;
        Assert.Equal(("enabled", true, 60, 480, 60, 8),
            ((string)passes["state"]!, (bool)passes["isUsableOnce"]!, (int)passes["minimumLifetimeInMinutes"]!, (int)passes["maximumLifetimeInMinutes"]!, (int)passes["defaultLifetimeInMinutes"]!, (int)passes["defaultLength"]!));
        Assert.Equal(["group-help-desk", "made-fido2-contoso-wave-1", "made-fido2-contoso-wave-2", "made-fido2-contoso-wave-3"], passes["includeTargets"]!.AsArray().Select(target => (string)target!["id"]!));
        Assert.Equal(1, (int)passes["includeTargets"]![0]!["new"]!);
    }

    [Theory]
    [InlineData(60, 480, 60)]
    [InlineData(90, 240, 120)]
    public void Lifetimes_within_the_plans_are_adopted(int minimum, int maximum, int usual)
    {
        Set(minimum, maximum, usual);
        _tenant.WriteAll();
        Assert.Equal((minimum, maximum, usual), Lifetimes);
    }

    [Theory]
    [InlineData(600, 1440, 700, 60, 480, 60)]
    [InlineData(10, 30, 10, 60, 480, 60)]
    [InlineData(90, 1440, 1000, 90, 480, 90)]
    public void Others_are_brought_within_them(int minimum, int maximum, int usual, int minimumAfter, int maximumAfter, int usualAfter)
    {
        Set(minimum, maximum, usual);
        _tenant.WriteAll();
        Assert.Equal((minimumAfter, maximumAfter, usualAfter), Lifetimes);
        Assert.Empty(_tenant.Planned().Changes);
    }

    [Fact]
    public void A_test_user_whom_the_policy_does_not_target_and_an_excluded_wave_are_left_to_a_person()
    {
        _tenant.Plan = _tenant.Plan with { Passes = new() { TestUser = "tester" } };
        _tenant.WriteAll();
        _tenant.Passes["excludeTargets"] = new JsonArray(PreparedTenant.Parse("""{"id":"made-fido2-contoso-wave-1","targetType":"group"}"""));
        Assert.Equal(["pass-policy-excludes-a-wave", "pass-test-user-not-targeted"], _tenant.Planned().ForPeople.Select(each => each.Code).Order());

        _tenant.Members["made-fido2-contoso-wave-2"].Add("tester");
        _tenant.Passes["excludeTargets"] = new JsonArray();
        Assert.Empty(_tenant.Planned().ForPeople);
    }

    [Fact]
    public void Each_field_is_shown_with_what_is_there_and_what_it_would_be()
    {
        var fields = _tenant.Planned().Changes.Single(change => change.Does.EndsWith("TemporaryAccessPass", StringComparison.Ordinal)).Fields;
        Assert.Contains(new("isUsableOnce", "false", "true"), fields);
        Assert.Contains(new("maximumLifetimeInMinutes", "1440", "480"), fields);
        Assert.Contains(fields, field => field is { Path: "includeTargets", Before: null } && field.After!.Contains("fido2-contoso-wave-1", StringComparison.Ordinal));
        Assert.Equal(7, fields.Count);
    }

    private (int, int, int) Lifetimes => ((int)_tenant.Passes["minimumLifetimeInMinutes"]!, (int)_tenant.Passes["maximumLifetimeInMinutes"]!, (int)_tenant.Passes["defaultLifetimeInMinutes"]!);

    private void Set(int minimum, int maximum, int usual) =>
        (_tenant.Passes["minimumLifetimeInMinutes"], _tenant.Passes["maximumLifetimeInMinutes"], _tenant.Passes["defaultLifetimeInMinutes"]) = (minimum, maximum, usual);
}
