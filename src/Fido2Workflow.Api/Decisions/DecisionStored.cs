using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Operations;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Decisions;

/// <summary>A decision is stored, and survives any crash from here on.</summary>
/// <param name="Decision">Its id.</param>
/// <param name="Sequence">Its place in the order of all decisions.</param>
/// <param name="Repeated">It was sent before under the same key, and nothing changed now.</param>
public sealed record DecisionStored(string Decision, long Sequence, bool Repeated)
{
    /// <summary>How the rollback stands that this decision is; null where it is none.</summary>
    public RollbackStanding? Rollback { get; init; }

    /// <summary>What the desk said, as it is answered.</summary>
    internal static IResult Of(string id, DecisionAnswer answer, RollbackStanding? rollback = null) => answer switch
    {
        DecisionAnswer.Stored stored => TypedResults.Ok(new DecisionStored(id, stored.Sequence, false) { Rollback = rollback }),
        DecisionAnswer.StoredBefore stored => TypedResults.Ok(new DecisionStored(id, stored.Sequence, true) { Rollback = rollback }),
        DecisionAnswer.Refused refused => Problem.Of(refused.Refusal),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };
}
