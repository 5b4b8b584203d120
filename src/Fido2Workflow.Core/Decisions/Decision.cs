using System.Text.Json.Serialization;

namespace Fido2Workflow.Core.Decisions;

/// <summary>
/// What a named person decided. It is stored before anything is told of it, and never changed or taken away: a later
/// decision overrules an earlier one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "decision")]
[JsonDerivedType(typeof(RolloutCreated), "rolloutCreated")]
[JsonDerivedType(typeof(WaveStarted), "waveStarted")]
[JsonDerivedType(typeof(Approved), "approved")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Aborted), "aborted")]
[JsonDerivedType(typeof(RolledBack), "rolledBack")]
[JsonDerivedType(typeof(Deferred), "deferred")]
[JsonDerivedType(typeof(AcceptedUnseen), "acceptedUnseen")]
[JsonDerivedType(typeof(AttestedDrill), "attestedDrill")]
[JsonDerivedType(typeof(AttestedSupport), "attestedSupport")]
[JsonDerivedType(typeof(Attested), "attested")]
[JsonDerivedType(typeof(ServiceAccountOwned), "serviceAccountOwned")]
[JsonDerivedType(typeof(ServiceAccountsReviewed), "serviceAccountsReviewed")]
[JsonDerivedType(typeof(VouchedHuman), "vouchedHuman")]
[JsonDerivedType(typeof(IdentityChecked), "identityChecked")]
[JsonDerivedType(typeof(PassIssued), "passIssued")]
[JsonDerivedType(typeof(PassTested), "passTested")]
[JsonDerivedType(typeof(WaivedSecondKey), "waivedSecondKey")]
[JsonDerivedType(typeof(NarrowedKeyModels), "narrowedKeyModels")]
[JsonDerivedType(typeof(Admitted), "admitted")]
[JsonDerivedType(typeof(AdmissionClosed), "admissionClosed")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(ReleaseEnded), "releaseEnded")]
[JsonDerivedType(typeof(ReleaseClosed), "releaseClosed")]
[JsonDerivedType(typeof(KeyLost), "keyLost")]
[JsonDerivedType(typeof(KeyRevoked), "keyRevoked")]
public abstract record Decision
{
    /// <summary>Wave 0: the prerequisites.</summary>
    public const int Prerequisites = 0;

    /// <summary>Unique for ever; the same id twice is the same decision told twice.</summary>
    public required string Id { get; init; }

    /// <summary>The rollout, by its plan's name.</summary>
    public required string Rollout { get; init; }

    /// <summary>The wave it is about; <see cref="Prerequisites"/> for what is about the whole tenant.</summary>
    public required int Wave { get; init; }

    /// <summary>The object id of the person who decided.</summary>
    public required string By { get; init; }

    /// <summary>When, on the rollout's clock, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why, in that person's words.</summary>
    public string? Reason { get; init; }
}

/// <summary>The rollout begins, by that plan. Always its first decision.</summary>
public sealed record RolloutCreated : Decision
{
    /// <summary>The document of the plan.</summary>
    public required string PlanDigest { get; init; }
}

/// <summary>The wave may open.</summary>
public sealed record WaveStarted : Decision;

/// <summary>Yes to the promotion on exactly the evidence of that digest.</summary>
public sealed record Approved : Decision
{
    /// <summary>The digest of the evidence that was said yes to.</summary>
    public required string EvidenceDigest { get; init; }
}

/// <summary>No to the promotion on the evidence of that digest.</summary>
public sealed record Rejected : Decision
{
    /// <summary>The digest of the evidence that was said no to.</summary>
    public required string EvidenceDigest { get; init; }
}

/// <summary>Nothing is changed until the wave is resumed. Raises the fence.</summary>
public sealed record Paused : Decision;

/// <summary>Ends a pause or the hold after a rollback.</summary>
public sealed record Resumed : Decision;

/// <summary>The wave ends here, its policy in report-only. Raises the fence.</summary>
public sealed record Aborted : Decision;

/// <summary>The wave's policy goes back to report-only. Always allowed. Raises the fence.</summary>
public sealed record RolledBack : Decision;

/// <summary>One person leaves this wave for a later one.</summary>
public sealed record Deferred : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>When the deferral ends, UTC.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>One person who was not seen in the sign-in log is vouched for by name.</summary>
public sealed record AcceptedUnseen : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }
}

/// <summary>A break-glass account was signed in with, for this wave.</summary>
public sealed record AttestedDrill : Decision
{
    /// <summary>The object id of the break-glass account.</summary>
    public required string Account { get; init; }

    /// <summary>When it was signed in with, UTC: the sign-in log must show it then.</summary>
    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>Whether both admin portals, Microsoft Entra and Microsoft 365, were reached.</summary>
    public required bool BothPortalsReached { get; init; }

    /// <summary>Whether the alert that this sign-in raises reached somebody.</summary>
    public required bool AlertReceived { get; init; }

    /// <summary>When the word ends to count, UTC.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>The support channel is open for the enforcement window.</summary>
public sealed record AttestedSupport : Decision
{
    /// <summary>When the word ends to count, UTC.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>What only a person can vouch for, of the whole tenant or of one account.</summary>
public sealed record Attested : Decision
{
    /// <summary>What is vouched for.</summary>
    public required AttestationItem Item { get; init; }

    /// <summary>The object id of the account it is about; null where it is about none.</summary>
    public string? Account { get; init; }

    /// <summary>When the word ends to count, UTC.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>What a person can vouch for.</summary>
public enum AttestationItem
{
    /// <summary>A break-glass account's passphrase has 20 or more random characters, lies in a fireproof safe, and two named administrators know it whole, each by themselves.</summary>
    CredentialsInSafe,

    /// <summary>A sign-in of a break-glass account raises an alert that somebody receives.</summary>
    SignInAlert,

    /// <summary>The tenant has no service accounts that belong into the exclusion group.</summary>
    NoServiceAccounts,

    /// <summary>The sign-ins of a break-glass account outside a drill, up to then, were looked into.</summary>
    IncidentLookedInto,
}

/// <summary>A service account has somebody who answers for it.</summary>
public sealed record ServiceAccountOwned : Decision
{
    /// <summary>The object id of the service account.</summary>
    public required string Account { get; init; }

    /// <summary>The object id of the person who answers for it.</summary>
    public required string Owner { get; init; }
}

/// <summary>Somebody went through the excluded service accounts and found that each still belongs there.</summary>
public sealed record ServiceAccountsReviewed : Decision
{
    /// <summary>The object ids of those who were in the group. A new member voids the review.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }
}

/// <summary>An account that looks like a service account has a person behind it.</summary>
public sealed record VouchedHuman : Decision
{
    /// <summary>The object id of the account.</summary>
    public required string Account { get; init; }
}

/// <summary>Somebody made sure that a person is who they say they are.</summary>
public sealed record IdentityChecked : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>How: a badge seen in person, a video call with a manager. Never a secret.</summary>
    public required string How { get; init; }
}

/// <summary>A Temporary Access Pass was issued. Its code is kept nowhere.</summary>
public sealed record PassIssued : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The pass's own id, which is no secret.</summary>
    public required string Pass { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The id of the pass whose place it took; null where there was none.</summary>
    public string? Replaced { get; init; }
}

/// <summary>A Temporary Access Pass was issued to a test user, used, and seen consumed; or was not.</summary>
public sealed record PassTested : Decision
{
    /// <summary>The object id of the test user.</summary>
    public required string Person { get; init; }

    /// <summary>Whether it was seen consumed.</summary>
    public required bool Consumed { get; init; }
}

/// <summary>One person of a wave that asks for two keys goes on with one.</summary>
public sealed record WaivedSecondKey : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }
}

/// <summary>The models that are let through become fewer, though people hold keys of others.</summary>
public sealed record NarrowedKeyModels : Decision
{
    /// <summary>Object ids of those who lose a key.</summary>
    public required IReadOnlyList<string> Losing { get; init; }

    /// <summary>AAGUIDs of the keys that stop to work.</summary>
    public required IReadOnlyList<string> Models { get; init; }
}
