using Fido2Workflow.Api.Webhooks;

namespace Fido2Workflow.Api.Notifications;

/// <summary>
/// Where a target of notifications is, and the secret that signs what it is sent. There is none whose address may not be posted
/// to. Its text shows neither: an address, too, may hold a secret.
/// </summary>
public sealed class WebhookTarget
{
    /// <summary>The fewest characters of a secret.</summary>
    public const int ShortestSecret = 32;

    private WebhookTarget(string name, Uri address, WebhookSecret secret) => (Name, Address, Secret) = (name, address, secret);

    /// <summary>Its name in a plan.</summary>
    public string Name { get; }

    internal Uri Address { get; }

    internal WebhookSecret Secret { get; }

    /// <summary>A target, or the sentence that says why it cannot be one.</summary>
    /// <param name="allowedHosts">The hosts that may be posted to, with their port where it is not the usual one.</param>
    public static (WebhookTarget? Target, string? Mistake) Create(string name, string? address, string? secret, IReadOnlyCollection<string> allowedHosts)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return (null, "Address: expected an address that begins with https://");
        var shown = $"{uri.Scheme}://{uri.Authority}";
        if (uri.Scheme is "http" && !uri.IsLoopback) return (null, $"Address: {shown} was found; expected https, for what is sent names people. Only this machine may be posted to without");
        if (uri.UserInfo.Length > 0) return (null, $"Address: a user or a password was found before {uri.Authority}; expected none: what is sent is signed with the secret");
        if (!allowedHosts.Contains(uri.Authority, StringComparer.OrdinalIgnoreCase))
            return (null, $"Address: {uri.Authority} was found, which AllowedHosts does not name; expected one of {(allowedHosts.Count > 0 ? string.Join(", ", allowedHosts) : "its hosts, of which there is none")}");
        if (secret is not { Length: >= ShortestSecret }) return (null, $"Secret: expected {ShortestSecret} or more random characters");
        return (new(name, uri, new(secret)), null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"target {Name}";
}
