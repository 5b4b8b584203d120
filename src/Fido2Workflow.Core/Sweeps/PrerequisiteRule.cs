using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Prerequisites;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>A prerequisite of the rollout that no longer says yes: what let a wave open must go on to be so.</summary>
public sealed class PrerequisiteRule(Gate<TenantFacts> gate) : SweepRule
{
    /// <inheritdoc/>
    public override string Name => gate.Name;

    /// <inheritdoc/>
    public override string Finds => $"A no to: {gate.Asks}";

    /// <inheritdoc/>
    public override string MendedAt => gate.MendedAt;

    /// <inheritdoc/>
    public override Severity Severity => gate switch
    {
        // A sign-in fails at once, the accounts that must get in may not, or somebody uses one.
        BreakGlassAccountsGate or BreakGlassRoleGate or BreakGlassKeyGate or BreakGlassGroupGate or BreakGlassExcludedGate or BreakGlassIncidentsGate
            or OutsidersGate or Fido2EnabledGate or Fido2TargetsGate => Severity.Critical,
        BreakGlassVerifiedGate or BreakGlassCredentialsGate or BreakGlassAlertGate or ServiceAccountOwnersGate or ServiceAccountReviewGate
            or TemporaryAccessPassTestedGate or DisallowedKeysGate => Severity.Medium,
        _ => Severity.High,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Find(SweepFacts facts, DateTimeOffset now)
    {
        var result = gate.Judge(facts.Tenant, now);
        if (result.Verdict is not Verdict.Yes)
            yield return new(Name, result.Code, Severity, result.Verdict is Verdict.Unknown, null, result.Sentence, result.NextStep ?? "", result.MendedAt ?? MendedAt, result.Named, null);
    }
}
