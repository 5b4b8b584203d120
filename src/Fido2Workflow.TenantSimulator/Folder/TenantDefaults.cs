using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Folder;

/// <summary>What a tenant has where its folder does not say: managed domains, Entra ID P1, a mailbox for whoever has an address.</summary>
internal static class TenantDefaults
{
    private const string InitialSuffix = ".onmicrosoft.com";

    /// <summary>A subscription of Entra ID P1 with the service plans it holds, by Microsoft's list of product names and service plans.</summary>
    public static JsonObject EntraP1(string tenantId) => new()
    {
        ["id"] = $"{tenantId}_078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
        ["accountId"] = tenantId,
        ["appliesTo"] = "User",
        ["capabilityStatus"] = "Enabled",
        ["consumedUnits"] = 0,
        ["skuId"] = "078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
        ["skuPartNumber"] = "AAD_PREMIUM",
        ["subscriptionIds"] = new JsonArray(),
        ["prepaidUnits"] = new JsonObject { ["enabled"] = 1000, ["suspended"] = 0, ["warning"] = 0, ["lockedOut"] = 0 },
        ["servicePlans"] = new JsonArray(
            Plan("41781fb2-bc02-4b7c-bd55-b576c07bb09d", "AAD_PREMIUM"),
            Plan("8a256a2b-b617-496d-b51b-e76466e88db0", "MFA_PREMIUM")),
    };

    /// <summary>Every domain that a user's name ends in, managed; the initial one is made up where nobody has it.</summary>
    public static IEnumerable<JsonObject> Domains(IEnumerable<JsonObject> users)
    {
        var names = users
            .Select(user => user.Text("userPrincipalName")?.Split('@') is [_, var domain] ? domain.ToLowerInvariant() : null)
            .OfType<string>()
            .CountBy(domain => domain)
            .OrderByDescending(domain => domain.Value).ThenBy(domain => domain.Key, StringComparer.Ordinal)
            .Select(domain => domain.Key)
            .ToList();
        var first = names.FirstOrDefault(name => !name.EndsWith(InitialSuffix, StringComparison.Ordinal)) ?? "tenant";
        var initial = names.Find(name => name.EndsWith(InitialSuffix, StringComparison.Ordinal)) ?? first.Split('.')[0] + InitialSuffix;
        return names.Union([initial]).Select(name => Domain(name, isInitial: name == initial, isDefault: name == first));
    }

    /// <summary>What a user's mailbox is for; null where there is none.</summary>
    public static string? MailboxPurpose(JsonObject user) => user.Text("mail") is { Length: > 0 } && user.Text("userType") != "Guest" ? "user" : null;

    private static JsonObject Domain(string name, bool isInitial, bool isDefault) => new()
    {
        ["id"] = name,
        ["authenticationType"] = "Managed",
        ["availabilityStatus"] = null,
        ["isAdminManaged"] = true,
        ["isDefault"] = isDefault,
        ["isInitial"] = isInitial,
        ["isRoot"] = true,
        ["isVerified"] = true,
        ["supportedServices"] = new JsonArray("Email", "OfficeCommunicationsOnline"),
        ["passwordValidityPeriodInDays"] = 2147483647,
        ["passwordNotificationWindowInDays"] = 14,
        ["state"] = null,
    };

    private static JsonObject Plan(string id, string name) => new()
    {
        ["servicePlanId"] = id,
        ["servicePlanName"] = name,
        ["provisioningStatus"] = "Success",
        ["appliesTo"] = "User",
    };
}
