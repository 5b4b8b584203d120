using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>All policies at one moment. Valid as long as nothing they compile against has changed.</summary>
internal sealed class PolicySet(DirectoryState state)
{
    public IReadOnlyList<CompiledPolicy> Policies { get; } = [.. state.Policies.Values.Select(policy => new CompiledPolicy(policy, state))];

    public CredentialPolicy Credentials { get; } = new(state);

    public bool StillHolds(DirectoryState now) =>
        ReferenceEquals(now.Policies, state.Policies)
        && ReferenceEquals(now.Groups, state.Groups)
        && ReferenceEquals(now.RoleAssignments, state.RoleAssignments)
        && ReferenceEquals(now.Strengths, state.Strengths)
        && ReferenceEquals(now.NamedLocations, state.NamedLocations)
        && ReferenceEquals(now.MethodConfigurations, state.MethodConfigurations);
}
