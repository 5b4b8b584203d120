using System.Text.Json;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>The wave's policy stands in report-only and says, field by field, what the plan asks for.</summary>
public sealed class PolicyAsPlannedGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "policy-as-planned";

    /// <inheritdoc/>
    public override string Asks => "Is the wave's policy in report-only and in the shape of the plan?";

    /// <inheritdoc/>
    public override string Keeps => "policy in report-only";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 prepare";

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.Policy is not Answer<ConditionalAccessPolicy>.Given { Value: var policy } given) return Unknown(facts.Policy, now);
        var evidence = Read($"policy {policy.Id}", given);
        if (policy.DuplicateProperties.Count > 0)
            return Unknown($"The policy holds properties twice: {string.Join(", ", policy.DuplicateProperties)}.", "Save the policy anew in the portal.", policy.Id);
        if (policy.State is not ConditionalAccessPolicy.ReportOnly)
            return No("policy-not-report-only", $"\"{policy.DisplayName}\" is {policy.State ?? "in no state"}, not in report-only, and we did not enforce it.",
                "Find out who changed it, and roll the wave back or set it to report-only.", [policy.Id], [evidence]);
        var planned = JsonSerializer.SerializeToElement(WavePolicy.Body(facts.Plan, facts.Wave.Number, facts.EnforcementGroup));
        var differences = PolicyContent.Differences(planned, policy.Body);
        return differences.Count == 0
            ? Yes($"\"{policy.DisplayName}\" stands in report-only as planned.", evidence)
            : No("policy-differs", $"\"{policy.DisplayName}\" is not as planned: {string.Join("; ", differences.Take(3))}.",
                "Put the policy back as planned, or change the plan.", [policy.Id], [evidence]);
    }
}
