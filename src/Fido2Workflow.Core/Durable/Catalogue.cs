using System.Text.Json;

namespace Fido2Workflow.Core.Durable;

/// <summary>What an activity is told of where and when it runs.</summary>
/// <param name="InstanceId">The workflow instance that called it.</param>
/// <param name="Now">The rollout's clock, UTC.</param>
public sealed record ActivityContext(string InstanceId, DateTimeOffset Now);

/// <summary>A workflow as a host runs it: JSON in; JSON out, or JSON to go on with.</summary>
public sealed record WorkflowRegistration(
    string Name, string Version, Func<WorkflowContext, JsonElement, Task<Next<JsonElement, JsonElement>>> RunAsync);

/// <summary>An activity as a host runs it: JSON in, JSON out.</summary>
public sealed record ActivityRegistration(
    string Name, RetryPolicy Retry, Func<ActivityContext, JsonElement, Task<JsonElement>> RunAsync);

/// <summary>Every workflow and activity there is, listed once: each host registers from here and adds no rule.</summary>
public sealed class Catalogue
{
    private readonly Dictionary<(string Name, string Version), WorkflowRegistration> _workflows = [];
    private readonly Dictionary<string, ActivityRegistration> _activities = [];

    /// <summary>The version that new instances start with.</summary>
    public required string CurrentVersion { get; init; }

    /// <summary>All workflows, in every version still kept.</summary>
    public IReadOnlyCollection<WorkflowRegistration> Workflows => _workflows.Values;

    /// <summary>All activities.</summary>
    public IReadOnlyCollection<ActivityRegistration> Activities => _activities.Values;

    /// <summary>Lists a workflow under a version.</summary>
    public Catalogue Add<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, string version,
        Func<WorkflowContext, TInput, Task<Next<TInput, TOutput>>> run)
    {
        _workflows.Add((workflow.Name, version), new(workflow.Name, version, async (context, input) =>
            await run(context, WorkflowJson.Read<TInput>(input)) switch
            {
                Next<TInput, TOutput>.Completed completed =>
                    new Next<JsonElement, JsonElement>.Completed(WorkflowJson.Write(completed.Output)),
                Next<TInput, TOutput>.ContinuedAsNew continued =>
                    new Next<JsonElement, JsonElement>.ContinuedAsNew(WorkflowJson.Write(continued.Input)),
                var other => throw new InvalidOperationException($"{workflow.Name} returned {other}."),
            }));
        return this;
    }

    /// <summary>Lists an activity.</summary>
    public Catalogue Add<TInput, TOutput>(
        Activity<TInput, TOutput> activity, Func<ActivityContext, TInput, Task<TOutput>> run)
    {
        _activities.Add(activity.Name, new(activity.Name, activity.Retry, async (context, input) =>
            WorkflowJson.Write(await run(context, WorkflowJson.Read<TInput>(input)))));
        return this;
    }

    /// <summary>The workflow of that name and version, or null.</summary>
    public WorkflowRegistration? FindWorkflow(string name, string version) => _workflows.GetValueOrDefault((name, version));

    /// <summary>The activity of that name, or null.</summary>
    public ActivityRegistration? FindActivity(string name) => _activities.GetValueOrDefault(name);
}
