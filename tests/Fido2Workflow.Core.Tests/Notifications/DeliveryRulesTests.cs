using Fido2Workflow.Core.Notifications.Deliveries;

namespace Fido2Workflow.Core.Tests;

public class DeliveryRulesTests
{
    private static readonly Delivery Waiting = new(1, "desk", "contoso.wave-1/promoted/x", "{}", 0, Some.Now, Some.Now.AddDays(3));

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    public void A_receiver_that_says_yes_has_it(int status) =>
        Assert.IsType<Outcome.Delivered>(DeliveryRules.After(Waiting, Attempt.OfStatus(status, null), Some.Now));

    [Theory]
    [InlineData(400)]
    [InlineData(410)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    public void One_that_will_never_take_it_is_not_asked_again(int status) =>
        Assert.Contains($"{status}", Assert.IsType<Outcome.GivenUp>(DeliveryRules.After(Waiting, Attempt.OfStatus(status, null), Some.Now)).Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public void Whatever_may_be_mended_is_tried_again(int status) =>
        Assert.Equal(Some.Now.AddSeconds(5), Assert.IsType<Outcome.TriedAgain>(DeliveryRules.After(Waiting, Attempt.OfStatus(status, null), Some.Now)).At);

    [Fact]
    public void Each_wait_is_twice_as_long_up_to_an_hour()
    {
        var waits = Enumerable.Range(0, 40).Select(attempts =>
            Assert.IsType<Outcome.TriedAgain>(DeliveryRules.After(Waiting with { Attempts = attempts }, new Attempt.Failed("Down."), Some.Now)).At - Some.Now).ToList();
        Assert.Equal([5, 10, 20, 40, 80], waits.Take(5).Select(wait => wait.TotalSeconds));
        Assert.All(waits.Skip(10), wait => Assert.Equal(TimeSpan.FromHours(1), wait));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(90, 90)]
    [InlineData(86_400, 3_600)]
    public void A_receiver_may_ask_for_time_though_for_no_more_than_an_hour(int asked, int seconds) =>
        Assert.Equal(Some.Now.AddSeconds(seconds), Assert.IsType<Outcome.TriedAgain>(DeliveryRules.After(Waiting, new Attempt.Failed("Busy.", TimeSpan.FromSeconds(asked)), Some.Now)).At);

    [Fact]
    public void A_clock_that_was_set_back_keeps_nothing_waiting()
    {
        Assert.False(DeliveryRules.IsDue(Waiting with { DueAt = Some.Now.AddHours(1) }, Some.Now));
        Assert.True(DeliveryRules.IsDue(Waiting, Some.Now));
        Assert.True(DeliveryRules.IsDue(Waiting, Some.Now.AddYears(-1)));
    }

    [Fact]
    public void The_last_attempt_is_at_the_very_end_and_then_it_is_given_up()
    {
        var late = Waiting with { Attempts = 80 };
        Assert.Equal(late.GiveUpAt, Assert.IsType<Outcome.TriedAgain>(DeliveryRules.After(late, new Attempt.Failed("Down."), late.GiveUpAt.AddMinutes(-20))).At);
        Assert.Equal("Down. It has been tried 81 times.", Assert.IsType<Outcome.GivenUp>(DeliveryRules.After(late, new Attempt.Failed("Down."), late.GiveUpAt)).Sentence);
    }
}
