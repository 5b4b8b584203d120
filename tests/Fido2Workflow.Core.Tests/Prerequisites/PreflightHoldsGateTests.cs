namespace Fido2Workflow.Core.Tests.Prerequisites;

public class PreflightHoldsGateTests
{
    private static readonly WaveFacts Ready = Facts.OfWave();

    private static GateResult With(params GateResult[] others) => (Ready with
    {
        Prerequisites = [.. Ready.Prerequisites.Where(result => others.All(other => other.Gate != result.Gate)), .. others],
    }).Ask<PreflightHoldsGate>();

    private static GateResult Says(string gate, Verdict verdict, DateTimeOffset? until = null) =>
        new(gate, verdict, $"{gate}-{verdict}", "A sentence.", "A step.", [], until, []);

    [Fact]
    public void Every_prerequisite_saying_yes_is_a_yes() => With().Says(Verdict.Yes, "preflight-holds");

    [Fact]
    public void One_no_is_a_no_that_names_the_gate()
    {
        var result = With(Says("licence", Verdict.No), Says("key-models", Verdict.Unknown));
        result.Says(Verdict.No, "prerequisite-missing");
        Assert.Contains("licence", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void One_unknown_is_unknown_until_the_first_is_asked_again()
    {
        var result = With(Says("licence", Verdict.Unknown, Some.Now.AddMinutes(20)), Says("key-models", Verdict.Unknown, Some.Now.AddMinutes(10)));
        result.Says(Verdict.Unknown, "preflight-holds-unknown");
        Assert.Equal(Some.Now.AddMinutes(10), result.Until);
    }

    [Fact]
    public void Prerequisites_that_were_not_asked_are_unknown() =>
        (Ready with { Prerequisites = [] }).Ask<PreflightHoldsGate>().Says(Verdict.Unknown, "preflight-holds-unknown");

    [Fact]
    public void A_wave_is_held_by_the_count_and_by_the_first_of_them_those_that_say_no_first()
    {
        GateResult[] results = [Says("a", Verdict.Unknown), .. Enumerable.Range(1, 9).Select(i => Says($"no-{i}", Verdict.No))];
        var holds = Preflight.Holds(results);
        Assert.Equal(["prerequisite-missing", "no-1-No", "no-2-No", "no-3-No", "no-4-No", "no-5-No"], holds.Select(hold => hold.Code));
        Assert.Empty(Preflight.Holds([Says("a", Verdict.Yes)]));
    }

    [Fact]
    public void The_evidence_holds_a_wave_by_each_prerequisite_and_finds_it_again_by_its_code()
    {
        var evidence = WaveEvidence.Judge(Ready with { Prerequisites = [Says("licence", Verdict.No)] }, "sha256:plan", Some.Now);
        Assert.False(evidence.IsYes);
        Assert.Equal(["prerequisite-missing", "licence-No"], evidence.Holds.Select(hold => hold.Code));
        Assert.Equal("licence", evidence.Holding("licence-No").Gate);
    }
}
