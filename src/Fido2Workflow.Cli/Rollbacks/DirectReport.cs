using System.Text.Json.Serialization;

namespace Fido2Workflow.Cli.Rollbacks;

/// <summary>What came of a rollback past the host.</summary>
/// <param name="At">UTC.</param>
/// <param name="Policy">The policy's object id; null where it was not found.</param>
/// <param name="StateBefore">What it was when it was last read before the write; null where it was not read.</param>
/// <param name="Decision">Whether the decision is stored, so that nothing promotes it again.</param>
/// <param name="Outcome"><c>reportOnly</c>, <c>unconfirmed</c>, <c>notFound</c>, <c>unread</c> or <c>refused</c>.</param>
/// <param name="Sentence">What was done, for the operator.</param>
/// <param name="Next">What to do next, in order.</param>
public sealed record DirectReport(
    string Tenant, string? Rollout, int? Wave, DateTimeOffset At, string? PolicyName, string? Policy, string? StateBefore, DirectWord Decision,
    string Outcome, string Sentence, IReadOnlyList<string> Next)
{
    /// <summary>How the verb ends.</summary>
    [JsonIgnore]
    public int ExitCode => Outcome switch
    {
        "reportOnly" => ExitCodes.Yes,
        "refused" => ExitCodes.Refused,
        _ => ExitCodes.Unknown,
    };

    /// <summary>For a person.</summary>
    public IEnumerable<string> Lines() => [Decision.Sentence, Sentence, .. Next.Select(step => $"Next: {step}")];
}

/// <summary>What became of the decision.</summary>
/// <param name="Id">Its id; null where it is not stored.</param>
public sealed record DirectWord(string? Id, string Sentence);
