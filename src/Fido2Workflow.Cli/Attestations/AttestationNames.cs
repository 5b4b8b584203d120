using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Attestations;

/// <summary>What can be vouched for, as the command line names it.</summary>
public static class AttestationNames
{
    /// <summary>The support channel.</summary>
    public const string Support = "support";

    /// <summary>A drill.</summary>
    public const string Drill = "drill";

    /// <summary><c>credentials-in-safe</c> for <see cref="AttestationItem.CredentialsInSafe"/>: each item by its own words.</summary>
    public static string Of(AttestationItem item) =>
        string.Concat(item.ToString().Select((letter, i) => char.IsUpper(letter) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>The short name that people type; null where there is none.</summary>
    public static string? Short(AttestationItem item) => item switch
    {
        AttestationItem.CredentialsInSafe => "credentials",
        AttestationItem.SignInAlert => "alert",
        _ => null,
    };

    /// <summary>What whoever says it vouches for, for the help.</summary>
    public static string Says(AttestationItem item) => item switch
    {
        AttestationItem.CredentialsInSafe => "A break-glass account's passphrase has 20 or more random characters, lies in a fireproof safe, and two named administrators know it whole, each by themselves.",
        AttestationItem.SignInAlert => "A sign-in of a break-glass account raises an alert that somebody receives.",
        AttestationItem.NoServiceAccounts => "The tenant has no service accounts that belong into the exclusion group.",
        AttestationItem.IncidentLookedInto => "The sign-ins of a break-glass account outside a drill, up to now, were looked into.",
        _ => $"{Of(item)}, for a break-glass account.",
    };

    /// <summary>Whether it is about each break-glass account by itself.</summary>
    public static bool IsOfAnAccount(AttestationItem item) => item is not AttestationItem.NoServiceAccounts;
}
