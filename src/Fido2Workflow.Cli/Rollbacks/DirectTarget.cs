using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Plans;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Rollbacks;

/// <summary>What is rolled back past the host, as far as it can be told from a plan that may be broken or gone.</summary>
/// <param name="Rollout">The rollout's name; null where it cannot be told.</param>
/// <param name="Wave">The wave; null where it is the policy for all users, or a policy named by its id alone.</param>
/// <param name="PolicyName">The policy's own name; null where it is told by its id alone.</param>
/// <param name="PolicyId">The policy's object id, where it was named.</param>
public sealed record DirectTarget(string? Rollout, int? Wave, string? PolicyName, string? PolicyId)
{
    /// <summary>Makes out what a command line names.</summary>
    /// <param name="told">Told what was left aside.</param>
    /// <exception cref="BadInputException">Nobody can tell which policy is meant.</exception>
    public static DirectTarget Of(string tenant, string? planFile, int? wave, bool allUsers, string? policyId, Action<string> told)
    {
        if (wave is null && !allUsers && policyId is null)
            throw new BadInputException("Nothing to roll back was named: expected --wave with its number, --all-users, or --policy with a policy's object id.");
        if (wave is not null && allUsers) throw new BadInputException("--wave and --all-users were found; expected one of them.");
        if (wave < 1) throw new BadInputException($"--wave: {wave} was found; expected 1 or more.");
        var rollout = PlanChoice.Find(planFile, TenantConnection.FolderOf(tenant)) is { } path ? FindRollout(path, told) : null;
        if (rollout is null && policyId is null)
            throw new BadInputException("Without a plan that names its rollout nobody can tell what the wave's policy is called: name the plan with --plan, or the policy by its object id with --policy.");
        var name = rollout is null ? null : wave is { } number ? WavePolicy.DisplayName(rollout, number) : allUsers ? AllUsersPolicy.DisplayName(rollout) : null;
        return new(rollout, wave, name, policyId);
    }

    private static string? FindRollout(string path, Action<string> told)
    {
        try
        {
            return PlanFile.Load(path).Rollout;
        }
        catch (BadInputException mistakes)
        {
            var rollout = PlanFile.FindRollout(path);
            told(rollout is null
                ? $"The plan is left aside: {mistakes.Sentences[0]}"
                : $"The plan has mistakes, and only its rollout's name is taken from it: {rollout}. The first of them: {mistakes.Sentences[0]}");
            return rollout;
        }
    }
}
