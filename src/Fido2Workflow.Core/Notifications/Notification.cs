using System.Text.Json.Serialization;

namespace Fido2Workflow.Core.Notifications;

/// <summary>Something that somebody should hear of. It says what, to whom and until when, and never holds a secret.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "notification")]
[JsonDerivedType(typeof(EnrollmentReminder), "enrollmentReminder")]
[JsonDerivedType(typeof(ApprovalNeeded), "approvalNeeded")]
[JsonDerivedType(typeof(Held), "held")]
public abstract record Notification
{
    private Notification() { }

    /// <summary>Unique for ever; the same id twice is the same notification told twice, and is delivered once.</summary>
    public required string Id { get; init; }

    /// <summary>The rollout, by its plan's name.</summary>
    public required string Rollout { get; init; }

    /// <summary>The wave it is about.</summary>
    public required int Wave { get; init; }

    /// <summary>Since when it holds, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A person has no key yet.</summary>
    public sealed record EnrollmentReminder : Notification
    {
        /// <summary>The object id of the person.</summary>
        public required string Person { get; init; }
    }

    /// <summary>The approvers are asked.</summary>
    public sealed record ApprovalNeeded : Notification
    {
        /// <summary>The digest of the evidence they are asked about.</summary>
        public required string EvidenceDigest { get; init; }

        /// <summary>When the question expires, UTC.</summary>
        public required DateTimeOffset Until { get; init; }
    }

    /// <summary>A wave does not go on unless a person does something.</summary>
    public sealed record Held : Notification
    {
        /// <summary>The hold's code.</summary>
        public required string Code { get; init; }

        /// <summary>Why, in one plain sentence.</summary>
        public required string Sentence { get; init; }

        /// <summary>What a person does about it.</summary>
        public required string? NextStep { get; init; }
    }
}
