using System.Text.Json.Serialization;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>What only a person can vouch for. Accounts and people are named by object id or user principal name.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "item")]
[JsonDerivedType(typeof(CredentialsInSafe), "credentials-in-safe")]
[JsonDerivedType(typeof(SignInAlert), "sign-in-alert")]
[JsonDerivedType(typeof(IncidentLookedInto), "incident-looked-into")]
[JsonDerivedType(typeof(NoServiceAccounts), "no-service-accounts")]
[JsonDerivedType(typeof(Support), "support")]
[JsonDerivedType(typeof(UnseenAccepted), "unseen-accepted")]
[JsonDerivedType(typeof(SecondKeyWaived), "second-key-waived")]
[JsonDerivedType(typeof(ServiceAccountOwned), "service-account-owned")]
[JsonDerivedType(typeof(ServiceAccountsReviewed), "service-accounts-reviewed")]
[JsonDerivedType(typeof(HumanVouched), "human-vouched")]
public record Word
{
    // One that names no item is read as this itself, and refused.
    [JsonConstructor]
    private Word() { }

    /// <summary>Why, in that person's words.</summary>
    public string? Reason { get; init; }

    /// <summary>A break-glass account's passphrase has 20 or more random characters, lies in a fireproof safe, and two named administrators know it whole, each by themselves.</summary>
    /// <param name="Until">When the word ends to count; without it, as late as the plan lets it.</param>
    public sealed record CredentialsInSafe(string Account, DateTimeOffset? Until = null) : Word;

    /// <summary>A sign-in of a break-glass account raises an alert that somebody receives.</summary>
    /// <param name="Until">When the word ends to count; without it, as late as the plan lets it.</param>
    public sealed record SignInAlert(string Account, DateTimeOffset? Until = null) : Word;

    /// <summary>The sign-ins of a break-glass account outside a drill, up to now, were looked into.</summary>
    /// <param name="Until">When the word ends to count; without it, as late as the plan lets it.</param>
    public sealed record IncidentLookedInto(string Account, DateTimeOffset? Until = null) : Word;

    /// <summary>The tenant has no service accounts that belong into the exclusion group.</summary>
    /// <param name="Until">When the word ends to count; without it, as late as the plan lets it.</param>
    public sealed record NoServiceAccounts(DateTimeOffset? Until = null) : Word;

    /// <summary>The support channel is open for the enforcement window of a wave.</summary>
    /// <param name="Until">When the word ends to count; without it, as late as the plan lets it.</param>
    public sealed record Support(int Wave, DateTimeOffset? Until = null) : Word;

    /// <summary>One person who was not seen in the sign-in log is vouched for by name.</summary>
    public sealed record UnseenAccepted(int Wave, string Person) : Word;

    /// <summary>One person of a wave that asks for two keys goes on with one.</summary>
    public sealed record SecondKeyWaived(int Wave, string Person) : Word;

    /// <summary>A service account has somebody who answers for it; the reason says what it is for.</summary>
    public sealed record ServiceAccountOwned(string Account, string Owner) : Word;

    /// <summary>Somebody went through the excluded service accounts, each with an owner, and found that each still belongs there.</summary>
    public sealed record ServiceAccountsReviewed : Word;

    /// <summary>An account that looks like a service account has a person behind it; the reason says how that is known.</summary>
    public sealed record HumanVouched(string Account) : Word;
}
