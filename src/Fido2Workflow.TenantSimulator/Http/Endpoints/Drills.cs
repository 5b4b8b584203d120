using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>
/// What people of a story do by hand that Graph has no call for: somebody takes a key out of the safe and signs in. It is
/// kept with the writes, so that it has happened when the past is computed again.
/// </summary>
internal static class Drills
{
    private const string Path = "/simulation/signIns";

    public static IEnumerable<Route> Routes => [new Route.Write("POST", Path, Permission.OnlyAPerson, SignIn)];

    /// <summary>The request that makes an account sign in.</summary>
    public static GraphRequest Request(string userId, string tenantId) => new(
        "POST", "", "v1.0", Path, new Dictionary<string, string>(), new JsonObject { ["userId"] = userId }, false, SimulatedToken.Portal(tenantId));

    private static AcceptedChange SignIn(WriteContext context)
    {
        var userId = UserEndpoints.Find(context.State, context.Body.Text("userId") ?? "").Text("id")!;
        return new(context.State, null, Answer.NoContent, SignsIn: userId);
    }
}
