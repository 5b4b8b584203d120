using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>What the tenant holds under a name of the rollout's own. Names are compared whole, and nothing is guessed.</summary>
public abstract record OwnPolicy
{
    private OwnPolicy() { }

    /// <summary>One policy bears the name, whatever it says by now.</summary>
    public sealed record Found(ConditionalAccessPolicy Policy) : OwnPolicy;

    /// <summary>None does: it was never made, or somebody named it otherwise.</summary>
    public sealed record Missing : OwnPolicy;

    /// <summary>Several do.</summary>
    /// <param name="Ids">Their object ids.</param>
    public sealed record Several(IReadOnlyList<string> Ids) : OwnPolicy;

    /// <summary>Finds it among every policy of the tenant.</summary>
    public static OwnPolicy Named(string displayName, IReadOnlyList<ConditionalAccessPolicy> policies) =>
        policies.Where(policy => policy.DisplayName == displayName).ToList() switch
        {
            [] => new Missing(),
            [var policy] => new Found(policy),
            var several => new Several([.. several.Select(policy => policy.Id)]),
        };
}
