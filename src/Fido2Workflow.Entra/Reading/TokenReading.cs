using System.Text.Json;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Reading;

/// <summary>The claims of an access token, in either version of Entra's tokens.</summary>
internal static class TokenReading
{
    public static TokenIdentity Identity(JsonElement claims) => new(
        claims.RequiredString("oid"),
        claims.OptionalString("appid") ?? claims.OptionalString("azp"),
        claims.OptionalString("tid"),
        [
            .. claims.OptionalStrings("roles") ?? [],
            .. claims.OptionalString("scp")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        ]);
}
