namespace Fido2Workflow.Core.Tests.Sweeps;

public class SweepWorkflowTests
{
    private static readonly SweepWorkflow.State Start = new("contoso", "sha256:plan", TimeSpan.FromDays(1));

    private readonly ScriptedContext _context = new(Some.Now) { End = Some.Now.AddDays(3.5) };
    private readonly List<SweepAsked> _asked = [];
    private readonly List<FindingsToTell> _told = [];

    [Fact]
    public async Task It_sweeps_once_a_day_and_goes_by_what_was_told_last()
    {
        Script(day => new($"doc-{day}", 1, 0, News: day == 2 ? 1 : 0));
        await RunAsync();
        Assert.Equal([null, "doc-1", "doc-2", "doc-3"], _asked.Select(asked => asked.Before));
        Assert.Equal([("doc-2", "doc-1")], _told.Select(told => (told.Document, told.Before)));
        Assert.Equal([0, 1, 2, 3], _context.Statuses.Select(status => (int)(WorkflowJson.Read<SweepWorkflow.Status>(status).At - Some.Now).TotalDays));
    }

    [Fact]
    public async Task The_plan_says_how_often()
    {
        Script(day => new($"doc-{day}", 0, 0, 0));
        await RunAsync(SweepWorkflow.State.Of(Some.Plan with { Sweeps = new() { Every = TimeSpan.FromHours(12) } }, "sha256:plan"));
        Assert.Equal(8, _asked.Count);
    }

    [Fact]
    public async Task What_could_not_be_told_is_news_again_tomorrow()
    {
        Script(day => new($"doc-{day}", 1, 0, News: day <= 2 ? 1 : 0));
        _context.Run(SweepActivities.TellFindings, (_, told) =>
        {
            _told.Add(told);
            return _told.Count == 1 ? throw Failed("TellFindings") : Task.FromResult(1);
        });
        await RunAsync();
        Assert.Equal([("doc-1", null), ("doc-2", null)], _told.Select(told => (told.Document, told.Before)));
        Assert.Equal("Down", WorkflowJson.Read<SweepWorkflow.Status>(_context.Statuses[0]).Failure);
        Assert.Null(WorkflowJson.Read<SweepWorkflow.Status>(_context.Statuses[1]).Failure);
    }

    [Fact]
    public async Task An_error_of_ours_ends_no_sweeps_and_is_named()
    {
        var day = 0;
        _context.Run<SweepAsked, SweepDone>(SweepActivities.Sweep, (_, _) => ++day == 1 ? throw Failed("Sweep") : Task.FromResult(new SweepDone($"doc-{day}", 0, 0, 0)));
        await RunAsync();
        var statuses = _context.Statuses.Select(WorkflowJson.Read<SweepWorkflow.Status>).ToList();
        Assert.Equal([(null, "Down"), ("doc-2", null)], statuses.Take(2).Select(status => (status.Document, status.Failure)));
    }

    [Fact]
    public async Task One_notification_tells_the_news_of_a_sweep_with_their_next_steps_however_often_it_is_sent()
    {
        var documents = new MemoryDocuments();
        var facts = Swept.Clean().With(Swept.Wave1() with { Roster = Some.Given(new Placed(["ann", "ben"], [], [])) });
        var first = SweepReport.Of(facts, null, Some.Now);
        var second = SweepReport.Of(facts.Decided(Decide.RollBack()), first, Some.Now.AddDays(1));
        var asked = new FindingsToTell(new("contoso", 0, documents.Save(Some.Plan)), await second.SaveAsync(documents), await first.SaveAsync(documents));
        var notifier = new Told();

        for (var time = 0; time < 2; time++) await new TellFindings(notifier, new MemoryDecisions(), documents).RunAsync(new("contoso.sweep", Some.Now), asked);

        Assert.Single(notifier.Notifications.Select(notification => notification.Id).Distinct());
        var told = Assert.IsType<Notification.Findings>(notifier.Notifications[0]);
        var hold = Assert.Single(told.Found);
        Assert.Equal(("promoted-by-hand", 0), (hold.Code, told.Wave));
        Assert.NotEmpty(hold.NextStep!);
    }

    private static TaskFailedException Failed(string activity) => new(activity, new FailureDetails("Down", "it is down"));

    private void Script(Func<int, SweepDone> find)
    {
        _context.Script(SweepActivities.Sweep, asked =>
        {
            _asked.Add(asked);
            return find(_asked.Count);
        });
        _context.Script(SweepActivities.TellFindings, told =>
        {
            _told.Add(told);
            return 1;
        });
    }

    private Task<Done?> RunAsync(SweepWorkflow.State? state = null) => _context.RunAsync(SweepWorkflow.RunAsync, state ?? Start);

    private sealed class Told : INotifier
    {
        public List<Notification> Notifications { get; } = [];

        public Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan)
        {
            Notifications.AddRange(notifications);
            return Task.FromResult(notifications.Count);
        }
    }
}
