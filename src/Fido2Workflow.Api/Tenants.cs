using Fido2Workflow.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api;

/// <summary>The tenants that the host serves.</summary>
public sealed class Tenants(Func<string, ServedTenant?> find)
{
    /// <summary>The tenant of that id.</summary>
    public Found<ServedTenant> Find(string tenant) => find(tenant) is { } served
        ? served
        : new Problem(StatusCodes.Status409Conflict, "tenant-not-served", $"This host serves no tenant {tenant}.", "Start it with --tenant for that tenant too.");
}
