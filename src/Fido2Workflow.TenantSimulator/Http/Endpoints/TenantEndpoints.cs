using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>What the tenant is: its domains, how they authenticate, what it has bought.</summary>
internal static class TenantEndpoints
{
    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", "/domains", Permissions.ReadDomains, context => Collections.Page(context, "domains", context.View.Domains.Values.Select(Shown), [])),
        new Route.Read("GET", "/domains/{id}", Permissions.ReadDomains, context => Collections.One(context, "domains", Shown(Find(context.View, context["id"])))),
        new Route.Read("GET", "/domains/{id}/federationConfiguration", Permissions.ReadFederation, Federation),
        new Route.Read("GET", "/subscribedSkus", Permissions.ReadLicences, context => Collections.Page(context, "subscribedSkus", context.View.SubscribedSkus, [])),
    ];

    private static JsonObject Find(DirectoryState state, string id) => state.Domains.GetValueOrDefault(id) ?? throw GraphException.NotFound(id);

    /// <summary>One object in a collection; a managed domain has no such resource.</summary>
    private static Answer Federation(ReadContext context)
    {
        var domain = Find(context.View, context["id"]);
        return domain.Text("authenticationType") == "Federated"
            ? Collections.Page(context, $"domains('{domain.Text("id")}')/federationConfiguration", domain.Objects("federationConfiguration"), [])
            : throw GraphException.NotFound("federationConfiguration");
    }

    private static JsonObject Shown(JsonObject domain)
    {
        var shown = domain.Copy();
        shown.Remove("federationConfiguration");
        return shown;
    }
}
