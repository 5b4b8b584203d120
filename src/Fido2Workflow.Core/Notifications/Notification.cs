using System.Text.Json.Serialization;

namespace Fido2Workflow.Core.Notifications;

/// <summary>Something that somebody should hear of. It says what, to whom and until when, and never holds a secret.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "notification")]
[JsonDerivedType(typeof(EnrollmentReminder), "enrollmentReminder")]
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
}
