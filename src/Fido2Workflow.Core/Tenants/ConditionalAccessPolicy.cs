using System.Text.Json;

namespace Fido2Workflow.Core.Tenants;

/// <summary>
/// A conditional access policy as the tenant holds it: the JSON itself, since typed models drop what they do not know.
/// </summary>
/// <param name="Body">The whole policy, annotations included.</param>
/// <param name="DuplicateProperties">Paths of properties that the answer held twice: such a policy is not understood.</param>
public sealed record ConditionalAccessPolicy(string Id, JsonElement Body, IReadOnlyList<string> DuplicateProperties)
{
    /// <summary>The value of <c>state</c> for a policy that is enforced.</summary>
    public const string Enabled = "enabled";

    /// <summary>The value of <c>state</c> for a policy in report-only.</summary>
    public const string ReportOnly = "enabledForReportingButNotEnforced";

    /// <summary>The value of <c>state</c> for a policy that is off.</summary>
    public const string Disabled = "disabled";

    /// <summary>The policy's name, for people.</summary>
    public string DisplayName => Body.TryGetProperty("displayName", out var name) ? name.GetString() ?? Id : Id;

    /// <summary>The policy's state as it is written; null where there is none.</summary>
    public string? State => Body.TryGetProperty("state", out var state) && state.ValueKind is JsonValueKind.String ? state.GetString() : null;
}
