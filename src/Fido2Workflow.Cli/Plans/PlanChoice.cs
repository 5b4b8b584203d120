using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Plans;

/// <summary>Which plan a verb goes by.</summary>
public static class PlanChoice
{
    /// <summary>What <c>--plan</c> takes, for its help.</summary>
    public const string Expected = "The rollout's plan. Without it plan.yaml in the simulated tenant's folder, else in the current one";

    private const string FileName = "plan.yaml";

    /// <summary>The plan that is named, else the one in the simulated tenant's folder, else in the current one, else none.</summary>
    /// <exception cref="BadInputException">It cannot be used, or is for another tenant.</exception>
    public static Plan? LoadIfAny(string? named, TenantConnection tenant) =>
        Find(named, tenant.Folder) is { } path ? Load(path, tenant) : null;

    /// <summary>Where the plan is; null where there is none.</summary>
    /// <param name="folder">The simulated tenant's folder; null for a real tenant.</param>
    public static string? Find(string? named, string? folder)
    {
        string?[] places = [folder is null ? null : Path.Combine(folder, FileName), FileName];
        return named ?? places.FirstOrDefault(File.Exists);
    }

    /// <summary>The plan in that file, which must be for that tenant.</summary>
    /// <exception cref="BadInputException">It cannot be used, or is for another tenant.</exception>
    public static Plan Load(string path, TenantConnection tenant)
    {
        var plan = PlanFile.Load(path);
        return plan.Tenant.Equals(tenant.TenantId, StringComparison.OrdinalIgnoreCase)
            ? plan
            : throw new BadInputException($"{path}: tenant: the plan is for tenant {plan.Tenant}, and --tenant is tenant {tenant.TenantId}. Name the plan of that tenant with --plan.");
    }
}
