using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>Reading groups and their members, direct and through nesting.</summary>
internal static class GroupEndpoints
{
    private static readonly string[] Filters = ["id eq", "displayName eq", "displayName startswith", "mailNickname eq", "uniqueName eq"];

    private static readonly JsonObject Unsaid = new(new JsonNodeOptions { PropertyNameCaseInsensitive = true })
    {
        ["isAssignableToRole"] = null,
        ["membershipRule"] = null,
        ["onPremisesSyncEnabled"] = null,
    };

    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", "/groups", Permissions.ReadGroups, context => Collections.Page(
            context, "groups", context.View.Groups.All.Select(group => Shown(context, group)), Filters)),
        new Route.Read("GET", "/groups/{id}", Permissions.ReadGroups, context => Collections.One(context, "groups", Shown(context, Find(context.View, context["id"])))),
        new Route.Read("GET", "/groups/{id}/members", Permissions.ReadGroups, context => Collections.Page(context, "directoryObjects", Members(context), UserEndpoints.Filters)),
        new Route.Read("GET", "/groups/{id}/transitiveMembers", Permissions.ReadGroups, context => Collections.Page(
            context, "directoryObjects", TransitiveMembers(context), UserEndpoints.Filters)),
        new Route.Read("GET", "/groups/{id}/transitiveMembers/microsoft.graph.user", Permissions.ReadGroups, TransitiveUsers),
        new Route.Read("GET", "/groups/{id}/transitiveMembers/graph.user", Permissions.ReadGroups, TransitiveUsers),
    ];

    public static Group Find(DirectoryState state, string id) => state.Groups.Find(id) ?? throw GraphException.NotFound(id);

    public static JsonObject Typed(string type, JsonObject source) => new JsonObject { ["@odata.type"] = type }.MergedWith(source);

    private static Answer TransitiveUsers(ReadContext context) => KeptPages.Page(context, () => Collections.Page(
        context, "users", TransitiveMembers(context).Where(member => member.Text("@odata.type") == "#microsoft.graph.user"), UserEndpoints.Filters));

    private static IEnumerable<JsonObject> Members(ReadContext context) =>
        Find(context.View, context["id"]).Members.Select(member => Member(context.View, member.Key, member.Value));

    private static IEnumerable<JsonObject> TransitiveMembers(ReadContext context)
    {
        Find(context.View, context["id"]);
        return context.View.Groups.TransitiveMembers(context["id"])
            .Order(StringComparer.Ordinal)
            .Select(id => Member(context.View, id, null));
    }

    /// <summary>The member as Graph shows it; a kind of object this tenant does not hold (a device, say) as its group names it, or the first that does.</summary>
    private static JsonObject Member(DirectoryState state, string id, JsonObject? reference) =>
        state.Users.GetValueOrDefault(id) is { } user ? UserEndpoints.AsMember(user)
        : state.Groups.Find(id) is { } group ? Typed("#microsoft.graph.group", group.Properties)
        : reference ?? state.Groups.All.Select(group => group.Members.GetValueOrDefault(id)).First(named => named is not null)!;

    /// <summary>What is asked for by name is answered even where the folder says nothing.</summary>
    private static JsonObject Completed(ReadContext context, Group group) =>
        context.Request.Option("$select") is null ? group.Properties : Unsaid.MergedWith(group.Properties);

    private static JsonObject Shown(ReadContext context, Group group) =>
        context.Request.Option("$expand") switch
        {
            null => Completed(context, group),
            "members" => Completed(context, group).MergedWith(new()
            {
                ["members"] = new JsonArray([.. group.Members.Select(member => Member(context.View, member.Key, member.Value).DeepClone())]),
            }),
            var other => throw GraphException.UnsupportedOption("$expand", other),
        };
}
