using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Operations;

/// <summary>Every reason for which a decision is refused, each with its code, its sentence and the next step.</summary>
public static class Refusals
{
    /// <summary>The id of a decision comes from whoever sends it; the same id is the same decision told twice.</summary>
    public static OperationRefusal KeyReused { get; } = new(RefusalKind.Conflict, "idempotency-key-reused",
        "Another decision was sent under this key before, and that one stands.", "Send this one under a key of its own.");

    /// <summary>Nobody is asked.</summary>
    public static OperationRefusal NothingToApprove { get; } = new(RefusalKind.Conflict, "nothing-to-approve",
        "The wave asks for no approval now: a gate does not say yes, or it is halted.", "Read how the wave stands, and mend what holds it.");

    /// <summary>There is no such rollout.</summary>
    public static OperationRefusal UnknownRollout(string rollout) => new(RefusalKind.NotFound, "unknown-rollout",
        $"There is no rollout \"{rollout}\" here.", "List the rollouts, or create it.");

    /// <summary>There is no such wave.</summary>
    public static OperationRefusal UnknownWave(Plan plan, int wave) => new(RefusalKind.NotFound, "unknown-wave",
        $"Rollout \"{plan.Rollout}\" has no wave {wave}.", $"Name one of its waves, 1 to {plan.Waves.Count}.");

    /// <summary>A rollout is created once.</summary>
    public static OperationRefusal RolloutExists(string rollout, bool isSamePlan) => new(RefusalKind.Conflict, "rollout-exists",
        isSamePlan ? $"Rollout \"{rollout}\" was created before, by this very plan." : $"Rollout \"{rollout}\" was created before, by another plan, and that one stands.",
        isSamePlan ? "Nothing to do: read how it stands." : "Read how it stands, or give the new plan a name of its own.");

    /// <summary>It ended; nothing starts in it any more.</summary>
    public static OperationRefusal RolloutEnded(string rollout) => new(RefusalKind.Conflict, "rollout-ended",
        $"Rollout \"{rollout}\" has ended.", "Nothing to do; a new rollout takes a new name.");

    /// <summary>A wave is started once the one before is done.</summary>
    public static OperationRefusal OutOfOrder(int wave, int? at) => new(RefusalKind.Conflict, "out-of-order",
        $"Wave {wave} cannot start: the rollout is at wave {at}, and a wave starts once the one before has its clean hours.", $"Wait for wave {at}, or see what holds it.");

    /// <summary>A wave is started once.</summary>
    public static OperationRefusal AlreadyStarted(int wave) => new(RefusalKind.Conflict, "already-started",
        $"Wave {wave} was started before.", "Nothing to do: read how it stands.");

    /// <summary>It is about a wave under way.</summary>
    public static OperationRefusal NotStarted(int wave) => new(RefusalKind.Conflict, "not-started",
        $"Wave {wave} was not started yet.", "Start it first.");

    /// <summary>The wave is done or aborted.</summary>
    public static OperationRefusal WaveEnded(int wave) => new(RefusalKind.Conflict, "wave-ended",
        $"Wave {wave} has ended.", "Read how it ended; a rollback is still taken.");

    /// <summary>Whoever is enforced cannot be deferred any more.</summary>
    public static OperationRefusal WaveEnforced(int wave) => new(RefusalKind.Conflict, "wave-enforced",
        $"Wave {wave} is enforced, and nobody can be deferred out of it any more.", "Release the person, or roll the wave back.");

    /// <summary>What was approved is not what is there.</summary>
    public static OperationRefusal StaleDigest { get; } = new(RefusalKind.Conflict, "stale-digest",
        "This answers evidence that is no longer what the wave stands on.", "Look at the evidence as it is now, and answer that.");

    /// <summary>The question's time is over.</summary>
    public static OperationRefusal ApprovalExpired { get; } = new(RefusalKind.Conflict, "approval-expired",
        "The time to answer is over.", "Resume the wave to ask again.");

    /// <summary>Somebody said no, and that stands.</summary>
    public static OperationRefusal Rejected { get; } = new(RefusalKind.Conflict, "rejected",
        "Somebody who may approve said no to this evidence.", "Resume the wave to ask again.");

    /// <summary>One person's yes counts once.</summary>
    public static OperationRefusal AlreadyApproved { get; } = new(RefusalKind.Conflict, "already-approved",
        "You have approved this evidence; what is missing is another person's yes.", "Ask another of the plan's approvers.");

    /// <summary>Only the plan's approvers answer.</summary>
    public static OperationRefusal NotAnApprover { get; } = new(RefusalKind.Forbidden, "not-an-approver",
        "You are not among the approvers whom the plan names.", "Ask one of them.");

    /// <summary>From the second wave on, whoever started a wave does not approve it.</summary>
    public static OperationRefusal StartedTheWave { get; } = new(RefusalKind.Forbidden, "started-the-wave",
        "You started this wave, and the plan asks for the yes of others.", "Ask another of the plan's approvers.");

    /// <summary>From the second wave on, nobody approves what will be enforced on themselves.</summary>
    public static OperationRefusal InTheWave { get; } = new(RefusalKind.Forbidden, "in-the-wave",
        "You are in this wave, and the plan asks for the yes of somebody outside it.", "Ask another of the plan's approvers.");

    /// <summary>The first wave is the administrators' own: one who can roll it back stays outside.</summary>
    public static OperationRefusal NoRollbackHolderOutside { get; } = new(RefusalKind.Forbidden, "no-rollback-holder-outside",
        "Every approver of the plan is in this wave: were it to lock them out, nobody who knows how to roll it back could still sign in.",
        "Name an approver outside the wave in the plan, and let that person approve.");
}
