using Fido2Workflow.Cli.Rehearsals;

namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary>How a rehearsal ended, as it is printed: what has to be the same however often it was interrupted.</summary>
internal static class ClosingSummary
{
    public static string Of(RehearsalReport report) => string.Join('\n', RehearsalText.Summary(report));

    /// <summary>The summary at the end of what a process printed.</summary>
    public static string Of(string output)
    {
        var begin = output.LastIndexOf("\nRollout ", StringComparison.Ordinal) + 1;
        return output[begin..].TrimEnd('\n');
    }
}
