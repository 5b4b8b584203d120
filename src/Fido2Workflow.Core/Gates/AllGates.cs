using Fido2Workflow.Core.Prerequisites;

namespace Fido2Workflow.Core.Gates;

/// <summary>The gates, listed once. A new gate joins one of these lists and is asked everywhere.</summary>
public static class AllGates
{
    /// <summary>
    /// The prerequisites, asked of the tenant: first whether everything can be read at all, then what must stand before a wave
    /// opens.
    /// </summary>
    public static IReadOnlyList<Gate<TenantFacts>> OfTheTenant { get; } =
    [
        new PermissionsGate(), new LicenceGate(), new SignInLogGate(),
        new BreakGlassAccountsGate(), new BreakGlassRoleGate(), new BreakGlassMethodsGate(), new BreakGlassKeyGate(), new BreakGlassCredentialsGate(),
        new BreakGlassAlertGate(), new BreakGlassVerifiedGate(), new BreakGlassIncidentsGate(), new BreakGlassGroupGate(), new BreakGlassExcludedGate(),
        new ServiceAccountGroupGate(), new ServiceAccountOwnersGate(), new ServiceAccountReviewGate(), new OutsidersGate(),
        new Fido2EnabledGate(), new Fido2TargetsGate(), new KeyModelsGate(), new DisallowedKeysGate(),
        new TemporaryAccessPassGate(), new TemporaryAccessPassTestedGate(), new FederatedDomainsGate(), new RegistrationGate(), new ReleaseGroupGate(),
    ];

    /// <summary>Asked from the first day of a wave on, while people still register: whom the policy would hit at all.</summary>
    public static IReadOnlyList<Gate<WaveFacts>> OfTheScope { get; } =
        [new ExclusionsGate(), new PolicyAsPlannedGate(), new BreakGlassOutOfScopeGate(), new OnlyPeopleInScopeGate(), new ServiceAccountsGate()];

    /// <summary>Asked before an approval is, and again at the promotion. Their verdicts and codes are what is approved.</summary>
    public static IReadOnlyList<Gate<WaveFacts>> OfTheWave { get; } =
        [new RegisteredGate(), new PreflightHoldsGate(), .. OfTheScope, new CompliantKeyInScopeGate(), new TwoKeysGate(), new ProvenGate(), new DrillGate(), new RollbackRehearsedGate(), new ReportOnlyLogGate()];

    /// <summary>Asked at the promotion alone: they turn with the clock, so no approval covers them.</summary>
    public static IReadOnlyList<Gate<WaveFacts>> OfTheMoment { get; } = [new WindowGate(), new SupportGate()];
}
