namespace Fido2Workflow.Core.Tests;

public class DeciderRulesTests
{
    private static string? CodeOf(User person)
    {
        var refusal = DeciderRules.Check(Some.Plan, person);
        if (refusal is not null) Assert.Contains(person.UserPrincipalName, refusal.Sentence, StringComparison.Ordinal);
        return refusal?.Code;
    }

    [Fact]
    public void An_enabled_members_word_is_taken() => Assert.Null(CodeOf(Some.Person("olga")));

    [Fact]
    public void A_break_glass_account_stands_for_nobody() => Assert.Equal("decider-break-glass", CodeOf(Some.Person("bg-1")));

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void An_account_that_is_not_known_to_be_enabled_decides_nothing(bool? isEnabled) =>
        Assert.Equal("decider-not-enabled", CodeOf(Some.Person("olga") with { AccountEnabled = isEnabled }));

    [Theory]
    [InlineData("Guest")]
    [InlineData(null)]
    public void An_account_that_is_not_known_to_be_a_members_decides_nothing(string? type) =>
        Assert.Equal("decider-not-a-member", CodeOf(Some.Person("olga") with { UserType = type }));
}
