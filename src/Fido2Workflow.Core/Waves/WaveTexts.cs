namespace Fido2Workflow.Core.Waves;

/// <summary>What a wave says of itself, in words for a person.</summary>
internal static class WaveTexts
{
    /// <summary>Enforced; on what, and what its log says.</summary>
    public static WaveStatus Watching(WatchReading reading, DateTimeOffset promotedAt, PromotionAsked? on) => new(WaveStage.Watching)
    {
        EvidenceDigest = on?.Question.EvidenceDigest, EvidenceDocument = on?.EvidenceDocument,
        InScope = reading.InScope, PromotedAt = promotedAt, Since = promotedAt, Holds = reading.Holds, WaitingFor = "24 clean hours of complete sign-in log",
        CleanHours = reading.CleanHours, FailedBeforePolicy = reading.FailedBeforePolicy, UnansweredPrompts = reading.UnansweredPrompts,
    };

    /// <summary>Halted, and by whom.</summary>
    public static WaveStatus Halted(Halt halt) => new(halt.Kind switch
    {
        HaltKind.Paused => WaveStage.Paused,
        HaltKind.RolledBack => WaveStage.RolledBack,
        _ => WaveStage.Aborted,
    })
    {
        WaitingFor = "somebody to resume it",
        Since = halt.At,
        Halt = halt,
        Holds = [new(Halt.CodeOf(halt.Kind), $"{halt.Kind} by {halt.By}{(halt.Reason is null ? "" : $": {halt.Reason}")}.",
            halt.Kind is HaltKind.Aborted ? null : "Resume the wave when it may go on.")],
    };

    /// <summary>Rolled back or aborted after it was done. Its workflow has ended by then, and can neither say so nor enforce it again.</summary>
    public static WaveStatus TakenBackOnceDone(Halt halt) => Halted(halt) with
    {
        WaitingFor = null,
        Holds = [new(Halt.CodeOf(halt.Kind), $"{halt.Kind} by {halt.By} after it was done{(halt.Reason is null ? "" : $": {halt.Reason}")}.",
            "Find the cause. This rollout does not enforce the wave again: give its people to a rollout of their own.")],
    };

    /// <summary>Who has no key yet.</summary>
    public static WaveStatus Enrolling(EnrollmentProgress progress)
    {
        var missing = progress.InScope - progress.Registered;
        var holds = new List<Hold>
        {
            new("not-registered", $"{missing} of {progress.InScope} {(missing == 1 ? "has" : "have")} no compliant key{(progress.Errors > 0 ? $", {progress.Errors} of them could not be read" : "")}.",
                "Help them register, or defer them by name.", progress.Named, missing, null),
        };
        if (progress.NeedPass > 0)
            holds.Add(new("needs-pass", $"{progress.NeedPass} of them {(progress.NeedPass == 1 ? "has" : "have")} no way in: only a Temporary Access Pass lets them register.",
                "Issue each a pass in a session, after checking who they are."));
        return new(WaveStage.Enrolling)
        {
            InScope = progress.InScope,
            Registered = progress.Registered,
            WaitingFor = $"{missing} to register a key",
            Holds = [.. holds, .. progress.Holds],
        };
    }

    /// <summary>How the question to the approvers stands.</summary>
    public static WaveStatus AskApproval(WaveStatus status, WaveWorkflow.Asked asked, Approval approval, DateTimeOffset now) => approval switch
    {
        Approval.Refused refused => status with
        {
            Stage = WaveStage.Approval,
            Holds = [new("rejected", $"{refused.By} said no{(refused.Reason is null ? "" : $": {refused.Reason}")}.", "Mend what was objected to, or resume the wave to ask again.")],
        },
        _ when asked.Deadline <= now => Expired(status, asked),
        Approval.Awaited awaited => status with
        {
            Stage = WaveStage.Approval,
            WaitingFor = awaited.Missing == 1 ? "one more approval" : $"{awaited.Missing} approvals",
            Until = asked.Deadline,
            Holds = [new(WaveStatus.ApprovalAwaited, $"Every gate says yes; {awaited.By.Count} of {awaited.By.Count + awaited.Missing} have approved.", "Look at the evidence, and approve or reject it.", asked.Deadline)],
        },
        _ => status,
    };

    /// <summary>Nobody answered it, or the promotion came to nothing, in time.</summary>
    public static WaveStatus Expired(WaveStatus status, WaveWorkflow.Asked asked) => status with
    {
        Stage = WaveStage.Approval,
        Holds = [new(WaveStatus.ApprovalExpired, $"Nobody promoted it by {asked.Deadline:yyyy-MM-dd HH:mm} UTC.", "Resume the wave to ask again.")],
    };

    /// <summary>The tenant does not show a change yet.</summary>
    public static WaveStatus NotVisible(string sentence, DateTimeOffset until) => new(WaveStage.Enrolling)
    {
        Holds = [new(Hold.NotVisible, sentence, "Nothing to do: it is read again.", until)],
    };

    /// <summary>What an activity is held by.</summary>
    public static WaveStatus Held<T>(WaveStage stage, Step<T> step) => new(stage) { Holds = ((Step<T>.Held)step).Holds };
}
