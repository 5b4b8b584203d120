namespace Fido2Workflow.Core.Prediction;

/// <summary>Why somebody would be locked out, on what that depends, or what to be warned of.</summary>
/// <param name="Code">One of <see cref="ReasonCodes"/>.</param>
/// <param name="Sentence">Why, without the person's name and without an end.</param>
/// <param name="Fix">The way out, as one sentence.</param>
public sealed record Reason(string Code, string Sentence, string Fix);

/// <summary>Every reason there is.</summary>
public static class ReasonCodes
{
    /// <summary>No key.</summary>
    public const string NoKey = "no-key";

    /// <summary>A model of key that policy, profile or strength does not take.</summary>
    public const string KeyModelNotAllowed = "key-model-not-allowed";

    /// <summary>The FIDO2 policy excludes the person.</summary>
    public const string ExcludedFromFido2Policy = "excluded-from-fido2-policy";

    /// <summary>The FIDO2 policy is off, or does not target the person.</summary>
    public const string NotTargetedByFido2Policy = "not-targeted-by-fido2-policy";

    /// <summary>No key, and a policy over registration asks for one.</summary>
    public const string RegistrationDeadlock = "registration-deadlock";

    /// <summary>A client, protocol or platform that can ask for no key.</summary>
    public const string ClientCannotUseKey = "client-cannot-use-key";

    /// <summary>A guest.</summary>
    public const string Guest = "guest";

    /// <summary>Multifactor authentication is done by the identity provider of a federated domain.</summary>
    public const string FederatedMfa = "federated-mfa";

    /// <summary>A shared mailbox, a room or a device.</summary>
    public const string SharedMailbox = "shared-mailbox";

    /// <summary>A service account.</summary>
    public const string ServiceAccount = "service-account";

    /// <summary>Nothing but a Temporary Access Pass.</summary>
    public const string OnlyAPass = "only-a-pass";

    /// <summary>A method other than a key, which may or may not be at hand where they sign in.</summary>
    public const string OtherMethod = "other-method";

    /// <summary>The device does not meet what is asked of it, or nobody knows.</summary>
    public const string Device = "device";

    /// <summary>The policy blocks.</summary>
    public const string Blocked = "blocked-by-policy";

    /// <summary>The policy has a condition or control of which nobody knows whether it holds.</summary>
    public const string NotKnown = "not-known";

    /// <summary>A warning: a key that was never used.</summary>
    public const string KeyNeverUsed = "key-never-used";

    /// <summary>A warning: a single key.</summary>
    public const string SingleKey = "single-key";
}
