using Fido2Workflow.TenantSimulator.ConditionalAccess;

namespace Fido2Workflow.TenantSimulator.People;

/// <summary>
/// Who lost what they had: blocked by an enabled policy at an app they had reached before, or that they would have
/// reached this time but for policies enabled since the simulation began.
/// </summary>
internal sealed class Lockouts
{
    private readonly Dictionary<int, Lockout> _first = [];
    private readonly HashSet<string> _changedPolicies = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<Lockout> All => _first.Values;

    public void PolicyChanged(string policyId) => _changedPolicies.Add(policyId);

    public void Blocked(Account account, App app, Decision decision, DateTimeOffset at)
    {
        var newlyBlocking = decision.BlockedBy.FirstOrDefault(policy => _changedPolicies.Contains(policy.Id));
        var blockedByNewOnesAlone = decision.BlockedBy.All(policy => _changedPolicies.Contains(policy.Id));
        if (account.Reached.Contains(app.Id) || blockedByNewOnesAlone)
            _first.TryAdd(account.Number, new(account, app, newlyBlocking ?? decision.BlockedBy[0], at));
    }
}

internal sealed record Lockout(Account Account, App App, CompiledPolicy Policy, DateTimeOffset At);
