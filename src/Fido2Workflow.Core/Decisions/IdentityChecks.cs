using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Decisions;

/// <summary>Whether it counts that somebody made sure who a person is. Pure.</summary>
public static class IdentityChecks
{
    /// <summary>Whether somebody else than the person did, within the plan's time.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static bool Counts(IReadOnlyList<StoredDecision> decisions, Plan plan, string person, DateTimeOffset now) =>
        decisions.Select(stored => stored.Decision).OfType<IdentityChecked>()
            .Any(check => check.Person == person && check.By != person && check.At <= now && now - check.At < plan.Passes.IdentityCheckCountsFor);
}
