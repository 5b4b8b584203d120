using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>Users and the groups they are in.</summary>
internal static class UserEndpoints
{
    public static readonly string[] Filters =
    [
        "id eq", "userPrincipalName eq", "userPrincipalName startswith", "displayName eq", "displayName startswith",
        "accountEnabled eq", "userType eq",
    ];

    private static readonly JsonObject Unsaid = new(new JsonNodeOptions { PropertyNameCaseInsensitive = true })
    {
        ["displayName"] = null,
        ["mail"] = null,
        ["usageLocation"] = null,
        ["passwordPolicies"] = null,
        ["givenName"] = null,
        ["surname"] = null,
        ["jobTitle"] = null,
        ["department"] = null,
        ["assignedLicenses"] = new JsonArray(),
        ["createdDateTime"] = null,
        ["onPremisesSyncEnabled"] = null,
    };

    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", "/users", Permissions.ReadUsers, context => KeptPages.Page(context, () => Collections.Page(
            context, "users", context.View.Users.Values.Select(user => Completed(context, user)), Filters))),
        new Route.Read("GET", "/users/{id}", Permissions.ReadUsers, context => Collections.One(context, "users", Completed(context, Find(context.View, context["id"])))),
        new Route.Read("GET", "/users/{id}/transitiveMemberOf", Permissions.ReadGroups, context => Collections.Page(context, "directoryObjects", GroupsOf(context), [])),
        new Route.Read("GET", "/users/{id}/transitiveMemberOf/microsoft.graph.group", Permissions.ReadGroups, context => Collections.Page(context, "groups", GroupsOf(context), [])),
        new Route.Read("GET", "/users/{id}/transitiveMemberOf/graph.group", Permissions.ReadGroups, context => Collections.Page(context, "groups", GroupsOf(context), [])),
        new Route.Read("POST", "/users/{id}/checkMemberGroups", Permissions.CheckMembership, CheckMemberGroups),
        new Route.Write("POST", "/users/{id}/revokeSignInSessions", Permissions.RevokeSessions, RevokeSessions),
    ];

    public static JsonObject Find(DirectoryState state, string idOrName) => state.FindUser(idOrName) ?? throw GraphException.NotFound(idOrName);

    public static JsonObject AsMember(JsonObject user) => GroupEndpoints.Typed("#microsoft.graph.user", user);

    /// <summary>What is asked for by name is answered even where the folder says nothing: null, or an empty list.</summary>
    private static JsonObject Completed(ReadContext context, JsonObject user) =>
        context.Request.Option("$select") is null ? user : Unsaid.MergedWith(user);

    private static IEnumerable<JsonObject> GroupsOf(ReadContext context) =>
        context.View.Groups.GroupsOf(Find(context.View, context["id"]).Text("id")!)
            .Order(StringComparer.Ordinal)
            .Select(id => GroupEndpoints.Typed("#microsoft.graph.group", context.View.Groups.Find(id)!.Properties));

    private static AcceptedChange RevokeSessions(WriteContext context)
    {
        var userId = Find(context.State, context["id"]).Text("id")!;
        return new(context.State, null, Answer.Ok(new JsonObject { ["@odata.context"] = context.Request.Context("Edm.Boolean"), ["value"] = true }), LosesSessions: userId);
    }

    private static Answer CheckMemberGroups(ReadContext context)
    {
        var asked = context.Request.Body.Texts("groupIds");
        if (asked.Count is 0 or > 20) throw GraphException.BadRequest($"groupIds holds {asked.Count} ids; 1 to 20 are allowed.");
        var memberOf = context.View.Groups.GroupsOf(Find(context.View, context["id"]).Text("id")!);
        return Answer.Ok(new JsonObject
        {
            ["@odata.context"] = context.Request.Context("Collection(Edm.String)"),
            ["value"] = new JsonArray([.. asked.Where(memberOf.Contains).Select(id => JsonValue.Create(id))]),
        });
    }
}
