using System.Text;

namespace Fido2Workflow.Api.Webhooks;

/// <summary>The integrations that may call back. It is asked with each webhook, so that a secret can be rotated while the host runs.</summary>
public interface IWebhookSecrets
{
    /// <summary>The integration of that name; null where there is none.</summary>
    Task<Integration?> FindAsync(string name);
}

/// <summary>A system that answers for approvers, such as a ticket queue or a chat.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens.</param>
/// <param name="Tenant">The id of the tenant whose rollouts it may answer about.</param>
/// <param name="Secrets">The secrets that count now: one, and two while it is rotated.</param>
public sealed record Integration(string Name, string Tenant, IReadOnlyList<WebhookSecret> Secrets);

/// <summary>A secret that an integration signs with: the bytes of its text in UTF-8 are the key. Printed, it never shows.</summary>
public sealed class WebhookSecret(string text)
{
    /// <summary>The key of the HMAC.</summary>
    internal byte[] Key { get; } = Encoding.UTF8.GetBytes(text);

    /// <inheritdoc/>
    public override string ToString() => "a webhook secret";
}
