using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>Directory roles: assignments, the same as schedule instances, which tell permanent from time-bound, and who may activate one.</summary>
internal static class RoleEndpoints
{
    private static readonly string[] Filters = ["principalId eq", "roleDefinitionId eq"];
    private static readonly string[] OfInstances = ["assignmentType", "memberType", "startDateTime", "endDateTime"];

    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", "/roleManagement/directory/roleAssignments", Permissions.ReadRoles, context => Collections.Page(
            context, "roleManagement/directory/roleAssignments", context.View.RoleAssignments.Select(assignment => Assignment(context, assignment)), Filters)),
        new Route.Read("GET", "/roleManagement/directory/roleAssignmentScheduleInstances", Permissions.ReadRoleInstances, context => Collections.Page(
            context, "roleManagement/directory/roleAssignmentScheduleInstances", context.View.RoleAssignments.Select(Instance), Filters)),
        new Route.Read("GET", "/roleManagement/directory/roleEligibilityScheduleInstances", Permissions.ReadRoleEligibilities, context => Collections.Page(
            context, "roleManagement/directory/roleEligibilityScheduleInstances", context.View.RoleEligibilities.Select(Eligibility), Filters)),
    ];

    private static JsonObject Assignment(ReadContext context, JsonObject assignment)
    {
        var shown = assignment.Copy();
        foreach (var name in OfInstances)
            shown.Remove(name);
        switch (context.Request.Option("$expand"))
        {
            case null:
                break;
            case "principal" when assignment.Text("principalId") is { } id:
                shown["principal"] = context.View.Users.GetValueOrDefault(id) is { } user ? UserEndpoints.AsMember(user)
                    : context.View.Groups.Find(id) is { } group ? GroupEndpoints.Typed("#microsoft.graph.group", group.Properties)
                    : shown["principal"]?.DeepClone();
                break;
            case var other:
                throw GraphException.UnsupportedOption("$expand", other);
        }

        return shown;
    }

    /// <summary>Permanent and direct, unless the folder's assignment says otherwise.</summary>
    private static JsonObject Instance(JsonObject assignment) => new JsonObject
    {
        ["assignmentType"] = "Assigned",
        ["memberType"] = "Direct",
        ["startDateTime"] = null,
        ["endDateTime"] = null,
        ["appScopeId"] = null,
        ["directoryScopeId"] = "/",
        ["roleAssignmentOriginId"] = assignment.Text("id"),
        ["roleAssignmentScheduleId"] = assignment.Text("id"),
    }.MergedWith(assignment);

    private static JsonObject Eligibility(JsonObject eligibility) => new JsonObject
    {
        ["memberType"] = "Direct",
        ["startDateTime"] = null,
        ["endDateTime"] = null,
        ["appScopeId"] = null,
        ["directoryScopeId"] = "/",
        ["roleEligibilityScheduleId"] = eligibility.Text("id"),
    }.MergedWith(eligibility);
}
