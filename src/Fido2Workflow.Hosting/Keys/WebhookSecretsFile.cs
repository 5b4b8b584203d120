using System.Security.Cryptography;
using Fido2Workflow.Api.Webhooks;

namespace Fido2Workflow.Hosting.Keys;

/// <summary>A secret that an integration signs with. A signature is checked with the secret itself, so it is kept, unlike an API key.</summary>
/// <param name="Id">Names the secret: no secret itself.</param>
/// <param name="MadeAt">On the wire's clock, UTC.</param>
public sealed record KeptSecret(string Id, string Integration, string Tenant, string Secret, DateTimeOffset MadeAt)
{
    /// <summary>Its text never shows the secret.</summary>
    public override string ToString() => $"secret {Id} of {Integration}";
}

/// <summary>The integrations that may call back, with their secrets: <c>webhook-secrets.json</c> of a state folder.</summary>
public sealed class WebhookSecretsFile(string state) : IWebhookSecrets
{
    /// <summary>How many secrets of one integration count at once: the old one and the new, while it is rotated.</summary>
    public const int AtOnce = 2;

    private const int IdBytes = 5;
    private const int SecretBytes = 32;

    private readonly OwnersFile<KeptSecret> _file = new(Path.Combine(state, "webhook-secrets.json"));

    /// <inheritdoc/>
    public async Task<Integration?> FindAsync(string name)
    {
        var secrets = (await ReadAsync()).Where(secret => secret.Integration == name).ToList();
        return secrets is [var first, ..] ? new(name, first.Tenant, [.. secrets.Select(secret => new WebhookSecret(secret.Secret))]) : null;
    }

    /// <summary>All of them, in the order they were made.</summary>
    public Task<IReadOnlyList<KeptSecret>> ReadAsync() => _file.ReadAsync();

    /// <summary>Makes a secret; null where as many count as may, or where the integration is another tenant's.</summary>
    public async Task<KeptSecret?> MakeAsync(string integration, string tenant, DateTimeOffset now)
    {
        KeptSecret? made = null;
        await _file.ChangeAsync(secrets =>
        {
            var its = secrets.Where(secret => secret.Integration == integration).ToList();
            if (its.Count >= AtOnce || its.Any(secret => secret.Tenant != tenant)) return secrets;
            made = new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), integration, tenant, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)), now);
            return [.. secrets, made];
        });
        return made;
    }

    /// <summary>Takes the secret of that id away; false where there is none.</summary>
    public async Task<bool> RemoveAsync(string id)
    {
        var isThere = false;
        await _file.ChangeAsync(secrets =>
        {
            isThere = secrets.Any(secret => secret.Id == id);
            return [.. secrets.Where(secret => secret.Id != id)];
        });
        return isThere;
    }
}
