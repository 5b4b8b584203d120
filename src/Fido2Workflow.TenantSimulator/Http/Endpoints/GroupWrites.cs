using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>Creating groups and changing who is in them.</summary>
internal static class GroupWrites
{
    private const int MostBindings = 20;
    private const string Bindings = "members@odata.bind";

    public static IEnumerable<Route> Routes =>
    [
        new Route.Write("POST", "/groups", Permissions.CreateGroups, Create),
        new Route.Write("PATCH", "/groups/{id}", Permissions.WriteGroupMembers, Update),
        new Route.Write("POST", "/groups/{id}/members/$ref", Permissions.WriteGroupMembers, AddMember),
        new Route.Write("DELETE", "/groups/{id}/members/{member}/$ref", Permissions.WriteGroupMembers, RemoveMember),
    ];

    private static AcceptedChange Create(WriteContext context)
    {
        foreach (var required in (string[])["displayName", "mailEnabled", "mailNickname", "securityEnabled"])
            if (context.Body[required] is null)
                throw GraphException.BadRequest($"A value is required for property '{required}' of resource 'Group'.");
        if (context.Body.Flag("isAssignableToRole") is true) RefuseWithoutRoleManagement(context);
        if (context.Body.Text("uniqueName") is { } name && context.State.Groups.All.Any(group => group.Properties.Text("uniqueName") == name))
            throw GraphException.BadRequest("Another object with the same value for property uniqueName already exists.");

        var properties = new JsonObject
        {
            ["id"] = context.NewId("group").ToString(),
            ["deletedDateTime"] = null,
            ["createdDateTime"] = context.Now.ToGraphInstant(),
            ["description"] = null,
            ["groupTypes"] = new JsonArray(),
            ["isAssignableToRole"] = null,
            ["mail"] = null,
            ["membershipRule"] = null,
            ["onPremisesSyncEnabled"] = null,
            ["visibility"] = null,
        }.MergedWith(WithoutBindings(context.Body));
        var group = Bound(new(properties, Group.NoMembers), context);
        var answer = new JsonObject { ["@odata.context"] = context.Request.Context("groups/$entity") }.MergedWith(properties);
        return Changed(context, group, Answer.Created(answer));
    }

    private static AcceptedChange Update(WriteContext context)
    {
        var group = Writable(context);
        var bound = Bound(group, context);
        return Changed(context, bound with { Properties = bound.Properties.MergedWith(WithoutBindings(context.Body)) }, Answer.NoContent);
    }

    private static AcceptedChange AddMember(WriteContext context)
    {
        var reference = context.Body.Text("@odata.id") ?? throw GraphException.BadRequest("Property '@odata.id' is required.");
        return Changed(context, WithMember(Writable(context), context, reference), Answer.NoContent);
    }

    private static AcceptedChange RemoveMember(WriteContext context)
    {
        var group = Writable(context);
        return group.Members.ContainsKey(context["member"])
            ? Changed(context, group.Without(context["member"]), Answer.NoContent)
            : throw GraphException.NotFound(context["member"]);
    }

    private static Group Writable(WriteContext context)
    {
        var group = GroupEndpoints.Find(context.State, context["id"]);
        if (group.Properties.Flag("isAssignableToRole") is true) RefuseWithoutRoleManagement(context);
        return group.IsDynamic ? throw GraphException.BadRequest("Unable to update the specified properties of a group with dynamic membership.") : group;
    }

    private static void RefuseWithoutRoleManagement(WriteContext context)
    {
        if (!Permissions.WriteRoleAssignableGroups.IsGranted(context.Request.Token)) throw GraphException.Denied();
    }

    /// <summary>All bindings or none: the first that cannot be added refuses the request.</summary>
    private static Group Bound(Group group, WriteContext context)
    {
        var bindings = context.Body.Texts(Bindings);
        return bindings.Count <= MostBindings
            ? bindings.Aggregate(group, (bound, reference) => WithMember(bound, context, reference))
            : throw GraphException.BadRequest($"'{Bindings}' holds {bindings.Count} references; at most {MostBindings} are allowed in one request.");
    }

    private static Group WithMember(Group group, WriteContext context, string reference)
    {
        var id = reference.Split('/')[^1];
        var type = context.State.Users.ContainsKey(id) ? "#microsoft.graph.user"
            : context.State.Groups.Find(id) is not null ? "#microsoft.graph.group"
            : throw GraphException.NotFound(id);
        return group.Members.ContainsKey(id)
            ? throw GraphException.BadRequest("One or more added object references already exist for the following modified properties: 'members'.")
            : group.With(id, new() { ["@odata.type"] = type, ["id"] = id });
    }

    private static JsonObject WithoutBindings(JsonObject body)
    {
        var properties = body.Copy();
        foreach (var name in properties.Select(property => property.Key).Where(name => name.EndsWith("@odata.bind", StringComparison.Ordinal)).ToList())
            properties.Remove(name);
        properties.Remove("id");
        return properties;
    }

    private static AcceptedChange Changed(WriteContext context, Group group, Answer answer) =>
        new(context.State with { Groups = context.State.Groups.With(group) }, new Touched.GroupOf(group.Id), answer);
}
