using System.Text.Json.Nodes;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>
/// The policy that takes the waves' place in the end and stands in report-only until then: all users, and out of it the
/// groups that every policy of the rollout leaves out, guests, and the accounts of directory synchronisation.
/// </summary>
public static class AllUsersPolicy
{
    /// <summary>The template id of the role Directory Synchronization Accounts. (Microsoft Learn: "Microsoft Entra built-in roles".)</summary>
    public const string DirectorySynchronizationAccounts = "d29b2b05-8046-44ba-8758-1e26182fcf32";

    // A guest registers no key in the tenant that invited them, and a partner with delegated administration none either.
    // (Graph: conditionalAccessGuestOrExternalUserTypes.)
    private const string EveryGuest =
        "internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider";

    /// <summary>The name by which the policy is found again; it is compared whole, never guessed by.</summary>
    public static string DisplayName(Plan plan) => $"FIDO2 rollout {plan.Rollout}: all users";

    /// <summary>The body of the policy, in report-only.</summary>
    public static JsonObject Body(Plan plan) => RolloutPolicy.Body(plan, DisplayName(plan), new()
    {
        ["includeUsers"] = new JsonArray("All"),
        ["excludeRoles"] = new JsonArray(DirectorySynchronizationAccounts),
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
