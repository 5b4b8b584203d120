namespace Fido2Workflow.Core.Tests;

public class ServiceAccountsGateTests
{
    private static Suspicion Suspect(string id) => new(id, [new(6, "its mailbox is of the kind shared"), new(-4, "signed in by hand"), new(4, "no licence")], null);

    private static WaveFacts With(params IReadOnlyList<Suspicion> suspicions) => Facts.OfWave() with { Suspicions = Some.Given(suspicions) };

    [Fact]
    public void Nobody_who_looks_like_one_is_a_yes() => With().Ask<ServiceAccountsGate>().Says(Verdict.Yes, "service-accounts");

    [Fact]
    public void A_suspect_in_scope_holds_by_name_and_reason()
    {
        var result = With(Suspect("ben")).Ask<ServiceAccountsGate>();
        result.Says(Verdict.No, "service-account-suspected");
        Assert.Equal(["ben"], result.Named);
        Assert.Contains("ben@contoso.com (its mailbox is of the kind shared, no licence)", result.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("by hand", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suspect_out_of_scope_holds_nothing() => With(Suspect("cora")).Ask<ServiceAccountsGate>().Says(Verdict.Yes, "service-accounts");

    [Fact]
    public void A_suspect_who_is_excluded_holds_nothing() =>
        With(Suspect("ben")).WithGroup(Some.ServiceAccountGroup, "svc-backup", "ben").Ask<ServiceAccountsGate>().Says(Verdict.Yes, "service-accounts");

    [Fact]
    public void A_named_persons_word_that_it_is_a_human_is_a_yes() =>
        (With(Suspect("ben")) with { Decisions = Decide.InOrder(Decide.Vouch("ben")) }).Ask<ServiceAccountsGate>().Says(Verdict.Yes, "service-accounts");

    [Fact]
    public void Nobodys_word_counts_for_themselves() =>
        (With(Suspect("ben")) with { Decisions = Decide.InOrder(Decide.Vouch("ben") with { By = "ben" }) }).Ask<ServiceAccountsGate>().Says(Verdict.No, "service-account-suspected");

    [Theory]
    [InlineData(6, Verdict.No)]
    [InlineData(7, Verdict.Yes)]
    public void The_plan_says_how_much_it_takes(int threshold, Verdict verdict) =>
        Assert.Equal(verdict, (With(Suspect("ben")) with { Plan = Some.Plan with { ServiceAccounts = new() { Threshold = threshold } } }).Ask<ServiceAccountsGate>().Verdict);

    [Fact]
    public void Somebody_who_might_be_one_by_what_could_not_be_read_is_unknown()
    {
        var result = With(new Suspicion("ben", [new(4, "no licence")], "GET /mailbox: refused")).Ask<ServiceAccountsGate>();
        result.Says(Verdict.Unknown, "service-accounts-unknown");
        Assert.Contains("GET /mailbox: refused", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sign_ins_that_could_not_be_read_are_unknown_whatever_the_failure() => Assert.All(Some.EveryFailure, failure =>
        (Facts.OfWave() with { Suspicions = Some.Failed<IReadOnlyList<Suspicion>>(failure) }).Ask<ServiceAccountsGate>().Says(Verdict.Unknown, "service-accounts-unknown"));

    [Fact]
    public void A_scope_that_could_not_be_read_is_unknown() =>
        Facts.OfWave().WithGroup(Some.ReleaseGroup, Some.Failed<IReadOnlyList<string>>()).Ask<ServiceAccountsGate>().Says(Verdict.Unknown, "service-accounts-unknown");
}
