using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.People;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>What an account can present at a sign-in: its registered methods that the tenant's policy leaves on.</summary>
/// <param name="Choices">Beyond the password, in the order people reach for them; the key last, unless they prefer it.</param>
/// <param name="CanPrompt">Whether the client can ask for anything but a password.</param>
internal sealed record Wallet(IReadOnlyList<Credentials> Choices, IReadOnlySet<string> KeyModels, string? KeyName, bool CanPrompt, Device Device)
{
    private const string LeavesItToTheProvider = "enforceMfaByFederatedIdp";

    /// <summary>Nothing but a password, where something could be registered.</summary>
    public bool IsEmpty => CanPrompt && Choices.Count == 0;

    public bool HoldsKey => KeyName is not null;

    /// <summary>Services, legacy clients and apps that ask for the password themselves send that and cannot do more.</summary>
    public static Wallet Of(string userId, Behaviour behaviour, DirectoryState state, CredentialPolicy policy)
    {
        var device = behaviour.Device;
        var canPrompt = behaviour is { Kind: AccountKind.Person, Client: ClientApp.Browser or ClientApp.MobileAppsAndDesktopClients, Protocol: not "ropc" };
        if (!canPrompt) return new([], ImmutableHashSet<string>.Empty, null, CanPrompt: false, device);
        if (IsLeftToAProvider(userId, state)) return new([Credentials.FederatedMultiFactor], ImmutableHashSet<string>.Empty, null, CanPrompt: true, device);

        var keys = device.AsksForKeys(behaviour.Client) ? policy.AllowedKeys(userId, state).ToList() : [];
        List<Credentials> choices = [.. SecondFactors(userId, state.MethodsOf(userId), policy, device)];
        if (keys.Count > 0) choices.Add(Credentials.Fido2);
        return new(
            choices,
            keys.Select(key => key.Text("aaGuid") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase),
            keys.FirstOrDefault() is { } first ? first.Text("displayName") ?? "" : null,
            CanPrompt: true,
            device);
    }

    /// <summary>Whether Entra never asks for more than a password, because the user's domain is federated with a provider that does.</summary>
    private static bool IsLeftToAProvider(string userId, DirectoryState state) =>
        state.Domains.GetValueOrDefault(state.Users[userId].Text("userPrincipalName")?.Split('@').Last() ?? "") is { } domain
        && domain.Objects("federationConfiguration").Any(provider => provider.Text("federatedIdpMfaBehavior") == LeavesItToTheProvider);

    // What a device keeps works on that device.
    private static IEnumerable<Credentials> SecondFactors(string userId, ImmutableList<JsonObject> methods, CredentialPolicy policy, Device device)
    {
        bool Has(string type) => methods.Exists(method => method.Is(type));
        if ((Has(MethodTypes.WindowsHello) && device.Platform is "windows") || (Has(MethodTypes.PlatformCredential) && device.Platform is "macOS"))
            yield return Credentials.WindowsHello;
        if (Has(MethodTypes.Certificate) && policy.Offers("X509Certificate", userId))
            yield return Credentials.Certificate;
        if (Has(MethodTypes.Authenticator) && policy.Offers("MicrosoftAuthenticator", userId))
            yield return Credentials.Password | Credentials.AuthenticatorPush;
        if (Has(MethodTypes.SoftwareOath) && policy.Offers("SoftwareOath", userId))
            yield return Credentials.Password | Credentials.SoftwareOath;
        if (Has(MethodTypes.HardwareOath) && policy.Offers("HardwareOath", userId))
            yield return Credentials.Password | Credentials.HardwareOath;
        if (Has(MethodTypes.Phone) && policy.Offers("Sms", userId))
            yield return Credentials.Password | Credentials.Sms;
        if (Has(MethodTypes.Phone) && policy.Holds("Voice") && policy.Offers("Voice", userId))
            yield return Credentials.Password | Credentials.Voice;
    }
}
