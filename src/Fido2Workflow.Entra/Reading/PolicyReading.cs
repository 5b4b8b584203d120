using System.Text.Json;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Reading;

/// <summary>Conditional access policies, kept whole.</summary>
internal static class PolicyReading
{
    public static ConditionalAccessPolicy Policy(JsonElement policy) =>
        new(policy.RequiredString("id"), policy.Clone(), [.. DuplicateProperties.Of(policy)]);
}
