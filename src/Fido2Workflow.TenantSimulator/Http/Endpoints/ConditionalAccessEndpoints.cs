using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>Conditional access policies and named locations.</summary>
internal static class ConditionalAccessEndpoints
{
    private const string Policies = "identity/conditionalAccess/policies";
    private const string Locations = "identity/conditionalAccess/namedLocations";

    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", Policies, Permissions.ReadConditionalAccess, context => Collections.Page(
            context, Policies, context.View.Policies.Values, ["id eq", "displayName eq", "state eq"])),
        new Route.Read("GET", Policies + "/{id}", Permissions.ReadConditionalAccess, context => Collections.One(context, Policies, Find(context.View, context["id"]))),
        new Route.Write("POST", Policies, Permissions.WritePolicies, Create),
        new Route.Write("PATCH", Policies + "/{id}", Permissions.WritePolicies, Update),
        new Route.Write("DELETE", Policies + "/{id}", Permissions.WritePolicies, Delete),
        new Route.Read("GET", Locations, Permissions.ReadConditionalAccess, context => Collections.Page(
            context, Locations, context.View.NamedLocations.Values, ["id eq", "displayName eq"])),
        new Route.Read("GET", Locations + "/{id}", Permissions.ReadConditionalAccess, context => Collections.One(
            context, Locations, context.View.NamedLocations.GetValueOrDefault(context["id"]) ?? throw GraphException.NotFound(context["id"]))),
    ];

    private static JsonObject Find(DirectoryState state, string id) => state.Policies.GetValueOrDefault(id) ?? throw GraphException.NotFound(id);

    private static AcceptedChange Create(WriteContext context)
    {
        RefuseUnlessWhole(context.Body);
        var policy = PolicyDefaults.Completed(context.Body).MergedWith(new()
        {
            ["id"] = context.NewId("policy").ToString(),
            ["createdDateTime"] = context.Now.ToGraphInstant(),
            ["modifiedDateTime"] = null,
        });
        return Stored(context, PolicyDefaults.WithWholeStrength(policy, context.State), Answer.Created);
    }

    private static AcceptedChange Update(WriteContext context)
    {
        var before = Find(context.State, context["id"]);
        var after = PolicyDefaults.Patched(before, context.Body).MergedWith(new()
        {
            ["id"] = before.Text("id"),
            ["modifiedDateTime"] = context.Now.ToGraphInstant(),
        });
        RefuseUnlessWhole(after);
        return Stored(context, PolicyDefaults.WithWholeStrength(after, context.State), _ => Answer.NoContent);
    }

    private static AcceptedChange Delete(WriteContext context)
    {
        var id = Find(context.State, context["id"]).Text("id")!;
        return new(context.State with { Policies = context.State.Policies.Remove(id) }, new Touched.PolicyOf(id), Answer.NoContent);
    }

    private static AcceptedChange Stored(WriteContext context, JsonObject policy, Func<JsonObject, Answer> answer)
    {
        var id = policy.Text("id")!;
        return new(context.State with { Policies = context.State.Policies.SetItem(id, policy) }, new Touched.PolicyOf(id), answer(policy));
    }

    private static void RefuseUnlessWhole(JsonObject policy)
    {
        var isWhole = policy.Text("displayName") is { Length: > 0 }
            && policy.Text("state") is "enabled" or "disabled" or "enabledForReportingButNotEnforced"
            && policy["conditions"] is JsonObject;
        if (!isWhole)
            throw new GraphException(400, "BadRequest",
                "1007: Incoming ConditionalAccessPolicy object is null or does not match the schema of ConditionalAccessPolicy type.");
    }
}
