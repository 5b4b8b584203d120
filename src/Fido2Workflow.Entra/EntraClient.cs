using Azure.Core;
using Fido2Workflow.Entra.Requests;
using Microsoft.Graph;
using Microsoft.Kiota.Authentication.Azure;

namespace Fido2Workflow.Entra;

/// <summary>Opens a tenant for reading, for writing, for issuing passes, or for revoking keys.</summary>
public static class EntraClient
{
    /// <summary>A reader: whatever its credential may do, it only asks.</summary>
    public static EntraTenantReader CreateReader(EntraConnection connection) =>
        new(Open(connection, "v1.0"), Open(connection, "beta"), connection);

    /// <summary>A writer, under the identity of its connection.</summary>
    public static EntraTenantWriter CreateWriter(EntraConnection connection) =>
        new(Open(connection, "v1.0"), connection);

    /// <summary>An issuer of passes, under the identity of its connection.</summary>
    public static EntraPassIssuer CreatePassIssuer(EntraConnection connection) =>
        new(Open(connection, "v1.0"), connection);

    /// <summary>A revoker of keys, under the identity of its connection.</summary>
    public static EntraKeyRevoker CreateKeyRevoker(EntraConnection connection) =>
        new(Open(connection, "v1.0"), connection);

    // The HTTP client is bare on purpose: the SDK's own handlers retry on the wall clock, and retry writes too.
    private static GraphChannel Open(EntraConnection connection, string version)
    {
        var http = new HttpClient(connection.Transport, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        var authentication = new AzureIdentityAuthenticationProvider(connection.Credential, allowedHosts: [connection.BaseAddress.Host]);
        var address = new Uri(connection.BaseAddress, version).AbsoluteUri;
        return new GraphChannel(new GraphServiceClient(http, authentication, address), connection.Clock);
    }
}
