using System.Text;
using System.Text.Json.Nodes;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;

namespace Fido2Workflow.Api.Tests.Rollouts;

public sealed class RolloutTests : IAsyncLifetime
{
    private const string JsonPlan = """
        {
          "rollout": "by-group", "tenant": "60061000-5e62-4b6a-aa2c-01215a1b6203",
          "exclusions": {
            "break-glass": { "group": "60000061-28dd-49d7-addd-40c3f8ef6473", "accounts": ["b9000061-bfaf-48eb-870f-5b9467fc326c", "b9000062-8d85-4dfe-8cbc-65cae8427d43"] },
            "service-accounts": { "group": "60000062-456d-4eeb-944e-7588994c63d9" },
            "release-group": "60000063-5f0e-4b8c-9a54-2f6f6c1f3a07"
          },
          "waves": [ { "number": 1, "name": "Everybody", "roster": { "everyone-else": true } } ],
          "approvers": ["66000001-0848-4d96-bd5c-4909701daf82", "66000005-c548-493d-8743-7c6af8eea0a8"],
          "calendar": { "time-zone": "Europe/London" },
          "key-models": { "allowed": ["2fc0579f-8113-47ea-b116-bb5a8db9202a"] }
        }
        """;

    private RunningApi _api = null!;

    private Client Bastien => _api.As(SixPeople.Bastien, Role.Operator);

    public async Task InitializeAsync() => _api = await RunningApi.StartFreshAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_plan_and_the_lists_it_names_make_a_rollout_that_waits_for_its_first_wave_to_be_started()
    {
        Assert.False((bool)(await Bastien.PostAsync("/api/rollouts", _api.PlanForm(), "create-1")).Ok()["repeated"]!);
        await _api.WaitForRolloutAsync(status => status.Wave == 1 && status.Holds.Count > 0);

        var rollout = (await _api.As(SixPeople.Ferran, Role.Reader).GetAsync("/api/rollouts/six-people")).Ok();
        Assert.Equal((SixPeople.Tenant, 1, "running"), ((string)rollout["tenant"]!, (int)rollout["atWave"]!, (string)rollout["state"]!));
        Assert.Equal(["The studio", "The workshop"], rollout["waves"]!.AsArray().Select(wave => (string)wave!["name"]!));
        Assert.Equal("Start the wave.", (string)rollout["waitingFor"]!);
        Assert.Equal(_api.Clock.GetUtcNow(), (DateTimeOffset)rollout["since"]!);
        Assert.Equal(["wave-to-start"], rollout["holds"]!.AsArray().Select(hold => (string)hold!["code"]!));
        Assert.Equal(["six-people"], (await Bastien.GetAsync("/api/rollouts")).Ok().AsArray().Select(each => (string)each!["rollout"]!));
    }

    [Fact]
    public async Task A_plan_may_come_as_JSON_too()
    {
        (await Bastien.PostAsync("/api/rollouts", new StringContent(JsonPlan, Encoding.UTF8, "application/json"), "create-1")).Ok();
        Assert.Equal("by-group", (string)(await Bastien.GetAsync("/api/rollouts/by-group")).Ok()["rollout"]!);
    }

    [Fact]
    public async Task The_same_plan_under_the_same_key_is_one_rollout()
    {
        var first = (await Bastien.PostAsync("/api/rollouts", _api.PlanForm(), "create-1")).Ok();
        var second = (await Bastien.PostAsync("/api/rollouts", _api.PlanForm(), "create-1")).Ok();
        Assert.Equal(((string)first["decision"]!, (long)first["sequence"]!, true), ((string)second["decision"]!, (long)second["sequence"]!, (bool)second["repeated"]!));
        await Refusal.AssertAsync(_api, 409, "rollout-exists", () => Bastien.PostAsync("/api/rollouts", _api.PlanForm(), "create-2"));
        await Refusal.AssertAsync(_api, 409, "rollout-exists", () => Bastien.PostAsync("/api/rollouts", _api.PlanForm("desk-closes: 20:00", "desk-closes: 19:00"), "create-1"));
    }

    [Fact]
    public async Task Of_many_who_create_a_rollout_at_once_one_has()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Bastien.PostAsync("/api/rollouts", _api.PlanForm("desk-closes: 20:00", $"desk-closes: 20:0{i}"), $"create-{i}")));
        Assert.Equal([200, 409, 409, 409, 409, 409, 409, 409], replies.Select(reply => reply.Status).Order());
    }

    [Fact]
    public async Task A_mistake_in_a_plan_is_told_with_its_line_and_all_of_them_at_once()
    {
        await Refusal.AssertAsync(_api, 400, "bad-request", () => Bastien.PostAsync("/api/rollouts", _api.PlanForm("release-group:", "relase-group:"), "create-1"));
        var mistakes = (await Bastien.PostAsync("/api/rollouts", _api.PlanForm("release-group:", "relase-group:"), "create-1")).Json["mistakes"]!.AsArray();
        Assert.Equal(2, mistakes.Count);
        Assert.StartsWith("plan:16:3: exclusions.relase-group: this name is not known here", (string)mistakes[1]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_of_this_machine_is_read_for_a_plan_that_names_one()
    {
        var yaml = new StringContent(_api.Read("plan.yaml").Replace("wave1.csv", "/etc/passwd", StringComparison.Ordinal), Encoding.UTF8, "application/yaml");
        var refused = await Bastien.PostAsync("/api/rollouts", yaml, "create-1");
        Assert.Equal((400, "bad-request"), (refused.Status, refused.Code));
        Assert.Contains("/etc/passwd: the plan names this file, and it was not sent", (string)refused.Json["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    public Task A_body_that_nests_without_end_is_refused_and_ends_nothing(string nest) => Refusal.AssertAsync(_api, 400, "bad-request", () =>
        Bastien.PostAsync("/api/rollouts", new StringContent(string.Concat(Enumerable.Repeat(nest, 300_000)), Encoding.UTF8, "application/yaml"), "create-1"));

    [Fact]
    public Task A_name_that_is_a_list_is_a_mistake_like_any_other() => Refusal.AssertAsync(_api, 400, "bad-request", () =>
        Bastien.PostAsync("/api/rollouts", new StringContent("? [a, b]\n: c\n", Encoding.UTF8, "application/yaml"), "create-1"));

    [Fact]
    public async Task Whoever_is_of_another_tenant_creates_and_sees_nothing_here()
    {
        (await Bastien.PostAsync("/api/rollouts", _api.PlanForm(), "create-1")).Ok();
        var stranger = _api.With(_api.Keys.Make(SixPeople.Bastien, Role.Operator, "fab21ca0-40de-44e2-94e6-e8af540a2a77"));

        await Refusal.AssertAsync(_api, 403, "other-tenant", () => stranger.PostAsync("/api/rollouts", _api.PlanForm(), "create-2"));
        Assert.Empty((await stranger.GetAsync("/api/rollouts")).Ok().AsArray());
        await Refusal.AssertAsync(_api, 404, "unknown-rollout", () => stranger.GetAsync("/api/rollouts/six-people"));
        await Refusal.AssertAsync(_api, 404, "unknown-rollout", () => stranger.PostAsync("/api/rollouts/six-people/waves/1/rollback"));
    }

    [Fact]
    public async Task A_plan_for_a_tenant_that_is_not_served_is_refused()
    {
        const string Other = "fab21ca0-40de-44e2-94e6-e8af540a2a77";
        var stranger = _api.With(_api.Keys.Make(SixPeople.Bastien, Role.Operator, Other));
        await Refusal.AssertAsync(_api, 409, "tenant-not-served", () => stranger.PostAsync("/api/rollouts", _api.PlanForm(SixPeople.Tenant, Other), "create-1"));
    }

    [Fact]
    public async Task How_a_wave_stands_says_who_is_waited_for_since_when_and_until_when()
    {
        await using var asking = await RunningApi.StartAwaitingApprovalAsync();
        var wave = (await asking.As(SixPeople.Ferran, Role.Reader).GetAsync("/api/rollouts/six-people/waves/2")).Ok();
        var status = wave["status"]!;
        Assert.Equal(("running", "approval", "2 approvals"), ((string)wave["state"]!, (string)status["stage"]!, (string)status["waitingFor"]!));
        Assert.True((DateTimeOffset)status["since"]! <= asking.Clock.GetUtcNow());
        Assert.True((DateTimeOffset)status["until"]! > asking.Clock.GetUtcNow());
        var done = (await asking.As(SixPeople.Ferran, Role.Reader).GetAsync("/api/rollouts/six-people/waves/1")).Ok();
        Assert.Equal(("completed", "done"), ((string)done["state"]!, (string)done["status"]!["stage"]!));
    }

    [Theory]
    [InlineData("/api/rollouts/nowhere", "unknown-rollout")]
    [InlineData("/api/rollouts/six-people/waves/7", "unknown-wave")]
    public async Task What_there_is_not_is_not_found(string path, string code)
    {
        (await Bastien.PostAsync("/api/rollouts", _api.PlanForm(), "create-1")).Ok();
        await Refusal.AssertAsync(_api, 404, code, () => Bastien.GetAsync(path));
    }
}
