namespace Fido2Workflow.Core.Operations;

/// <summary>Of what kind a refusal is.</summary>
public enum RefusalKind
{
    /// <summary>What it is about does not exist.</summary>
    NotFound,

    /// <summary>This person may not; another may.</summary>
    Forbidden,

    /// <summary>Not as things stand now.</summary>
    Conflict,

    /// <summary>What was sent makes no sense.</summary>
    Invalid,
}

/// <summary>Why something that was asked of a rollout is not done. Nothing changed.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Sentence">What it means, for the operator.</param>
/// <param name="NextStep">What to do next.</param>
public sealed record OperationRefusal(RefusalKind Kind, string Code, string Sentence, string NextStep);
