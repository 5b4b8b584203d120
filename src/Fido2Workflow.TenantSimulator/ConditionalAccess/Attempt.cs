using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.People;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>Who opens what from where, as policies' conditions see it. Everybody sits in a trusted office in Britain, without risk.</summary>
internal sealed record Attempt(
    string UserId,
    IReadOnlySet<string> Groups,
    IReadOnlySet<string> Roles,
    string? GuestType,
    string AppId,
    ClientApp Client,
    Device Device,
    bool IsDeviceCode)
{
    public const string Country = "GB";

    public static Attempt By(JsonObject user, App app, Behaviour behaviour, DirectoryState state)
    {
        var id = user.Text("id")!;
        var groups = state.Groups.GroupsOf(id);
        return new(id, groups, RolesOf(id, groups, state), GuestTypeOf(user), app.Id, behaviour.Client, behaviour.Device, behaviour.Protocol is "deviceCode");
    }

    /// <summary>Roles held in the whole tenant: policies take no notice of those in an administrative unit.</summary>
    private static HashSet<string> RolesOf(string userId, IReadOnlySet<string> groups, DirectoryState state) =>
        state.RoleAssignments
            .Where(assignment => assignment.Text("directoryScopeId") is null or "/")
            .Where(assignment => assignment.Text("principalId") is { } principal
                && (string.Equals(principal, userId, StringComparison.OrdinalIgnoreCase) || groups.Contains(principal)))
            .Select(assignment => assignment.Text("roleDefinitionId"))
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Entra's kinds of guest: invited ones carry #EXT# in their name, whatever their user type.</summary>
    public static string? GuestTypeOf(JsonObject user)
    {
        var isGuest = string.Equals(user.Text("userType"), "Guest", StringComparison.OrdinalIgnoreCase);
        var isInvited = user.Text("userPrincipalName")?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) is true;
        return (isGuest, isInvited) switch
        {
            (true, true) => "b2bCollaborationGuest",
            (true, false) => "internalGuest",
            (false, true) => "b2bCollaborationMember",
            (false, false) => null,
        };
    }
}
