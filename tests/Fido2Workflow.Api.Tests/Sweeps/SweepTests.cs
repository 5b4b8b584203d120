using System.Text.Json.Nodes;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Sweeps;
using Fido2Workflow.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Fido2Workflow.Api.Tests.Sweeps;

/// <summary><c>POST /api/sweeps</c>, and the sweeps that a rollout's creation begins.</summary>
public sealed class SweepTests
{
    [Fact]
    public async Task An_operator_is_told_what_is_found_now_and_nothing_changes()
    {
        await using var api = await RunningApi.StartAwaitingApprovalAsync();
        var before = await api.FingerprintAsync();
        var answer = (await api.As(SixPeople.Esra, Role.Operator).PostAsync("/api/sweeps", new { rollout = SixPeople.Rollout })).Ok();
        Assert.Equal(SixPeople.Rollout, (string?)answer["rollout"]);
        Assert.DoesNotContain(answer["findings"]!.AsArray(), finding => (string?)finding!["severity"] == "critical");
        Assert.Equal(before, await api.FingerprintAsync());
    }

    [Fact]
    public async Task Whoever_may_not_or_names_no_rollout_is_refused()
    {
        await using var api = await RunningApi.StartFreshAsync();
        var sweep = new { rollout = SixPeople.Rollout };
        await Refusal.AssertAsync(api, 403, "role-missing", () => api.As(SixPeople.Deniz, Role.Reader).PostAsync("/api/sweeps", sweep));
        await Refusal.AssertAsync(api, 404, "unknown-rollout", () => api.As(SixPeople.Esra, Role.Operator).PostAsync("/api/sweeps", sweep));
    }

    [Fact]
    public async Task A_rollout_that_is_created_is_swept_once_a_day_and_what_is_found_is_told_once()
    {
        await using var api = await RunningApi.StartFreshAsync();
        using (api.Clock.BeginWork())
        {
            var plan = PlanFile.Load(Path.Combine(api.Folder, "plan.yaml"));
            await api.Services.GetRequiredService<RolloutRegister>().CreateAsync(plan, "created", SixPeople.Bastien, api.Clock.GetUtcNow());
        }
        var passed = new TaskCompletionSource();
        api.Clock.Schedule(api.Clock.GetUtcNow().AddDays(2.5), passed.SetResult);
        await api.Clock.RunUntilAsync(passed.Task);

        var swept = (await api.Services.GetRequiredService<IStatusHistory>().ReadAsync(SixPeople.Rollout))
            .Where(recorded => recorded.Status.InstanceId == SweepWorkflow.InstanceIdOf(SixPeople.Rollout))
            .Select(recorded => WorkflowJson.Read<SweepWorkflow.Status>(recorded.Status.CustomStatus!.Value)).ToList();
        Assert.Equal([(6, 0, null), (6, 0, null), (6, 0, (string?)null)], swept.Select(status => (status.Found, status.Unknown, status.Failure)));
        Assert.Equal(TimeSpan.FromDays(1), swept[2].At - swept[1].At);
        var told = api.Read($"{RunningApi.StateName}/notifications.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Where(line => (string?)line["notification"] == "findings");
        Assert.Equal(6, Assert.Single(told)["found"]!.AsArray().Count);
    }
}
