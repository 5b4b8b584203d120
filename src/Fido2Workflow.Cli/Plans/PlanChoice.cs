using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Cli.Yaml;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Cli.Plans;

/// <summary>Which plan a verb goes by.</summary>
public static class PlanChoice
{
    /// <summary>What <c>--plan</c> takes, for its help.</summary>
    public const string Expected = "The rollout's plan. Without it plan.yaml in the simulated tenant's folder, else in the current one";

    private const string FileName = "plan.yaml";

    /// <summary>The plan that is named, else the one in the simulated tenant's folder, else in the current one, else none.</summary>
    /// <exception cref="BadInputException">It cannot be used, or is for another tenant.</exception>
    public static Plan? Load(string? named, TenantConnection tenant)
    {
        string?[] places = [tenant.Folder is null ? null : Path.Combine(tenant.Folder, FileName), FileName];
        var path = named ?? places.FirstOrDefault(File.Exists);
        if (path is null) return null;
        var plan = PlanFile.Load(path);
        return plan.Tenant.Equals(tenant.TenantId, StringComparison.OrdinalIgnoreCase)
            ? plan
            : throw new BadInputException($"{path}: tenant: the plan is for tenant {plan.Tenant}, and --tenant is tenant {tenant.TenantId}. Name the plan of that tenant with --plan.");
    }
}
