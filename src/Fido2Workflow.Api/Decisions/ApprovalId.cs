using System.Globalization;
using System.Text.RegularExpressions;
using Fido2Workflow.Core.Operations;

namespace Fido2Workflow.Api.Decisions;

/// <summary>The id of a question to approvers, taken apart: it says of itself what it is about.</summary>
/// <param name="Id">The whole of it.</param>
public sealed partial record ApprovalId(string Id, string Rollout, int Wave)
{
    /// <summary>Takes an id apart; null where it is none.</summary>
    public static ApprovalId? Parse(string id) =>
        Shape().Match(id) is { Success: true } match && int.TryParse(match.Groups["wave"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var wave)
            ? new(id, match.Groups["rollout"].Value, wave)
            : null;

    /// <summary>Whether it asks about that evidence.</summary>
    public bool IsAbout(string evidenceDigest) => DigestShape().IsMatch(evidenceDigest) && PendingApproval.IdOf(Rollout, Wave, evidenceDigest) == Id;

    [GeneratedRegex(@"^(?<rollout>[a-z0-9-]{1,40})\.wave-(?<wave>[0-9]{1,4})\.[0-9a-f]{16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DigestShape();
}
