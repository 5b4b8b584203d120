using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator;

/// <summary>
/// An access token of a simulated tenant: a JWT with the claims that Entra writes and without a signature. It says who
/// asks and which Graph permissions they hold, and every request is judged by it.
/// </summary>
/// <param name="TenantId">The tenant that the identity belongs to (<c>tid</c>); any other turns the token down.</param>
/// <param name="ObjectId">The object id of the identity (<c>oid</c>): an application's service principal, or a person.</param>
/// <param name="AppId">The client's application id (<c>appid</c>).</param>
/// <param name="Roles">The Graph application permissions granted (<c>roles</c>).</param>
public sealed record SimulatedToken(string TenantId, string ObjectId, string AppId, IReadOnlyList<string> Roles)
{
    private const string Graph = "https://graph.microsoft.com";
    private const string AzurePortal = "c44b4083-3bb0-49c1-b47d-974e53cbdf3c";
    private const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

    /// <summary>Whether a person asks, as an administrator in the portals, rather than an application.</summary>
    public bool IsPerson { get; private init; }

    /// <summary>An application that may read all that is to be known before and during a rollout, and change nothing.</summary>
    public static SimulatedToken Reader(string tenantId) => new(
        tenantId, "a0000000-0000-4000-8000-000000000001", "a0000000-0000-4000-9000-000000000001",
        [
            "AuditLog.Read.All", "Domain.Read.All", "GroupMember.Read.All", "LicenseAssignment.Read.All", "MailboxSettings.Read",
            "Policy.Read.All", "Policy.Read.AuthenticationMethod", "RoleAssignmentSchedule.Read.Directory",
            "RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory", "User.Read.All",
            "UserAuthMethod-Passkey.Read.All", "UserAuthMethod-TAP.Read.All", "UserAuthenticationMethod.Read.All",
        ]);

    /// <summary>An application that may change groups and policies, and read little else.</summary>
    public static SimulatedToken Writer(string tenantId) => new(
        tenantId, "a0000000-0000-4000-8000-000000000002", "a0000000-0000-4000-9000-000000000002",
        [
            "Application.Read.All", "Group.ReadWrite.All", "GroupMember.ReadWrite.All", "Policy.Read.All",
            "Policy.ReadWrite.AuthenticationMethod", "Policy.ReadWrite.ConditionalAccess",
        ]);

    /// <summary>An application that may issue and withdraw Temporary Access Passes, and nothing else.</summary>
    public static SimulatedToken PassIssuer(string tenantId) => new(
        tenantId, "a0000000-0000-4000-8000-000000000003", "a0000000-0000-4000-9000-000000000003", ["UserAuthMethod-TAP.ReadWrite.All"]);

    /// <summary>An application that may delete keys and revoke sessions, and nothing else.</summary>
    public static SimulatedToken KeyRevoker(string tenantId) => new(
        tenantId, "a0000000-0000-4000-8000-000000000005", "a0000000-0000-4000-9000-000000000005", ["User.RevokeSessions.All", "UserAuthMethod-Passkey.ReadWrite.All"]);

    /// <summary>A person in the admin portals, who may do anything and knows no faults: they would click again until it shows.</summary>
    public static SimulatedToken Portal(string tenantId) =>
        new(tenantId, "a0000000-0000-4000-8000-000000000004", AzurePortal, []) { IsPerson = true };

    /// <summary>The same identity with these permissions too.</summary>
    public SimulatedToken With(params IEnumerable<string> roles) => this with { Roles = [.. Roles.Union(roles)] };

    /// <summary>The same identity without these permissions.</summary>
    public SimulatedToken Without(params IEnumerable<string> roles) => this with { Roles = [.. Roles.Except(roles)] };

    /// <summary>The token as it is sent.</summary>
    public string Encode() => $"{Part(new() { ["typ"] = "JWT", ["alg"] = "none" })}.{Part(Claims())}.";

    /// <summary>Reads a token; null where it is none, or lacks a claim.</summary>
    internal static SimulatedToken? Decode(string token)
    {
        try
        {
            return token.Split('.') is [_, var payload, ""]
                && JsonNode.Parse(Base64Url.DecodeFromChars(payload)) is JsonObject claims
                && claims.Text("tid") is { } tenantId && claims.Text("oid") is { } objectId && claims.Text("appid") is { } appId
                    ? new(tenantId, objectId, appId, claims.Texts("roles")) { IsPerson = claims.Text("idtyp") == "user" }
                    : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    private JsonObject Claims()
    {
        var claims = new JsonObject
        {
            ["aud"] = Graph,
            ["iss"] = $"https://sts.windows.net/{TenantId}/",
            ["appid"] = AppId,
            ["idtyp"] = IsPerson ? "user" : "app",
            ["oid"] = ObjectId,
            ["sub"] = ObjectId,
            ["tid"] = TenantId,
            ["ver"] = "1.0",
        };
        if (IsPerson) (claims["scp"], claims["wids"]) = ("Directory.AccessAsUser.All", new JsonArray(GlobalAdministrator));
        else claims["roles"] = new JsonArray([.. Roles.Select(role => JsonValue.Create(role))]);
        return claims;
    }

    private static string Part(JsonObject claims) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
}
