using System.Text.Json;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Reading;

/// <summary>Domains, licences and mailboxes.</summary>
internal static class TenantReading
{
    // A subscription that has run out and is being renewed still works.
    private static readonly string[] UsableSubscriptions = ["Enabled", "Warning"];

    public static Domain Domain(JsonElement domain) => new(
        domain.RequiredString("id"),
        domain.OptionalBoolean("isInitial"),
        domain.OptionalString("authenticationType"),
        FederatedMultifactorBehavior: null);

    public static string? FederatedMultifactorBehavior(JsonElement federation) => federation.OptionalString("federatedIdpMfaBehavior");

    /// <summary>The plans of a subscription that are there to be used.</summary>
    public static IReadOnlyList<string> UsablePlans(JsonElement subscription)
    {
        var plans = subscription.Rows("servicePlans", plan => (Name: plan.RequiredString("servicePlanName"), Status: plan.OptionalString("provisioningStatus")));
        return UsableSubscriptions.Contains(subscription.OptionalString("capabilityStatus"), StringComparer.OrdinalIgnoreCase)
            ? [.. plans.Where(plan => "Success".Equals(plan.Status, StringComparison.OrdinalIgnoreCase)).Select(plan => plan.Name)]
            : [];
    }

    /// <summary>The word itself, or within an object, as Graph's documentation shows it.</summary>
    public static string? MailboxPurpose(JsonElement answer) =>
        answer.TryGetProperty("value", out var value) && value.ValueKind is JsonValueKind.Object
            ? value.RequiredString("value")
            : answer.RequiredString("value");
}
