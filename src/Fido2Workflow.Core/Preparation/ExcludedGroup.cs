using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Preparation;

/// <summary>One of the groups that no policy of the rollout hits.</summary>
/// <param name="Id">Its object id, or <see cref="Exclusions.ToBeMade"/>.</param>
/// <param name="Name">What it is called where it is made.</param>
/// <param name="What">What it is, in a sentence.</param>
/// <param name="InThePlan">Where the plan names it.</param>
/// <param name="Nickname">The mail nickname by which it is found again where it was made.</param>
internal sealed record ExcludedGroup(string Id, string Name, string What, string InThePlan, string Nickname)
{
    /// <summary>The break-glass group, the service accounts' and the release group.</summary>
    public static IReadOnlyList<ExcludedGroup> All(Plan plan) =>
    [
        new(plan.Exclusions.BreakGlassGroup, "break-glass accounts", "the break-glass group", "exclusions.break-glass.group", $"fido2-{plan.Rollout}-break-glass"),
        new(plan.Exclusions.ServiceAccountGroup, "service accounts", "the service accounts' group", "exclusions.service-accounts.group", $"fido2-{plan.Rollout}-service-accounts"),
        new(plan.Exclusions.ReleaseGroup, "released people", "the release group", "exclusions.release-group", $"fido2-{plan.Rollout}-release"),
    ];
}
