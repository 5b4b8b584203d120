namespace Fido2Workflow.Core.Tests;

public class ServiceAccountRulesTests
{
    private static string? Owner(string account, User owner) => ServiceAccountRules.CheckOwner(Some.Plan, Some.Person(account), owner)?.Code;

    private static string? Human(string account, string by = "rita", params IReadOnlyList<string> excluded) => ServiceAccountRules.CheckHuman(Some.Plan, Some.Person(account), by, excluded)?.Code;

    [Fact]
    public void An_enabled_member_may_answer_for_a_service_account() => Assert.Null(Owner("svc-backup", Some.Person("olga")));

    [Fact]
    public void A_service_account_does_not_answer_for_itself_nor_for_another()
    {
        Assert.Equal("its-own-word", Owner("svc-new", Some.Person("svc-new")));
        Assert.Equal("owner-is-no-person", Owner("svc-new", Some.Person("svc-backup")));
    }

    [Fact]
    public void Nobody_who_is_gone_a_guest_or_a_break_glass_account_answers_for_one()
    {
        Assert.Equal("owner-is-no-person", Owner("svc-new", Some.Person("olga") with { AccountEnabled = false }));
        Assert.Equal("owner-is-no-person", Owner("svc-new", Some.Person("olga") with { UserType = "Guest" }));
        Assert.Equal("owner-is-no-person", Owner("svc-new", Some.Person("bg-1")));
    }

    [Fact]
    public void A_break_glass_account_is_no_service_account_and_needs_nobodys_word()
    {
        Assert.Equal("break-glass-account", Owner("bg-1", Some.Person("olga")));
        Assert.Equal("break-glass-account", Human("bg-1"));
    }

    [Fact]
    public void Somebody_else_may_vouch_for_an_account() => Assert.Null(Human("ann"));

    [Fact]
    public void Nobody_vouches_for_their_own() => Assert.Equal("its-own-word", Human("ann", by: "ann"));

    [Fact]
    public void The_plans_list_and_the_exclusion_group_are_corrected_and_not_talked_over()
    {
        Assert.Equal("listed-by-the-plan", Human("svc-backup"));
        Assert.Equal("excluded-already", Human("ann", "rita", "ann"));
    }

    [Fact]
    public void Every_refusal_says_whom_it_is_about_and_that_nothing_was_stored() => Assert.All(
        new ServiceAccountRefusal?[]
        {
            ServiceAccountRules.CheckOwner(Some.Plan, Some.Person("bg-1"), Some.Person("olga")), ServiceAccountRules.CheckOwner(Some.Plan, Some.Person("svc"), Some.Person("svc")),
            ServiceAccountRules.CheckOwner(Some.Plan, Some.Person("svc"), Some.Person("bg-1")), ServiceAccountRules.CheckHuman(Some.Plan, Some.Person("svc-backup"), "rita", []),
            ServiceAccountRules.CheckHuman(Some.Plan, Some.Person("ann"), "rita", ["ann"]),
        },
        refusal =>
        {
            Assert.Contains(refusal!.Account, refusal.Sentence, StringComparison.Ordinal);
            Assert.Contains("Nothing was stored.", refusal.Sentence, StringComparison.Ordinal);
        });
}

public class OwnershipTests
{
    [Fact]
    public void The_last_word_counts() =>
        Assert.Equal("pete", Ownership.Of(Decide.InOrder(Decide.Own("svc"), Decide.Own("svc", "pete")))["svc"].Owner);

    [Fact]
    public void A_last_word_that_is_none_leaves_nobody_to_answer() =>
        Assert.Equal(["a", "b"], Ownership.Missing(["a", "b"], Decide.InOrder(Decide.Own("a"), Decide.Own("b"), Decide.Own("a", "a"), Decide.Own("b") with { Reason = null })));

    [Fact]
    public void A_word_without_a_reason_or_of_the_account_itself_is_none() =>
        Assert.Equal(["a", "b", "c"], Ownership.Missing(["c", "b", "a"], Decide.InOrder(Decide.Own("a") with { Reason = " " }, Decide.Own("b", "b"))));
}
