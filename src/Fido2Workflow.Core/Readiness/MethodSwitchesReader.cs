using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Readiness;

/// <summary>Reads which methods a tenant has switched on, and for whom.</summary>
internal static class MethodSwitchesReader
{
    /// <summary>Reads the authentication methods policy and the groups that it names; a failure where one of them could not be read.</summary>
    public static async Task<Answer<MethodSwitches>> ReadAsync(ITenantReader reader)
    {
        var policy = await reader.ReadAuthenticationMethodsPolicyAsync();
        if (policy is not Answer<AuthenticationMethodsPolicy>.Given { Value: var methods }) return new Answer<MethodSwitches>.Failed(((Answer<AuthenticationMethodsPolicy>.Failed)policy).Failure);
        var groupUsers = await ReadEach.OfAsync(MethodSwitches.GroupsToRead(methods), reader.ReadTransitiveUsersAsync);
        return groupUsers.FirstFailure() is { } failure
            ? new Answer<MethodSwitches>.Failed(failure)
            : policy.Select(_ => new MethodSwitches(methods, groupUsers.Given()));
    }
}
