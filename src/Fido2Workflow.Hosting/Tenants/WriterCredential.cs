using Azure.Core;
using Azure.Identity;
using Fido2Workflow.Api.Yaml;

namespace Fido2Workflow.Hosting.Tenants;

/// <summary>
/// The identity that writes to a real tenant, where it is another than the one that reads: the environment names it, under
/// names like those that <see cref="EnvironmentCredential"/> reads for the reader.
/// </summary>
public static class WriterCredential
{
    /// <summary>The client id of its app registration, or of its managed identity where neither of the others is set.</summary>
    public const string ClientId = "FIDO2_WRITER_CLIENT_ID";

    /// <summary>The path of its certificate with the private key, PEM or PFX.</summary>
    public const string CertificatePath = "FIDO2_WRITER_CLIENT_CERTIFICATE_PATH";

    /// <summary>Its client secret, where it has no certificate.</summary>
    public const string ClientSecret = "FIDO2_WRITER_CLIENT_SECRET";

    /// <summary>The writer's credential for a tenant; null where the environment names none, and the reader writes.</summary>
    /// <exception cref="BadInputException">The environment says how it signs in and not who it is.</exception>
    public static TokenCredential? Find(string tenantId) => (Read(ClientId), Read(CertificatePath), Read(ClientSecret)) switch
    {
        (null, null, null) => null,
        (null, _, _) => throw new BadInputException($"{ClientId}: nothing was found in the environment; expected the client id of the writer, whose certificate or secret is there."),
        ({ } id, { } certificate, _) => new ClientCertificateCredential(tenantId, id, certificate),
        ({ } id, _, { } secret) => new ClientSecretCredential(tenantId, id, secret),
        ({ } id, _, _) => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)),
    };

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
