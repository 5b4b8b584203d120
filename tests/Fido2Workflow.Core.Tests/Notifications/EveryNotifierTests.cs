namespace Fido2Workflow.Core.Tests;

public class EveryNotifierTests
{
    private static readonly Notification News = new Notification.Promoted { Id = "1", Rollout = "contoso", Wave = 1, At = Some.Now };

    [Fact]
    public async Task One_way_that_is_down_keeps_the_others_from_nothing_and_is_told()
    {
        var (first, last) = (new Way(1), new Way(7));
        var down = await Assert.ThrowsAsync<AggregateException>(() => new EveryNotifier([first, new Way(null), last]).SendAsync([News], NotificationPlan.None));
        Assert.IsType<IOException>(Assert.Single(down.InnerExceptions));
        Assert.Equal((1, 1), (first.Sent, last.Sent));
    }

    [Fact]
    public async Task The_first_way_says_how_many_are_news() =>
        Assert.Equal(1, await new EveryNotifier([new Way(1), new Way(7)]).SendAsync([News], NotificationPlan.None));

    private sealed class Way(int? answer) : INotifier
    {
        public int Sent { get; private set; }

        public Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan)
        {
            Sent += notifications.Count;
            return answer is { } count ? Task.FromResult(count) : throw new IOException("no space left on device");
        }
    }
}
