using System.Globalization;
using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Waves;

/// <summary>Names a wave of a rollout and the plan it runs by.</summary>
/// <param name="PlanDigest">The plan's document in the document store.</param>
/// <param name="LastPromoted">The document of the evidence on which the wave before was promoted; null for the first.</param>
public sealed record WaveKey(string Rollout, int Wave, string PlanDigest, string? LastPromoted = null)
{
    private const string BeforeTheNumber = ".wave-";

    /// <summary>The id of the wave's workflow instance.</summary>
    public string InstanceId => $"{Rollout}{BeforeTheNumber}{Wave}";

    /// <summary>The number of the wave whose workflow instance has that id; null where it is no wave's of that rollout.</summary>
    public static int? WaveOf(string rollout, string instanceId) =>
        instanceId.StartsWith(rollout + BeforeTheNumber, StringComparison.Ordinal)
        && int.TryParse(instanceId.AsSpan(rollout.Length + BeforeTheNumber.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var wave) ? wave : null;

    /// <summary>Reads the plan.</summary>
    public async Task<Plan> ReadPlanAsync(IDocumentStore documents) =>
        JsonSerializer.Deserialize<Plan>(await documents.ReadAsync(PlanDigest), WorkflowJson.Options)
            ?? throw new JsonException($"the plan {PlanDigest} is empty");
}

/// <summary>The objects of a wave in the tenant, by id.</summary>
public sealed record WaveObjects(string EnforcementGroup, string Policy);
