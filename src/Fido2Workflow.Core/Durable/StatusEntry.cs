using System.Text.Json;

namespace Fido2Workflow.Core.Durable;

/// <summary>What an instance said of itself at one instant, or that it ended.</summary>
/// <param name="At">On the rollout's clock, UTC.</param>
/// <param name="CustomStatus">What it last said; null where it never said anything.</param>
public sealed record StatusEntry(string InstanceId, DateTimeOffset At, RuntimeStatus RuntimeStatus, JsonElement? CustomStatus);
