using System.Text.Json.Serialization;

namespace Fido2Workflow.Core.Decisions;

/// <summary>
/// What a named person decided. It is stored before anything is told of it, and never changed or taken away: a later
/// decision overrules an earlier one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "decision")]
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
public abstract record Decision
{
    /// <summary>Unique for ever; the same id twice is the same decision told twice.</summary>
    public required string Id { get; init; }

    /// <summary>The rollout, by its plan's name.</summary>
    public required string Rollout { get; init; }

    /// <summary>The wave it is about.</summary>
    public required int Wave { get; init; }

    /// <summary>The object id of the person who decided.</summary>
    public required string By { get; init; }

    /// <summary>When, on the rollout's clock, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why, in that person's words.</summary>
    public string? Reason { get; init; }
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

    /// <summary>When the word ends to count, UTC.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>The support channel is open for the enforcement window.</summary>
public sealed record AttestedSupport : Decision
{
    /// <summary>When the word ends to count, UTC.</summary>
    public required DateTimeOffset Until { get; init; }
}
