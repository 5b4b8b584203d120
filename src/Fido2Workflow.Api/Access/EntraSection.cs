namespace Fido2Workflow.Api.Access;

/// <summary>The section <c>Entra</c> of the configuration: whose access tokens are taken. Without tenants, nobody's.</summary>
public sealed class EntraSection
{
    /// <summary>The section's name.</summary>
    public const string Name = "Entra";

    /// <summary>Where Microsoft Entra issues tokens; another national cloud has another.</summary>
    public Uri Instance { get; set; } = new("https://login.microsoftonline.com/");

    /// <summary>The client id of the app registration that tokens must be for: what <c>aud</c> holds in a token of version 2.0.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The ids of the tenants whose tokens are taken.</summary>
    public IReadOnlyList<string> Tenants { get; set; } = [];

    /// <summary>The scheme of a tenant.</summary>
    internal static string SchemeOf(string tenant) => $"Entra:{tenant.ToLowerInvariant()}";

    /// <summary>The issuer of a tenant's tokens, without a slash at its end.</summary>
    internal string IssuerOf(string tenant) => new Uri(Instance, $"{tenant.ToLowerInvariant()}/v2.0").ToString();
}
