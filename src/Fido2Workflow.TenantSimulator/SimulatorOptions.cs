namespace Fido2Workflow.TenantSimulator;

/// <summary>How a tenant folder is brought to life.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The clock that people, sign-ins, faults and lag go by. It is asked for the time and nothing else.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where accepted writes are kept (<c>writes.jsonl</c>); null keeps them in memory only.</summary>
    public string? StateFolder { get; init; }

    /// <summary>The seed of injected faults and lag; null means a tenant that always answers at once.</summary>
    public int? FaultSeed { get; init; }

    /// <summary>A folder of further conditional access policies, one a file, searched recursively for <c>*.json</c>.</summary>
    public string? PolicyFolder { get; init; }

    /// <summary>
    /// A JSON object from placeholder name to value, for policies with <c>&lt;Name&gt;</c> in them.
    /// Null reads <c>policies.placeholders.json</c> in the tenant folder where there is one.
    /// </summary>
    public string? PlaceholderFile { get; init; }

    /// <summary>Called with a write's number (from 1) once it is durable and before its answer leaves.</summary>
    public Action<int>? AfterWrite { get; init; }
}
