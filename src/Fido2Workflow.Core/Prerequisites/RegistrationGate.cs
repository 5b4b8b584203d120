using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>No policy asks for a key, or for a device that is managed, before a key can be registered: see <see cref="RegistrationPolicies"/>.</summary>
public sealed class RegistrationGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "registration-open";

    /// <inheritdoc/>
    public override string Asks => "Can somebody without a key register one under every policy that is enforced?";

    /// <inheritdoc/>
    public override string Keeps => "no registration deadlock";

    /// <inheritdoc/>
    public override string MendedAt => Portal.ConditionalAccess;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies } given) return Unknown(facts.Policies, now);
        // Report-only blocks nobody, and does not even evaluate user actions: it is judged when somebody enforces it.
        var over = RegistrationPolicies.Of(policies, facts.Plan).Where(policy => policy.State is not ConditionalAccessPolicy.ReportOnly).ToList();
        var ways = over.ToDictionary(policy => policy, policy => RegistrationPolicies.WayIn(policy, facts.Strengths));
        var evidence = Read($"{over.Count} policies over registration", given);
        var closed = over.Where(policy => ways[policy] is RegistrationWay.Closed).ToList();
        if (closed.Count > 0)
            return No("registration-deadlock",
                $"Somebody without a key could not register one: {AccountNames.List([.. closed.Select(policy => $"\"{policy.DisplayName}\"")])} {(closed.Count == 1 ? "leaves" : "leave")} no way in.",
                "Let the policy take a Temporary Access Pass, in a strength of its own for registering security information, or leave registration out of it.",
                [.. closed.Select(policy => policy.Id)], [evidence]);
        var unknown = over.Where(policy => ways[policy] is RegistrationWay.Unknown).ToList();
        return unknown.Count == 0
            ? Yes("Whoever has a Temporary Access Pass can register a key.", evidence)
            : Unknown($"Nobody can tell whether {AccountNames.List([.. unknown.Select(policy => $"\"{policy.DisplayName}\"")])} {(unknown.Count == 1 ? "leaves" : "leave")} a way to register a key.",
                "Look at the policy's grant controls: a Temporary Access Pass must satisfy them.", [.. unknown.Select(policy => policy.Id)]);
    }
}
