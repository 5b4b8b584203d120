namespace Fido2Workflow.Core.Tests;

public class ProvenGateTests
{
    private static readonly string Exchange = KeyUse.Apps.Single(app => app.Value == "Exchange").Key;

    private static WaveFacts With(WaveFacts facts, params IReadOnlyList<SignIn> rows) => facts with
    {
        KeyUse = Some.Given(KeyUse.None.And(new SignInLog(Some.Now.AddDays(-10), Some.Now, rows), facts.Roster.ToHashSet())),
    };

    private static WaveFacts InWave(int number, int people) => Facts.OfManyPeople(people) with { Wave = Some.Plan.Wave(number) };

    private static IEnumerable<SignIn> RowsOf(int people) => Enumerable.Range(1, people).SelectMany(number => Facts.KeyRows($"person-{number}"));

    [Fact]
    public void Everybody_seen_with_the_key_in_all_three_apps_is_a_yes() => Facts.OfWave().Ask<ProvenGate>().Says(Verdict.Yes, "proven");

    [Fact]
    public void Two_apps_are_not_three_and_the_third_is_named()
    {
        var result = With(Facts.OfWave("ann"), [.. Facts.KeyRows("ann").Where(row => row.AppId != Exchange)]).Ask<ProvenGate>();
        result.Says(Verdict.No, "not-proven");
        Assert.Equal(["ann"], result.Named);
        Assert.Contains("ann@contoso.com (Exchange)", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_signed_in_to_counts_whatever_client_it_was_done_with() =>
        With(Facts.OfWave("ann"), [.. Facts.KeyRows("ann").Select(row => row with { AppId = "outlook", ResourceId = row.AppId.ToUpperInvariant() })])
            .Ask<ProvenGate>().Says(Verdict.Yes, "proven");

    [Fact]
    public void A_sign_in_that_failed_or_was_made_without_the_key_proves_nothing()
    {
        foreach (var change in new Func<SignIn, SignIn>[] { row => row with { ErrorCode = 50074 }, row => row with { ErrorCode = null }, row => row with { UsedFido2 = false } })
            With(Facts.OfWave("ann"), [.. Facts.KeyRows("ann").Select(row => row.AppId == Exchange ? change(row) : row)])
                .Ask<ProvenGate>().Says(Verdict.No, "not-proven");
    }

    [Fact]
    public void A_sign_in_before_the_key_was_registered_was_made_with_another_one()
    {
        var facts = Facts.OfWave("ann");
        var registered = Facts.Registered("ann") with { Registered = Some.Now.AddHours(-3) };
        facts = facts with { Enrollment = Some.Given<IReadOnlyDictionary<string, UserEnrollment>>(new Dictionary<string, UserEnrollment> { ["ann"] = registered }) };
        With(facts, [.. Facts.KeyRows("ann", hoursAgo: 4)]).Ask<ProvenGate>().Says(Verdict.No, "not-proven");
        With(facts, [.. Facts.KeyRows("ann", hoursAgo: 2)]).Ask<ProvenGate>().Says(Verdict.Yes, "proven");
    }

    [Fact]
    public void Up_to_the_second_wave_one_person_is_too_many()
    {
        With(InWave(2, 10), [.. RowsOf(9)]).Ask<ProvenGate>().Says(Verdict.No, "not-proven");
        With(InWave(2, 10), [.. RowsOf(10)]).Ask<ProvenGate>().Says(Verdict.Yes, "proven");
    }

    [Fact]
    public void After_it_four_in_five_are_enough_and_the_rest_is_named()
    {
        var result = With(InWave(3, 10), [.. RowsOf(8)]).Ask<ProvenGate>();
        result.Says(Verdict.Yes, "proven");
        Assert.Equal(["person-10", "person-9"], result.Named.Order());
        Assert.Contains("person-9", result.Sentence, StringComparison.Ordinal);
        With(InWave(3, 10), [.. RowsOf(7)]).Ask<ProvenGate>().Says(Verdict.No, "not-proven");
    }

    [Fact]
    public void Being_vouched_for_in_the_log_is_no_proof_that_the_key_works() =>
        (With(Facts.OfWave("ann", "ben"), [.. Facts.KeyRows("ann")]) with { Decisions = Decide.InOrder(Decide.Accept("ben")) })
            .Ask<ProvenGate>().Says(Verdict.No, "not-proven");

    [Fact]
    public void A_log_that_never_says_how_people_signed_in_is_unknown()
    {
        With(Facts.OfWave(), [.. Facts.KeyRows("ann").Select(row => row with { UsedFido2 = null })]).Ask<ProvenGate>().Says(Verdict.Unknown, "proven-unknown");
        With(Facts.OfWave()).Ask<ProvenGate>().Says(Verdict.Unknown, "proven-unknown");
    }

    [Fact]
    public void A_key_that_does_not_say_when_it_was_registered_is_unknown()
    {
        var facts = Facts.OfWave("ann") with
        {
            Enrollment = Some.Given<IReadOnlyDictionary<string, UserEnrollment>>(new Dictionary<string, UserEnrollment> { ["ann"] = Facts.Registered("ann") with { Registered = null } }),
        };
        facts.Ask<ProvenGate>().Says(Verdict.Unknown, "proven-unknown");
    }

    [Fact]
    public void Before_everybody_is_registered_it_is_too_early() =>
        Facts.OfWave().WithEnrollment("ben", EnrollmentStatus.NotRegistered).Ask<ProvenGate>().Says(Verdict.No, "proven-too-early");

    [Fact]
    public void However_the_log_fails_to_be_read_the_gate_is_unknown() => Assert.All(Some.EveryFailure, failure =>
        (Facts.OfWave() with { KeyUse = Some.Failed<KeyUse>(failure) }).Ask<ProvenGate>().Says(Verdict.Unknown, "proven-unknown"));

    [Fact]
    public void What_was_seen_stays_seen_when_only_the_log_since_is_read()
    {
        var before = Facts.Used("ann");
        var now = before.And(new SignInLog(Some.Now, Some.Now.AddHours(1), []), new HashSet<string> { "ann" });
        Assert.Equal(before.Used, now.Used);
        Assert.Equal((Some.Now.AddHours(1), true), (now.Until, now.IsTold));
    }
}
