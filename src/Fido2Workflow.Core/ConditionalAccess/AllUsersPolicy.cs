using System.Text.Json.Nodes;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>
/// The policy that takes the waves' place in the end and stands in report-only until then: all users, and out of it the
/// groups that every policy of the rollout leaves out, guests, and the accounts of directory synchronisation.
/// </summary>
public static class AllUsersPolicy
{
    // A guest registers no key in the tenant that invited them, and a partner with delegated administration none either.
    // (Graph: conditionalAccessGuestOrExternalUserTypes.)
    private const string EveryGuest =
        "internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider";

    /// <summary>The name by which the policy is found again; it is compared whole, never guessed by.</summary>
    public static string DisplayName(Plan plan) => DisplayName(plan.Rollout);

    /// <summary>The same, where no more is known of the plan than its rollout's name.</summary>
    public static string DisplayName(string rollout) => $"{WavePolicy.NameOfAll(rollout)}all users";

    /// <summary>The body of the policy, in report-only.</summary>
    public static JsonObject Body(Plan plan) => RolloutPolicy.Body(plan, DisplayName(plan), new()
    {
        ["includeUsers"] = new JsonArray("All"),
        ["excludeRoles"] = new JsonArray(DirectoryRoles.DirectorySynchronizationAccounts),
        ["excludeGuestsOrExternalUsers"] = new JsonObject
        {
            ["guestOrExternalUserTypes"] = EveryGuest,
            ["externalTenants"] = new JsonObject
            {
                ["@odata.type"] = "#microsoft.graph.conditionalAccessAllExternalTenants",
                ["membershipKind"] = "all",
            },
        },
    });
}
