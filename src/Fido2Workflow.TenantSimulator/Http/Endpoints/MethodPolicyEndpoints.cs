using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.Folder;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>The authentication methods policy, its configurations, and the authentication strengths.</summary>
internal static class MethodPolicyEndpoints
{
    private const string Policy = "/policies/authenticationMethodsPolicy";
    private const string Configurations = Policy + "/authenticationMethodConfigurations";
    private const string Strengths = "policies/authenticationStrengthPolicies";

    // As a new tenant has them, where the folder does not say.
    private static readonly JsonObject Unsaid = TolerantJson.ParseObject("""
        {
          "systemCredentialPreferences": {
            "state": "default", "excludeTargets": [], "includeTargets": [{ "targetType": "group", "id": "all_users" }]
          },
          "registrationEnforcement": {
            "authenticationMethodsRegistrationCampaign": {
              "snoozeDurationInDays": 1, "enforceRegistrationAfterAllowedSnoozes": true, "state": "default", "excludeTargets": [], "includeTargets": []
            }
          }
        }
        """)!;

    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", Policy, Permissions.ReadMethodPolicy, context => Collections.One(context, "policies/authenticationMethodsPolicy", Whole(context.View))),
        new Route.Read("GET", Configurations, Permissions.ReadMethodPolicy, context => Collections.Page(
            context, "authenticationMethodConfigurations", context.View.MethodConfigurations.Values, [])),
        new Route.Read("GET", Configurations + "/{id}", Permissions.ReadMethodPolicy, context => Collections.One(
            context, "authenticationMethodConfigurations", Find(context.View, context["id"]))),
        new Route.Write("PATCH", Configurations + "/{id}", Permissions.WriteMethodPolicy, Update),
        new Route.Read("GET", Strengths, Permissions.ReadStrengths, context => Collections.Page(context, Strengths, context.View.Strengths.Values, ["policyType eq"])),
        new Route.Read("GET", Strengths + "/{id}", Permissions.ReadStrengths, context => Collections.One(
            context, Strengths, context.View.Strengths.GetValueOrDefault(context["id"]) ?? throw GraphException.NotFound(context["id"]))),
    ];

    private static JsonObject Whole(DirectoryState state) => Unsaid.MergedWith(state.MethodsPolicy).MergedWith(new()
    {
        ["authenticationMethodConfigurations"] = new JsonArray([.. state.MethodConfigurations.Values.Select(configuration => configuration.DeepClone())]),
    });

    private static JsonObject Find(DirectoryState state, string id) => state.MethodConfigurations.GetValueOrDefault(id) ?? throw GraphException.NotFound(id);

    /// <summary>Properties left out keep their value; arrays and objects sent take the place of the old ones whole.</summary>
    private static AcceptedChange Update(WriteContext context)
    {
        var before = Find(context.State, context["id"]);
        var id = before.Text("id")!;
        if (!string.Equals(context.Body.Text("@odata.type"), before.Text("@odata.type"), StringComparison.Ordinal))
            throw GraphException.BadRequest($"Property '@odata.type' has to be '{before.Text("@odata.type")}'.");
        var after = before.MergedWith(context.Body).MergedWith(new() { ["id"] = id });
        MethodConfigurationRules.Refuse(after);
        return new(
            context.State with { MethodConfigurations = context.State.MethodConfigurations.SetItem(id, after) },
            new Touched.ConfigurationOf(id),
            Answer.NoContent);
    }
}
