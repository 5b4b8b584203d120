namespace Fido2Workflow.Core.Tests;

public class FingerprintTests
{
    private static readonly ConditionalAccessPolicy Policy = Some.Policy(Some.OurBody());

    [Fact]
    public void The_same_policy_over_the_same_members_in_any_order_is_the_same() =>
        Assert.Equal(Fingerprint.Of(Policy, ["ann", "ben"]), Fingerprint.Of(Policy, ["ben", "ann"]));

    [Fact]
    public void A_member_more_or_less_is_a_change()
    {
        Assert.NotEqual(Fingerprint.Of(Policy, ["ann"]), Fingerprint.Of(Policy, ["ann", "ben"]));
        Assert.NotEqual(Fingerprint.Of(Policy, ["ann"]), Fingerprint.Of(Policy, []));
    }

    [Theory]
    [InlineData("state", "disabled")]
    [InlineData("modifiedDateTime", "2026-11-09T00:00:00Z")]
    [InlineData("displayName", "another")]
    public void A_touched_policy_is_a_change_even_where_it_says_the_same_again(string property, string value)
    {
        var body = Some.OurBody();
        body[property] = value;
        Assert.NotEqual(Fingerprint.Of(Policy, ["ann"]), Fingerprint.Of(Some.Policy(body), ["ann"]));
    }
}
