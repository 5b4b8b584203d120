using Fido2Workflow.Entra.LogAnalytics;

namespace Fido2Workflow.Entra.Tests.LogAnalytics;

public class SignInQueryTests
{
    private static readonly string Text = SignInQuery.Text(
        new DateTimeOffset(2026, 11, 10, 11, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2026, 11, 12, 9, 30, 15, 250, TimeSpan.Zero));

    [Fact]
    public void The_span_is_in_UTC_whatever_the_caller_says_it_in()
    {
        Assert.Contains("let spanFrom = datetime(2026-11-10T10:00:00.0000000Z);", Text, StringComparison.Ordinal);
        Assert.Contains("let spanTo = datetime(2026-11-12T09:30:15.2500000Z);", Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SigninLogs", "true")]
    [InlineData("AADNonInteractiveUserSignInLogs", "false")]
    public void Both_tables_are_asked_by_when_the_sign_in_was_made_and_each_says_which_it_is(string table, string isInteractive)
    {
        var part = Assert.Single(Text.Split('\n'), line => line.StartsWith($"({table} |", StringComparison.Ordinal));
        Assert.Contains("CreatedDateTime >= spanFrom and CreatedDateTime < spanTo", part, StringComparison.Ordinal);
        Assert.Contains($"IsInteractive = {isInteractive}", part, StringComparison.Ordinal);
        // When a row was written is later than the sign-in: it may bound the span from below and never from above.
        Assert.Contains("TimeGenerated >= spanFrom", part, StringComparison.Ordinal);
        Assert.DoesNotContain("TimeGenerated <", part, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConditionalAccessPolicies")]
    [InlineData("DeviceDetail")]
    [InlineData("AuthenticationDetails")]
    public void Columns_that_are_dynamic_in_one_table_and_JSON_in_the_other_are_text_in_both(string column) =>
        Assert.Equal(3, Text.Split($"{column} = tostring({column})").Length);

    [Fact]
    public void A_workspace_without_one_of_the_tables_must_say_so() => Assert.DoesNotContain("isfuzzy", Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("| take")]
    [InlineData("| limit")]
    [InlineData("| top")]
    [InlineData("| sample")]
    public void Nothing_is_cut_or_sampled(string word) => Assert.DoesNotContain(word, Text, StringComparison.Ordinal);
}
