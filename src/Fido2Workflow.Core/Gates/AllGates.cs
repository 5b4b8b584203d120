namespace Fido2Workflow.Core.Gates;

/// <summary>The gates, listed once. A new gate joins one of these lists and is asked everywhere.</summary>
public static class AllGates
{
    /// <summary>Asked before an approval is, and again at the promotion. Their verdicts and codes are what is approved.</summary>
    public static IReadOnlyList<Gate> OfTheWave { get; } =
    [
        new RegisteredGate(), new ExclusionsGate(), new PolicyAsPlannedGate(), new BreakGlassOutOfScopeGate(),
        new OnlyPeopleInScopeGate(), new CompliantKeyInScopeGate(), new DrillGate(), new ReportOnlyLogGate(),
    ];

    /// <summary>Asked at the promotion alone: they turn with the clock, so no approval covers them.</summary>
    public static IReadOnlyList<Gate> OfTheMoment { get; } = [new WindowGate(), new SupportGate()];
}
