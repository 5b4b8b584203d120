namespace Fido2Workflow.Core.Waves;

/// <summary>Where a wave stands.</summary>
public enum WaveStage
{
    /// <summary>Its objects are being made or found in the tenant.</summary>
    Opening,

    /// <summary>People register their keys.</summary>
    Enrolling,

    /// <summary>All are registered; the gates are asked.</summary>
    Verifying,

    /// <summary>Every gate says yes; named people are asked.</summary>
    Approval,

    /// <summary>Approved; waiting for the window, or for the tenant to show the change.</summary>
    Promoting,

    /// <summary>Enforced; waiting for clean hours.</summary>
    Watching,

    /// <summary>Enforced, and watched clean to the end.</summary>
    Done,

    /// <summary>Halted by a person.</summary>
    Paused,

    /// <summary>Back in report-only; waits to be resumed.</summary>
    RolledBack,

    /// <summary>Back in report-only, for good.</summary>
    Aborted,
}

/// <summary>What a wave says of itself: counts and a few names, small enough for any host's custom status.</summary>
public sealed record WaveStatus(WaveStage Stage)
{
    /// <summary>The code of the hold while named people are asked.</summary>
    public const string ApprovalAwaited = "approval-awaited";

    /// <summary>The code of the hold once nobody answered in time.</summary>
    public const string ApprovalExpired = "approval-expired";

    /// <summary>Why it does not go on.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>How many are in scope.</summary>
    public int? InScope { get; init; }

    /// <summary>How many of them have a compliant key.</summary>
    public int? Registered { get; init; }

    /// <summary>Whom or what it waits for, in words.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Since when it waits for that, UTC.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when, UTC; null where only a person helps.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Who or what stopped it; null where nothing did.</summary>
    public Halt? Halt { get; init; }

    /// <summary>Whom the roster names and who is not counted, by reason.</summary>
    public IReadOnlyList<LeftOutPeople> LeftOut { get; init; } = [];

    /// <summary>The evidence that every gate says yes on, and once it is enforced the one that it was promoted on; null while a gate does not.</summary>
    public string? EvidenceDigest { get; init; }

    /// <summary>What the approvers are asked, or were, until it is promoted; null where nothing is asked.</summary>
    public Question? Question { get; init; }

    /// <summary>The document that holds that evidence whole.</summary>
    public string? EvidenceDocument { get; init; }

    /// <summary>When the policy was enforced, UTC.</summary>
    public DateTimeOffset? PromotedAt { get; init; }

    /// <summary>Whole hours of clean, complete log since the wave was enforced.</summary>
    public int? CleanHours { get; init; }

    /// <summary>Attempts since then that never reached a policy: shown, never counted.</summary>
    public int? FailedBeforePolicy { get; init; }

    /// <summary>People since then who left a prompt of the policy's unanswered: shown, never counted.</summary>
    public int? UnansweredPrompts { get; init; }
}
