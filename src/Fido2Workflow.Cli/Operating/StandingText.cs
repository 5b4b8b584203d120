using Fido2Workflow.Api.Views;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Cli.Operating;

/// <summary>How a rollout stands, for whoever looks at seven in the morning: what is waited for, since when, until when, what to do.</summary>
internal static class StandingText
{
    /// <summary>A rollout, wave by wave.</summary>
    public static IEnumerable<string> Of(RolloutView rollout)
    {
        yield return $"{rollout.Rollout}: {Headline(rollout)}";
        foreach (var line in Of(rollout.Holds)) yield return line;
        foreach (var line in rollout.Waves.SelectMany(wave => Of(rollout.Rollout, wave))) yield return line;
    }

    /// <summary>A wave.</summary>
    public static IEnumerable<string> Of(string rollout, WaveView wave)
    {
        yield return $"wave {wave.Number}, {wave.Name}: {Headline(wave)}";
        if (wave.Status is not { } status) yield break;
        if (status is { WaitingFor: { } waited, Stage: not (WaveStage.Done or WaveStage.Aborted) })
            yield return $"  waits for: {waited}{(status.Since is { } since ? $", since {Text.Instant(since)} UTC" : "")}{(status.Until is { } until ? $", until {Text.Instant(until)} UTC" : "")}";
        foreach (var line in Of(status.Holds)) yield return line;
        if (status is { Question.EvidenceDigest: { } digest, Stage: WaveStage.Approval })
            yield return $"  to approve: fido2 wave approve --rollout {rollout} --wave {wave.Number} --evidence {digest}";
    }

    /// <summary>0 where it is done, 1 where something holds it, 3 where its workflow was stopped by an error.</summary>
    public static int ExitCodeOf(RuntimeStatus? state, IEnumerable<Hold> holds) => state switch
    {
        RuntimeStatus.Failed => ExitCodes.Unknown,
        _ => holds.Any() ? ExitCodes.No : ExitCodes.Yes,
    };

    private static IEnumerable<string> Of(IReadOnlyList<Hold> holds)
    {
        foreach (var hold in holds)
        {
            yield return $"  {hold.Code}: {hold.Sentence}{(hold.Until is { } until ? $" Until {Text.Instant(until)} UTC." : "")}";
            if (hold.NextStep is { } next) yield return $"    next: {next}";
        }
    }

    private static string Headline(RolloutView rollout) => rollout switch
    {
        { State: RuntimeStatus.Failed } => $"STOPPED by an error, and every policy stays as it is: {rollout.Failure}",
        { AtWave: { } wave } => $"at wave {wave}, {rollout.WavesDone} done",
        _ => $"ended, {rollout.WavesDone} {(rollout.WavesDone == 1 ? "wave" : "waves")} done",
    };

    private static string Headline(WaveView wave) => wave switch
    {
        { State: RuntimeStatus.Failed } => $"STOPPED by an error, and its policy stays as it is: {wave.Failure}",
        { Status: { Stage: WaveStage.RolledBack } status } => $"ROLLED BACK, {StageText.Of(status)}",
        { Status: { } status } => $"{status.Stage.ToString().ToUpperInvariant()}, {StageText.Of(status)}",
        { State: null } => "not started",
        _ => "begins",
    };
}
