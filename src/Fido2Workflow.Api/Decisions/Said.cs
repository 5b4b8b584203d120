using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Api.Decisions;

/// <summary>What every decision of a request is made of.</summary>
/// <param name="Plan">The rollout's plan.</param>
/// <param name="Id">The decision's id.</param>
/// <param name="By">The object id of whoever decides.</param>
/// <param name="At">The rollout's clock, UTC; where the same was sent before, the time of that.</param>
/// <param name="Decided">What was decided in the rollout before.</param>
/// <param name="Accounts">The tenant's accounts, for those that the request names.</param>
public sealed record Said(Plan Plan, string Id, string By, DateTimeOffset At, IReadOnlyList<StoredDecision> Decided, Accounts Accounts);
