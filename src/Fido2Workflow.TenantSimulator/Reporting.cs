using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.People;

namespace Fido2Workflow.TenantSimulator;

/// <summary>Writes the report of a simulation as it stands.</summary>
internal static class Reporting
{
    private static readonly HashSet<string> NotContent = new(StringComparer.OrdinalIgnoreCase) { "id", "state", "createdDateTime", "modifiedDateTime" };

    public static TenantReport Report(Simulation simulation) => new(
        simulation.Now,
        simulation.Log.Count,
        [.. simulation.Lockouts.All.OrderBy(lockout => lockout.At).ThenBy(lockout => lockout.Account.Number).Select(lockout => LockedOut(simulation, lockout))],
        [.. simulation.State.Policies.Values.Select(policy => new PolicyInForce(
            policy.Text("id")!, policy.Text("displayName") ?? "", policy.Text("state") ?? "", Digest(policy)))]);

    private static LockedOutAccount LockedOut(Simulation simulation, Lockout lockout)
    {
        var user = simulation.State.Users[lockout.Account.UserId];
        return new(
            lockout.Account.UserId, user.Text("userPrincipalName") ?? "", user.Text("displayName") ?? "",
            lockout.Account.Behaviour.Kind == AccountKind.Service, lockout.At, lockout.App.DisplayName, lockout.Policy.Id, lockout.Policy.DisplayName);
    }

    private static string Digest(JsonObject policy)
    {
        var content = policy.Where(property => !NotContent.Contains(property.Key));
        var canonical = Canonical(new JsonObject(content.Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()))));
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(canonical)));
    }

    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields
            .Where(field => field.Value is not null && !field.Key.Contains('@'))
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Canonical(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Canonical)]),
        _ => node?.DeepClone(),
    };
}
