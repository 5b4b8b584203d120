namespace Fido2Workflow.Core.Tests;

public class RegisteredGateTests
{
    [Fact]
    public void Everyone_with_a_compliant_key_is_a_yes_with_its_evidence()
    {
        var result = Facts.OfWave("ann", "ben").Ask<RegisteredGate>();
        result.Says(Verdict.Yes, "registered");
        Assert.Equal("keys of 2 people", Assert.Single(result.Evidence).What);
    }

    [Fact]
    public void One_person_without_a_key_is_a_no_that_names_them()
    {
        var result = Facts.OfWave().WithEnrollment("ben", EnrollmentStatus.NotRegistered).Ask<RegisteredGate>();
        result.Says(Verdict.No, "not-registered");
        Assert.Equal(["ben"], result.Named);
        Assert.Contains("ben@contoso.com", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_whose_keys_could_not_be_read_is_unknown_and_never_yes() =>
        Facts.OfWave().WithEnrollment("ben", EnrollmentStatus.Error).Ask<RegisteredGate>().Says(Verdict.Unknown, "registered-unknown");

    [Fact]
    public void A_person_nobody_asked_about_is_unknown() =>
        (Facts.OfWave("ann") with { Roster = ["ann", "newcomer"] }).Ask<RegisteredGate>().Says(Verdict.Unknown, "registered-unknown");

    [Fact]
    public void A_missing_key_outweighs_an_unread_one() =>
        Facts.OfWave().WithEnrollment("ann", EnrollmentStatus.Error).WithEnrollment("ben", EnrollmentStatus.NotRegistered)
            .Ask<RegisteredGate>().Says(Verdict.No, "not-registered");

    [Fact]
    public void An_empty_roster_proves_nothing() =>
        (Facts.OfWave() with { Roster = [] }).Ask<RegisteredGate>().Says(Verdict.No, "nobody-on-roster");

    [Fact]
    public void A_roster_entry_without_an_account_is_a_no_that_names_it()
    {
        var result = (Facts.OfWave() with { RosterWithoutAccount = ["typo@contoso.com"] }).Ask<RegisteredGate>();
        result.Says(Verdict.No, "roster-without-account");
        Assert.Contains("typo@contoso.com", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void However_the_tenant_fails_to_answer_the_gate_is_unknown()
    {
        foreach (var failure in Some.EveryFailure)
        {
            var facts = Facts.OfWave() with { Enrollment = Some.Failed<IReadOnlyDictionary<string, UserEnrollment>>(failure) };
            facts.Ask<RegisteredGate>().Says(Verdict.Unknown, "registered-unknown");
        }
    }

    [Fact]
    public void A_throttled_read_says_when_it_is_asked_again()
    {
        var facts = Facts.OfWave() with { Enrollment = Some.Failed<IReadOnlyDictionary<string, UserEnrollment>>(Some.EveryFailure[0]) };
        Assert.Equal(Some.Now.AddMinutes(5), facts.Ask<RegisteredGate>().Until);
    }

    [Fact]
    public void A_long_list_of_people_is_named_by_three_and_a_count()
    {
        var facts = Facts.OfManyPeople(5);
        for (var number = 1; number <= 5; number++) facts = facts.WithEnrollment($"person-{number}", EnrollmentStatus.NotRegistered);
        var result = facts.Ask<RegisteredGate>();
        Assert.Contains("and 2 more", result.Sentence, StringComparison.Ordinal);
        Assert.Equal(5, result.Named.Count);
    }
}
