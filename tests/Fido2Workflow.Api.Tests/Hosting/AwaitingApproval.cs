using System.Text.Json;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>
/// The six people with their first wave done and their second, which Amara started, asking for two approvals: played once,
/// in virtual time and by the product's own rehearsal, and left there.
/// </summary>
internal static class AwaitingApproval
{
    private static readonly Lazy<Task<string>> Played = new(PlayAsync);

    /// <summary>A copy of the folder, its state within, that a test may go on with.</summary>
    public static async Task<string> CopyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fido2-api-").FullName;
        var source = await Played.Value;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return folder;
    }

    private static async Task<string> PlayAsync()
    {
        var folder = SixPeople.Copy();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        SixPeople.Edit(folder, "script.yaml", "on: wave-to-start, after: 1h, do: start", "on: wave-to-start, wave: 2, after: 1h, do: start, by: amara.lindgren@sixpeople.example }\n  - { on: wave-to-start, wave: 1, after: 1h, do: start");
        SixPeople.Edit(folder, "script.yaml", "on: approval-awaited, after", "on: approval-awaited, wave: 1, after");
        var isAsked = false;
        var options = new RehearsalOptions
        {
            Folder = folder,
            State = Path.Combine(folder, RunningApi.StateName),
            OnTimeline = entry => isAsked |= entry is { Wave: 2, Kind: "held", Code: "approval-awaited" },
            AfterWrite = () =>
            {
                if (isAsked) throw new AskedException();
            },
        };
        await Assert.ThrowsAnyAsync<Exception>(new Rehearsal(options).RunAsync);
        Assert.True(isAsked, "the second wave never asked for approval");

        // What is rehearsed has no register of rollouts: here it is one of many.
        using var state = StateFolder.Open(options.State);
        var plan = PlanFile.Load(Path.Combine(folder, "plan.yaml"));
        await state.Decisions.AddAsync(new RolloutCreated
        {
            Id = "six-people/created", Rollout = plan.Rollout, Wave = Decision.Prerequisites, By = SixPeople.Bastien, At = state.LastInstant!.Value,
            PlanDigest = await state.Documents.SaveAsync(JsonSerializer.Serialize(plan, WorkflowJson.Options)),
        });
        return folder;
    }

    private sealed class AskedException : Exception;
}
