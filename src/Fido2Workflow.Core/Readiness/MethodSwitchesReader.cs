using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Readiness;

/// <summary>Reads which methods a tenant has switched on, and for whom.</summary>
internal static class MethodSwitchesReader
{
    /// <summary>Reads the authentication methods policy and the groups that it names; a failure where one of them could not be read.</summary>
    public static async Task<Answer<MethodSwitches>> ReadAsync(ITenantReader reader)
    {
        var policy = await reader.ReadAuthenticationMethodsPolicyAsync();
        if (policy is not Answer<AuthenticationMethodsPolicy>.Given { Value: var methods }) return Failed(policy);
        var groupUsers = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var group in MethodSwitches.GroupsToRead(methods))
        {
            var members = await reader.ReadTransitiveUsersAsync(group);
            if (members is not Answer<IReadOnlyList<string>>.Given { Value: var ids }) return Failed(members);
            groupUsers[group] = ids;
        }
        return policy.Select(_ => new MethodSwitches(methods, groupUsers));
    }

    private static Answer<MethodSwitches> Failed<T>(Answer<T> answer) => new Answer<MethodSwitches>.Failed(((Answer<T>.Failed)answer).Failure);
}
