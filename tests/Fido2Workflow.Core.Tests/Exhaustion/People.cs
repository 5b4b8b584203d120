namespace Fido2Workflow.Core.Tests.Exhaustion;

/// <summary>What people do while a wave waits: on the good path what it waits for, a minute later; else something else, or too late, or twice.</summary>
internal static class People
{
    private static readonly TimeSpan ToAct = TimeSpan.FromMinutes(1);

    /// <summary>Lets the wait end, and says whether an event ended it.</summary>
    public static bool Wait(WaveStatus status, Choices choices, World world, DateTimeOffset until, out World after)
    {
        var acted = world with { Now = world.Now + ToAct };
        var passed = world with { Now = until };
        (var isEvent, after) = Asked(status) switch
        {
            "approval" => Answer(choices, acted, passed, status.Question!.EvidenceDigest),
            "resume" => choices.Pick("wait to be resumed", "resumed", "nobody resumes", "aborted") switch
            {
                "resumed" => (true, acted.With(Decide.Resume(), isNudged: false)),
                "aborted" => (true, acted.With(Decide.Abort(), isNudged: false)),
                _ => (false, passed),
            },
            "rollback" => choices.Pick("wait for a rollback", "rolled back", "nobody does") is "rolled back"
                ? (true, acted.With(Decide.RollBack(), isNudged: false))
                : (false, passed),
            _ => choices.Pick("wait", "time passes", "an event tells nothing", "paused", "rolled back", "aborted", "resumed for no reason") switch
            {
                "an event tells nothing" => (true, acted),
                "paused" => (true, acted.With(Decide.Pause(), isNudged: false)),
                "rolled back" => (true, acted.With(Decide.RollBack(), isNudged: false)),
                "aborted" => (true, acted.With(Decide.Abort(), isNudged: false)),
                "resumed for no reason" => (true, acted.With(Decide.Resume(), isNudged: false)),
                _ => (false, passed),
            },
        };
        return isEvent;
    }

    private static string Asked(WaveStatus status) => status switch
    {
        { Stage: WaveStage.Approval } when status.Holds.Any(hold => hold.Code == WaveStatus.ApprovalAwaited) => "approval",
        { Stage: WaveStage.Approval or WaveStage.Paused or WaveStage.RolledBack } => "resume",
        _ when status.Holds.Any(hold => hold.Code is SyncRoster.PromotedByHand or SyncRoster.NotReportOnly) => "rollback",
        _ => "nothing",
    };

    private static (bool IsEvent, World After) Answer(Choices choices, World acted, World passed, string digest) =>
        choices.Pick("wait for an approval", "approved", "rejected", "approved, its event lost", "approved twice", "of other evidence", "too late", "by somebody who may not", "paused", "rolled back") switch
        {
            "approved" => (true, acted.With(Decide.Approve("olga", digest), isNudged: false)),
            "rejected" => (true, acted.With(Decide.Reject("pete", digest), isNudged: false)),
            "approved, its event lost" => (false, passed.With(Decide.Approve("olga", digest), isNudged: false)),
            "approved twice" => (true, acted.With(Decide.Approve("olga", digest)).With(Decide.Approve("olga", digest))),
            "of other evidence" => (true, acted.With(Decide.Approve("olga", "digest-of-before"), isNudged: false)),
            "too late" => (false, acted with { Now = acted.Now + Some.Plan.Gates.ApprovalTimeLimit }),
            "by somebody who may not" => (true, acted.With(Decide.Approve("mallory", digest), isNudged: false)),
            "paused" => (true, acted.With(Decide.Pause(), isNudged: false)),
            _ => (true, acted.With(Decide.RollBack(), isNudged: false)),
        };
}
