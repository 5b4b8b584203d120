using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Cli.Output;

/// <summary>What the stage of a wave means, in a few words.</summary>
internal static class StageText
{
    /// <summary>A sentence's worth, without its full stop.</summary>
    public static string Of(WaveStatus status) => status.Stage switch
    {
        WaveStage.Opening => "its group and policy are being made",
        WaveStage.Enrolling => status.InScope is null ? "people register their keys" : $"{status.Registered} of {status.InScope} have a compliant key",
        WaveStage.Verifying => $"all {status.InScope} have a compliant key; the gates are asked",
        WaveStage.Approval => "every gate says yes; people are asked",
        WaveStage.Promoting => "approved; waiting for the moment",
        WaveStage.Watching => $"enforced {status.PromotedAt:yyyy-MM-dd HH:mm} UTC; its log is watched",
        WaveStage.Done => $"enforced {status.PromotedAt:yyyy-MM-dd HH:mm} UTC and watched clean",
        WaveStage.Paused => "paused",
        WaveStage.RolledBack => "back in report-only",
        WaveStage.Aborted => "back in report-only, for good",
        _ => throw new InvalidOperationException($"no sentence for {status.Stage}"),
    };
}
