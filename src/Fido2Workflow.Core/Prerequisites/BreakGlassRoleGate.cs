using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// Each break-glass account is a Global Administrator by a direct, permanent, active assignment over the whole tenant: one
/// that is eligible, activated, time-bound or held through a group can be gone in the hour that it is needed.
/// </summary>
public sealed class BreakGlassRoleGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-role";

    /// <inheritdoc/>
    public override string Asks => "Is each break-glass account a Global Administrator, directly, permanently and actively?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass accounts hold Global Administrator";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Roles;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.RoleAssignments is not Answer<IReadOnlyList<RoleAssignmentInstance>>.Given { Value: var assignments } given) return Unknown(facts.RoleAssignments, now);
        var held = assignments.Where(assignment => assignment.RoleDefinitionId == DirectoryRoles.GlobalAdministrator).ToLookup(assignment => assignment.PrincipalId);
        var without = facts.BreakGlassAccounts.Where(account => !held[account].Any(Stands)).ToList();
        var evidence = Read($"{assignments.Count} role assignments", given);
        if (without.Count == 0) return Yes("Each break-glass account is a Global Administrator, directly, permanently and actively.", evidence);
        var unsaid = without.Where(account => held[account].Any(assignment => assignment.AssignmentType is null || assignment.MemberType is null)).ToList();
        return unsaid.Count == without.Count
            ? Unknown($"The tenant does not say how these hold Global Administrator: {facts.Names(unsaid)}.", "It is asked again then.", unsaid) with { Until = AskAgain(now) }
            : No("break-glass-role-missing", $"{string.Join("; ", without.Except(unsaid).Select(account => $"{facts.Names([account])} {How(held[account])}"))}.",
                "Assign Global Administrator to the account itself, active and permanent.", [.. without.Except(unsaid)], [evidence]);
    }

    private static bool Stands(RoleAssignmentInstance assignment) =>
        assignment is { AssignmentType: "Assigned", MemberType: "Direct", EndsAt: null, DirectoryScopeId: DirectoryRoles.WholeTenant };

    private static string How(IEnumerable<RoleAssignmentInstance> held) => held.FirstOrDefault() switch
    {
        null => "holds Global Administrator by no active assignment",
        { DirectoryScopeId: not DirectoryRoles.WholeTenant } => "holds Global Administrator over a part of the tenant only",
        { MemberType: not "Direct" } => "holds Global Administrator through a group",
        { AssignmentType: not "Assigned" } => "has activated Global Administrator and will lose it",
        { EndsAt: { } end } => $"holds Global Administrator until {end:yyyy-MM-dd} only",
        _ => "holds Global Administrator in a way that does not count",
    };
}
