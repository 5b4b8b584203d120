using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>A user's authentication methods: all, the keys, the temporary access pass.</summary>
internal static class AuthenticationMethodEndpoints
{
    private const string PasswordId = "28c10230-6103-485e-b985-444c60001490"; // the id every password method has

    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", "/users/{id}/authentication/methods", Permissions.ReadAllMethods, context => List(context, "methods", null)),
        .. RoutesOf("fido2Methods", MethodTypes.Fido2, Permissions.ReadKeys, Permissions.WriteKeys),
        .. RoutesOf("temporaryAccessPassMethods", MethodTypes.TemporaryAccessPass, Permissions.ReadPasses, Permissions.WritePasses),
    ];

    private static IEnumerable<Route> RoutesOf(string what, string type, Permission read, Permission write) =>
    [
        new Route.Read("GET", $"/users/{{id}}/authentication/{what}", read, context => List(context, what, type)),
        new Route.Read("GET", $"/users/{{id}}/authentication/{what}/{{method}}", read, context => One(context, what, type)),
        new Route.Write("DELETE", $"/users/{{id}}/authentication/{what}/{{method}}", write, context => Delete(context, type)),
    ];

    private static Answer List(ReadContext context, string what, string? type)
    {
        var userId = UserEndpoints.Find(context.View, context["id"]).Text("id")!;
        return Collections.Page(context, $"users('{userId}')/authentication/{what}", Methods(context, userId, type), []);
    }

    private static Answer One(ReadContext context, string what, string type)
    {
        var userId = UserEndpoints.Find(context.View, context["id"]).Text("id")!;
        var method = Methods(context, userId, type).FirstOrDefault(method => method.Text("id") == context["method"]);
        return Collections.One(context, $"users('{userId}')/authentication/{what}", method ?? throw GraphException.NotFound(context["method"]));
    }

    private static IEnumerable<JsonObject> Methods(ReadContext context, string userId, string? type)
    {
        var policy = new CredentialPolicy(context.View);
        var methods = context.View.MethodsOf(userId);
        IEnumerable<JsonObject> all = methods.Exists(method => method.Is(MethodTypes.Password)) ? methods : methods.Insert(0, Password);
        return all.Where(method => type is null || method.Is(type))
            .Select(method => method.Is(MethodTypes.TemporaryAccessPass) ? TemporaryAccessPassWrites.Shown(method, userId, policy, context.Now) : method);
    }

    private static AcceptedChange Delete(WriteContext context, string type)
    {
        var userId = UserEndpoints.Find(context.State, context["id"]).Text("id")!;
        var methods = context.State.MethodsOf(userId);
        var method = methods.Find(method => method.Is(type) && method.Text("id") == context["method"]) ?? throw GraphException.NotFound(context["method"]);
        return new(context.State.WithMethods(userId, methods.Remove(method)), new Touched.MethodsOf(userId), Answer.NoContent);
    }

    private static JsonObject Password => new() { ["@odata.type"] = MethodTypes.Password, ["id"] = PasswordId, ["password"] = null, ["createdDateTime"] = null };
}
