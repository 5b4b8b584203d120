namespace Fido2Workflow.Api.Limits;

/// <summary>The section <c>Limits</c> of the configuration.</summary>
public sealed class LimitsSection
{
    /// <summary>The section's name.</summary>
    public const string Name = "Limits";

    /// <summary>How many requests a minute each caller is served; whoever is not signed in is counted by address.</summary>
    public int RequestsPerMinute { get; set; } = 600;
}
