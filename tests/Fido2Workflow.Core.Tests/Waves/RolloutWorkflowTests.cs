namespace Fido2Workflow.Core.Tests;

public class RolloutWorkflowTests
{
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly ScriptedContext _context = new(Some.Now);

    public RolloutWorkflowTests()
    {
        _context.Run(WaveActivities.ReadOrders, new ReadOrders(_decisions, _documents).RunAsync);
        _context.Script(WaveActivities.FindRemainder, key => Remainder(key));
        _context.Child = (_, _) => WorkflowJson.Write(new WaveWorkflow.Outcome(true, Some.Now));
    }

    private Func<WaveKey, Step<Remainder>> Remainder { get; set; } = _ => new Step<Remainder>.Taken(new(0, [], null));

    private Task<RolloutWorkflow.Outcome?> RunAsync() =>
        _context.RunAsync<RolloutWorkflow.State, RolloutWorkflow.Outcome>(RolloutWorkflow.RunAsync, RolloutWorkflow.State.Of(Some.Plan, _documents.Save(Some.Plan)));

    private List<string> Waves => [.. _context.Trace.Where(step => step.StartsWith("contoso.", StringComparison.Ordinal))];

    private void StartEachWhenAsked(int upTo)
    {
        for (var wave = 1; wave <= upTo; wave++)
        {
            var number = wave;
            _context.WhenItWaits<RolloutWorkflow.Status>(status => status.Wave == number, () => _decisions.Add(Decide.Start(wave: number)));
        }
    }

    [Fact]
    public async Task The_waves_run_in_order_each_once_and_each_by_a_persons_word()
    {
        StartEachWhenAsked(3);
        Assert.Equal(new RolloutWorkflow.Outcome(3, null), await RunAsync());
        Assert.Equal(["contoso.wave-1", "contoso.wave-2", "contoso.wave-3"], Waves);
    }

    [Fact]
    public async Task A_wave_that_nobody_starts_does_not_run()
    {
        StartEachWhenAsked(1);
        Assert.Null(await RunAsync());
        Assert.Equal(["contoso.wave-1"], Waves);
        Assert.Equal(RolloutWorkflow.WaveToStart, Assert.Single(WorkflowJson.Read<RolloutWorkflow.Status>(_context.Statuses[^1]).Holds).Code);
    }

    [Fact]
    public async Task The_next_wave_never_starts_before_the_last_is_done_though_somebody_started_it_already()
    {
        for (var wave = 1; wave <= 3; wave++) _decisions.Add(Decide.Start(wave: wave));
        _context.Child = (id, _) =>
        {
            Assert.Equal(id, Waves[^1]);
            return WorkflowJson.Write(new WaveWorkflow.Outcome(id != "contoso.wave-2", Some.Now));
        };
        Assert.Equal(new RolloutWorkflow.Outcome(1, 2), await RunAsync());
        Assert.Equal(["contoso.wave-1", "contoso.wave-2"], Waves);
    }

    [Fact]
    public async Task An_aborted_wave_ends_the_rollout()
    {
        StartEachWhenAsked(3);
        _context.Child = (_, _) => WorkflowJson.Write(new WaveWorkflow.Outcome(false, null));
        Assert.Equal(new RolloutWorkflow.Outcome(0, 1), await RunAsync());
        Assert.Equal(["contoso.wave-1"], Waves);
    }

    [Fact]
    public async Task A_wave_that_fails_of_a_bug_ends_the_rollout_with_that_failure()
    {
        StartEachWhenAsked(3);
        _context.Child = (id, _) => throw new TaskFailedException(id, new("InvalidOperationException", "a bug"));
        await Assert.ThrowsAsync<TaskFailedException>(RunAsync);
        Assert.Equal(["contoso.wave-1"], Waves);
    }

    [Fact]
    public async Task Whoever_is_left_gets_a_remainder_wave_of_the_same_kind()
    {
        StartEachWhenAsked(4);
        var left = 1;
        Remainder = _ => new Step<Remainder>.Taken(new(left, ["dan"], null));
        _context.Child = (id, _) =>
        {
            if (id == "contoso.wave-4") left = 0;
            return WorkflowJson.Write(new WaveWorkflow.Outcome(true, Some.Now, "sha256:evidence"));
        };
        Assert.Equal(new RolloutWorkflow.Outcome(4, null), await RunAsync());
        Assert.Equal(["contoso.wave-1", "contoso.wave-2", "contoso.wave-3", "contoso.wave-4"], Waves);
    }

    [Fact]
    public async Task It_waits_until_the_deferrals_have_ended_and_says_so()
    {
        StartEachWhenAsked(3);
        Remainder = _ => new Step<Remainder>.Taken(new(1, ["dan"], Some.Now.AddDays(10)));
        Assert.Null(await RunAsync());
        var holds = _context.Statuses.Select(WorkflowJson.Read<RolloutWorkflow.Status>).SelectMany(status => status.Holds).ToList();
        Assert.Equal(Some.Now.AddDays(10), holds.First(hold => hold.Code == RolloutWorkflow.Deferred).Until);
        Assert.Equal(RolloutWorkflow.WaveToStart, holds[^1].Code);
        Assert.DoesNotContain("contoso.wave-4", Waves);
    }

    [Fact]
    public async Task Somebody_may_start_it_sooner()
    {
        StartEachWhenAsked(3);
        var left = 1;
        Remainder = _ => new Step<Remainder>.Taken(new(left, ["dan"], Some.Now.AddDays(1000)));
        _context.WhenItWaits<RolloutWorkflow.Status>(status => status.Holds.Any(hold => hold.Code == RolloutWorkflow.Deferred), () => _decisions.Add(Decide.Start(wave: 4)));
        _context.Child = (id, _) =>
        {
            if (id == "contoso.wave-4") left = 0;
            return WorkflowJson.Write(new WaveWorkflow.Outcome(true, Some.Now));
        };
        Assert.Equal(new RolloutWorkflow.Outcome(4, null), await RunAsync());
    }

    [Fact]
    public async Task Each_wave_is_told_on_which_evidence_the_one_before_was_promoted()
    {
        StartEachWhenAsked(3);
        var told = new List<string?>();
        _context.Child = (id, state) =>
        {
            told.Add(WorkflowJson.Read<WaveWorkflow.State>(state).Key.LastPromoted);
            return WorkflowJson.Write(new WaveWorkflow.Outcome(true, Some.Now, $"evidence of {id}"));
        };
        await RunAsync();
        Assert.Equal([null, "evidence of contoso.wave-1", "evidence of contoso.wave-2"], told);
    }

    [Fact]
    public async Task While_nobody_can_tell_who_is_left_the_rollout_is_not_done()
    {
        StartEachWhenAsked(3);
        Remainder = _ => new Step<Remainder>.Held(WaveScript.Trouble with { Until = Some.Now });
        Assert.Null(await RunAsync());
        Assert.Equal("trouble", Assert.Single(WorkflowJson.Read<RolloutWorkflow.Status>(_context.Statuses[^1]).Holds).Code);
    }
}
