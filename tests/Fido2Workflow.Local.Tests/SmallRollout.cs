using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Tests;

/// <summary>
/// Two waves, each a child with helpers of its own, with retries, timers, an approval in the decision store, documents and
/// continue-as-new. Its people act at fixed instants, again after each start.
/// </summary>
internal sealed class SmallRollout(string folder)
{
    private static readonly Workflow<int, string> Rollout = new("Rollout");
    private static readonly Workflow<int, string> Wave = new("Wave");
    private static readonly Workflow<string, string> Helper = new("Helper");
    private static readonly Workflow<string, string> Quick = new("Quick");
    private static readonly Activity<string, string> Save = new("Save", new RetryPolicy(1, TimeSpan.Zero, 1, TimeSpan.Zero));
    private static readonly Activity<int, string> ReadApproval = new("ReadApproval", new RetryPolicy(1, TimeSpan.Zero, 1, TimeSpan.Zero));
    private static readonly Activity<DateTimeOffset, string> Unready =
        new("Unready", new RetryPolicy(5, TimeSpan.FromMinutes(10), 2, TimeSpan.FromHours(1)));

    // What the activities did, in the order they first did it: one that runs again after a death does nothing new.
    private readonly List<string> _effects = [];

    /// <summary>Runs one process. Answers all that can be seen of the story once it has ended, or null where the process died.</summary>
    public async Task<string?> RunAsync(Action<int> afterWrite)
    {
        await using var running = await RunningHost.StartAsync(folder, CatalogueOn, afterWrite);
        foreach (var wave in new[] { 1, 2 })
            running.Clock.Schedule(RunningHost.Start.AddHours(wave * 5), () => _ = ApproveAsync(running, wave));
        try
        {
            _ = running.Host.ScheduleNewInstanceAsync(Rollout, 1, "rollout");
            var end = running.Host.WaitForCompletionAsync("rollout");
            await running.Clock.RunUntilAsync(end);
            return await DescribeAsync(running, await end);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task ApproveAsync(RunningHost running, int wave)
    {
        using var work = running.Clock.BeginWork();
        await running.State.Decisions.AddAsync(new Approved
        {
            Id = $"approval-{wave}", Rollout = "small", Wave = wave, By = "ada", EvidenceDigest = "none", At = running.Clock.GetUtcNow(),
        });
        await running.Host.RaiseEventAsync($"wave-{wave}", "decided");
    }

    private async Task<string> DescribeAsync(RunningHost running, WorkflowInstance end)
    {
        var history = await running.Host.ReadStatusHistoryAsync("rollout");
        var decisions = await running.State.Decisions.ReadAsync("small");
        return JsonSerializer.Serialize(new { end, history, decisions, _effects }, WorkflowJson.Options);
    }

    private Catalogue CatalogueOn(StateFolder state) => new Catalogue { CurrentVersion = "1" }
        .Add(Rollout, "1", RunRolloutAsync)
        .Add(Wave, "1", RunWaveAsync)
        .Add(Quick, "1", (_, input) => Task.FromResult<Next<string, string>>(new Next<string, string>.Completed(input)))
        .Add(Helper, "1", async (context, input) =>
        {
            var saved = await context.CallActivityAsync(Save, input);
            await context.CreateTimerAsync(context.CurrentUtcDateTime.AddMinutes(30));
            return new Next<string, string>.Completed($"{saved} {context.CurrentUtcDateTime:HH:mm}");
        })
        .Add(Save, async (context, content) =>
        {
            Note($"{context.Now:u} {context.InstanceId} saves {content}");
            return await state.Documents.SaveAsync(content);
        })
        .Add(ReadApproval, async (context, wave) =>
        {
            var found = (await state.Decisions.ReadAsync("small")).SingleOrDefault(stored => stored.Decision.Wave == wave);
            Note($"{context.Now:u} {context.InstanceId} finds {found?.Decision.Id ?? "nothing"}");
            return found?.Decision.Id ?? "";
        })
        .Add(Unready, (context, readyAt) =>
        {
            Note($"{context.Now:u} {context.InstanceId} asks");
            return context.Now < readyAt ? throw new InvalidOperationException("not ready") : Task.FromResult("ready");
        });

    private static async Task<Next<int, string>> RunRolloutAsync(WorkflowContext context, int wave)
    {
        context.SetCustomStatus($"wave {wave} begins");
        var result = await context.CallChildWorkflowAsync(Wave, wave, $"wave-{wave}");
        context.SetCustomStatus($"wave {wave} done: {result} {context.NewGuid()}");
        return wave < 2 ? new Next<int, string>.ContinuedAsNew(wave + 1) : new Next<int, string>.Completed(result);
    }

    private static async Task<string> SaveAfterQuickAsync(WorkflowContext context, int wave) => await context.CallActivityAsync(
        Save, await context.CallChildWorkflowAsync(Quick, $"quick of {wave}", $"wave-{wave}-quick"));

    private void Note(string effect)
    {
        if (!_effects.Contains(effect)) _effects.Add(effect);
    }

    private static async Task<Next<int, string>> RunWaveAsync(WorkflowContext context, int wave)
    {
        var helpers = await Task.WhenAll(
            SaveAfterQuickAsync(context, wave),
            context.CallChildWorkflowAsync(Helper, $"first of {wave}", $"wave-{wave}-first"),
            context.CallChildWorkflowAsync(Helper, $"second of {wave}", $"wave-{wave}-second"),
            context.CallActivityAsync(Unready, context.CurrentUtcDateTime.AddMinutes(45)));
        var waits = 0;
        string approval;
        while ((approval = await context.CallActivityAsync(ReadApproval, wave)).Length == 0)
        {
            waits++;
            await context.WaitForExternalEventAsync("decided", context.CurrentUtcDateTime.AddHours(2));
        }

        await context.CreateTimerAsync(context.CurrentUtcDateTime);
        return new Next<int, string>.Completed(
            $"{string.Join(";", helpers)} {approval} after {waits} at {context.CurrentUtcDateTime:HH:mm}");
    }
}
