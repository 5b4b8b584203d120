namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>What to rehearse.</summary>
public sealed record RehearsalOptions
{
    /// <summary>The simulated tenant's folder: its plan and its script stand in it.</summary>
    public required string Folder { get; init; }

    /// <summary>Where journal, decisions and the tenant's write log are kept. One that holds a rehearsal goes on with it.</summary>
    public required string State { get; init; }

    /// <summary>The seed of the tenant's faults; null for a tenant that always answers.</summary>
    public int? FaultSeed { get; init; }

    /// <summary>A folder of further conditional access policies, put into the tenant as they come.</summary>
    public string? Policies { get; init; }

    /// <summary>
    /// Called after each durable write of the state, the tenant's included, and before anyone is told of it. If it throws,
    /// nothing more is written, as if the process had died there.
    /// </summary>
    public Action? AfterWrite { get; init; }

    /// <summary>Called with each line of the timeline as it happens.</summary>
    public Action<TimelineEntry>? OnTimeline { get; init; }
}
