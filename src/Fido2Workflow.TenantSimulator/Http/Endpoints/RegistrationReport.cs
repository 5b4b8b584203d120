using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>Who has registered what, as the report knows it: hours late, and of enabled accounts only.</summary>
internal static class RegistrationReport
{
    private static readonly string[] Filters =
    [
        "id eq", "userPrincipalName eq", "userPrincipalName startswith", "userType eq", "isAdmin eq", "isMfaRegistered eq",
        "isMfaCapable eq", "isPasswordlessCapable eq", "methodsRegistered any",
    ];

    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", "/reports/authenticationMethods/userRegistrationDetails", Permissions.ReadReports, context => Collections.Page(
            context, "reports/authenticationMethods/userRegistrationDetails", Rows(context), Filters, perPage: 500)),
        new Route.Read("GET", "/reports/authenticationMethods/userRegistrationDetails/{id}", Permissions.ReadReports, context => Collections.One(
            context,
            "reports/authenticationMethods/userRegistrationDetails",
            Rows(context).FirstOrDefault(row => row.Text("id") == context["id"]) ?? throw GraphException.NotFound(context["id"]))),
    ];

    private static IEnumerable<JsonObject> Rows(ReadContext context)
    {
        var state = context.Simulation.History.AsReported(context.Now);
        var policy = new CredentialPolicy(state);
        var refreshed = (context.Now - StateHistory.ReportLag).ToGraphInstant();
        var admins = state.RoleAssignments.Select(assignment => assignment.Text("principalId")).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return state.Users.Values.Where(user => user.Flag("accountEnabled") is not false).Select(user => Row(user, state, policy, admins, refreshed));
    }

    private static JsonObject Row(JsonObject user, DirectoryState state, CredentialPolicy policy, HashSet<string> admins, string refreshed)
    {
        var id = user.Text("id")!;
        var methods = state.MethodsOf(id).SelectMany(Words).Distinct().ToList();
        var strong = methods.Where(word => word != "email").ToList();
        var isPasswordless = policy.AllowedKeys(id, state).Any() || methods.Contains("windowsHelloForBusiness");
        var isCapable = isPasswordless || (strong.Contains("microsoftAuthenticatorPush") && policy.Offers("MicrosoftAuthenticator", id))
            || (strong.Contains("mobilePhone") && policy.Offers("Sms", id))
            || strong.Contains("softwareOneTimePasscode") || strong.Contains("hardwareOneTimePasscode");
        return new()
        {
            ["id"] = id,
            ["userPrincipalName"] = user.Text("userPrincipalName"),
            ["userDisplayName"] = user.Text("displayName"),
            ["userType"] = string.Equals(user.Text("userType"), "Guest", StringComparison.OrdinalIgnoreCase) ? "guest" : "member",
            ["isAdmin"] = admins.Contains(id),
            ["isSsprRegistered"] = strong.Count > 0,
            ["isSsprEnabled"] = false,
            ["isSsprCapable"] = false,
            ["isMfaRegistered"] = strong.Count > 0,
            ["isMfaCapable"] = isCapable,
            ["isPasswordlessCapable"] = isPasswordless,
            ["lastUpdatedDateTime"] = refreshed,
            ["methodsRegistered"] = new JsonArray([.. methods.Select(word => JsonValue.Create(word))]),
            ["isSystemPreferredAuthenticationMethodEnabled"] = true,
            ["systemPreferredAuthenticationMethods"] = new JsonArray(),
            ["userPreferredMethodForSecondaryAuthentication"] =
                methods.Contains("microsoftAuthenticatorPush") ? "push" : methods.Contains("mobilePhone") ? "sms" : "none",
        };
    }

    private static IEnumerable<string> Words(JsonObject method) => method.Text("@odata.type") switch
    {
        MethodTypes.Fido2 => ["passKeyDeviceBound"],
        MethodTypes.WindowsHello => ["windowsHelloForBusiness"],
        MethodTypes.PlatformCredential => ["macOsSecureEnclaveKey"],
        MethodTypes.Authenticator => ["microsoftAuthenticatorPush", "softwareOneTimePasscode"],
        MethodTypes.Phone => ["mobilePhone"],
        MethodTypes.SoftwareOath => ["softwareOneTimePasscode"],
        MethodTypes.HardwareOath => ["hardwareOneTimePasscode"],
        MethodTypes.Email => ["email"],
        MethodTypes.TemporaryAccessPass => ["temporaryAccessPass"],
        _ => [],
    };
}
