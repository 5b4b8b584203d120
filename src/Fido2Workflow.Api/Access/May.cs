using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Fido2Workflow.Api.Access;

/// <summary>What an endpoint asks of whoever calls it: the names of the authorization policies, each a list of roles.</summary>
public static class May
{
    /// <summary>Looks.</summary>
    public const string Read = "may-read";

    /// <summary>Operates a rollout.</summary>
    public const string Operate = "may-operate";

    /// <summary>Answers for a promotion.</summary>
    public const string Approve = "may-approve";

    /// <summary>Pauses and rolls back.</summary>
    public const string Halt = "may-halt";

    private static readonly Dictionary<string, Role[]> Roles = new()
    {
        [Read] = [Role.Reader, Role.Operator, Role.Approver],
        [Operate] = [Role.Operator],
        [Approve] = [Role.Approver],
        [Halt] = [Role.Operator, Role.Approver],
    };

    internal static void Add(IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder();
        foreach (var (policy, roles) in Roles)
            authorization.AddPolicy(policy, asked => asked.RequireRole(roles.Select(Claims.Of)));
    }
}
