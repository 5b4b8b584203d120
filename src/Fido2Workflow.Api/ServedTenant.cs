using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Api;

/// <summary>A tenant that the host serves, as far as the API may touch it: it reads, and writes nothing but a rollback.</summary>
/// <param name="PassIssuer">Issues passes; null where the host was not given leave to write.</param>
public sealed record ServedTenant(ITenantReader Reader, IPassIssuer? PassIssuer)
{
    /// <summary>Puts a wave back to report-only past the workflows; null where the host was not given leave to write.</summary>
    public RedHandle? RedHandle { get; init; }
}
