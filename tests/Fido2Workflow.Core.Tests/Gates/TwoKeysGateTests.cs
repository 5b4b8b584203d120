namespace Fido2Workflow.Core.Tests;

public class TwoKeysGateTests
{
    private static WaveFacts Holding(string person, int compliant, int unjudged = 0, int wave = 1)
    {
        var facts = Facts.OfWave() with { Wave = Some.Plan.Wave(wave) };
        return facts with
        {
            Enrollment = Some.Given<IReadOnlyDictionary<string, UserEnrollment>>(facts.Roster.ToDictionary(id => id, id =>
                id == person ? Facts.Registered(id) with { CompliantKeys = compliant, UnjudgedKeys = unjudged } : Facts.Registered(id))),
        };
    }

    [Fact]
    public void Two_keys_each_are_a_yes() => Facts.OfWave().Ask<TwoKeysGate>().Says(Verdict.Yes, "two-keys");

    [Fact]
    public void One_person_with_one_key_is_a_no_that_names_them()
    {
        var result = Holding("ben", 1).Ask<TwoKeysGate>();
        result.Says(Verdict.No, "second-key-missing");
        Assert.Equal(["ben"], result.Named);
    }

    [Fact]
    public void From_the_third_wave_on_one_key_is_enough()
    {
        Holding("ben", 1, wave: 2).Ask<TwoKeysGate>().Says(Verdict.No, "second-key-missing");
        Holding("ben", 1, wave: 3).Ask<TwoKeysGate>().Says(Verdict.Yes, "two-keys");
    }

    [Fact]
    public void A_waiver_by_name_is_a_yes_that_names_whom_it_is_for()
    {
        var result = (Holding("ben", 1) with { Decisions = Decide.InOrder(Decide.WaiveSecondKey("ben")) }).Ask<TwoKeysGate>();
        result.Says(Verdict.Yes, "two-keys");
        Assert.Equal(["ben"], result.Named);
        Assert.Contains(result.Evidence, evidence => evidence.What.Contains("waived by rita", StringComparison.Ordinal));
    }

    [Fact]
    public void A_waiver_for_somebody_else_or_another_wave_helps_nobody()
    {
        (Holding("ben", 1) with { Decisions = Decide.InOrder(Decide.WaiveSecondKey("ann")) }).Ask<TwoKeysGate>().Says(Verdict.No, "second-key-missing");
        (Holding("ben", 1) with { Decisions = Decide.InOrder(Decide.WaiveSecondKey("ben", wave: 2)) }).Ask<TwoKeysGate>().Says(Verdict.No, "second-key-missing");
    }

    [Fact]
    public void A_second_key_of_which_nobody_can_tell_is_unknown() => Holding("ben", 1, unjudged: 1).Ask<TwoKeysGate>().Says(Verdict.Unknown, "two-keys-unknown");

    [Fact]
    public void Whose_keys_could_not_be_read_is_unknown() =>
        Facts.OfWave().WithEnrollment("ben", EnrollmentStatus.Error).Ask<TwoKeysGate>().Says(Verdict.Unknown, "two-keys-unknown");

    [Fact]
    public void However_the_keys_fail_to_be_read_the_gate_is_unknown() => Assert.All(Some.EveryFailure, failure =>
        (Facts.OfWave() with { Enrollment = Some.Failed<IReadOnlyDictionary<string, UserEnrollment>>(failure) }).Ask<TwoKeysGate>().Says(Verdict.Unknown, "two-keys-unknown"));

    [Fact]
    public void Compliant_keys_are_counted_and_those_nobody_can_tell_of_apart()
    {
        var policy = new Fido2Policy(true, [new(Fido2Policy.AllUsers, [])], [], new(true, "allow", [Some.Model]), []);
        var compliance = new KeyCompliance(policy, new AuthenticationStrength("strength", null, ["fido2"], null));
        var enrollment = UserEnrollment.Of("ann", Some.Given(Some.Each(Some.Key("one"), Some.Key("odd", null), Some.Key("wrong", "00000000-0000-0000-0000-00000000000a"))), key => compliance.Judge(key, new HashSet<string>()));
        Assert.Equal((1, 1), (enrollment.CompliantKeys, enrollment.UnjudgedKeys));
    }
}
