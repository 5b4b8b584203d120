using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Every policy that is enabled or report-only excludes the break-glass group: see <see cref="BreakGlassExclusion"/>.</summary>
public sealed class BreakGlassExcludedGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-excluded";

    /// <inheritdoc/>
    public override string Asks => "Does every policy of the tenant, whoever made it, exclude the break-glass group?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass group excluded from every policy";

    /// <inheritdoc/>
    public override string MendedAt => Portal.ConditionalAccess;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies } given) return Unknown(facts.Policies, now);
        var evidence = Read($"{policies.Count} conditional access policies", given);
        var missing = BreakGlassExclusion.MissingFrom(policies, facts.Plan);
        if (missing.Count > 0)
            return No("break-glass-exclusion-missing", BreakGlassExclusion.Sentence(missing),
                $"Exclude group {facts.Plan.Exclusions.BreakGlassGroup} from each of them; fido2 prepare --policy ID does it for one that is named.", [.. missing.Select(policy => policy.Id)], [evidence]);
        // Of two lists of the same name, nobody can tell which one the tenant goes by.
        var twofold = policies.Where(policy => policy.State is not ConditionalAccessPolicy.Disabled
            && policy.DuplicateProperties.Any(path => path.Contains("users", StringComparison.OrdinalIgnoreCase))).Select(policy => policy.Id).ToList();
        return twofold.Count == 0
            ? Yes($"All {policies.Count} policies exclude the break-glass group or need not.", evidence)
            : Unknown($"{twofold.Count} {(twofold.Count == 1 ? "policy names" : "policies name")} their users twice.", "Save the policy anew in the portal.", twofold);
    }
}
