namespace Fido2Workflow.Cli.Serving;

/// <summary>What to serve.</summary>
public sealed record ServeOptions
{
    /// <summary>Where it listens unless it is told otherwise: for this machine alone.</summary>
    public const string LocalUrl = "http://127.0.0.1:5080";

    /// <summary>The tenants, each as <c>--tenant</c> names it.</summary>
    public required IReadOnlyList<string> Tenants { get; init; }

    /// <summary>The state folder.</summary>
    public required string State { get; init; }

    /// <summary>Where to listen.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [LocalUrl];

    /// <summary>Whether the tenants may be changed.</summary>
    public bool AllowWrites { get; init; }

    /// <summary>How many times as fast as the machine's the clock of simulated tenants runs.</summary>
    public double Speed { get; init; } = 1;
}
