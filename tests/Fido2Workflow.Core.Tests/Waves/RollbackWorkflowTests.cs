using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Rollouts;

namespace Fido2Workflow.Core.Tests;

public class RollbackWorkflowTests
{
    private static readonly Step<Done> ReadBack = new Step<Done>.Taken(new());

    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly ScriptedContext _context = new(Some.Now);
    private readonly RollbackWorkflow.State _state;
    private int _pulls;

    public RollbackWorkflowTests()
    {
        _decisions.Add(Decide.RollBack());
        _state = new(new("contoso", 1, _documents.Save(Some.Plan)), 1);
        _context.Run(WaveActivities.ReadOrders, new ReadOrders(_decisions, _documents).RunAsync);
    }

    private Task<RollbackWorkflow.Outcome?> RunAsync(params Step<Done>[] answers)
    {
        _context.Script(WaveActivities.PullRedHandle, _ => answers[int.Min(_pulls++, answers.Length - 1)]);
        return _context.RunAsync(RollbackWorkflow.RunAsync, _state);
    }

    private static Step<Done> Later(string code = "rollback-not-visible") => new Step<Done>.Held(new(code, "Not yet.", "Nothing to do.", Some.Now.AddMinutes(1)));

    [Fact]
    public async Task It_ends_once_the_policy_is_read_back() => Assert.Equal(new(true), await RunAsync(ReadBack));

    [Fact]
    public async Task It_pulls_again_until_it_is()
    {
        Assert.Equal(new(true), await RunAsync(Later(), Later("tenant-throttled"), ReadBack));
        Assert.Equal(3, _pulls);
    }

    [Fact]
    public async Task Once_the_wave_is_resumed_it_pulls_no_more()
    {
        _decisions.Add(Decide.Resume());
        Assert.Equal(new(false), await RunAsync(ReadBack));
        Assert.Equal(0, _pulls);
    }

    [Fact]
    public async Task A_later_rollback_is_carried_out_by_its_own()
    {
        _decisions.Add(Decide.Abort());
        Assert.Equal(new(false), await RunAsync(ReadBack));
        Assert.Equal(0, _pulls);
    }

    [Fact]
    public async Task Where_only_a_person_can_tell_which_policy_it_is_it_says_so_and_ends()
    {
        var held = new Hold(RedHandle.NotFound, "There is none.", "Look for it.");
        Assert.Equal(RedHandle.NotFound, (await RunAsync(new Step<Done>.Held(held)))?.Hold?.Code);
    }

    [Fact]
    public async Task An_activity_that_fails_takes_the_rollback_away_from_nobody()
    {
        _context.Script(WaveActivities.PullRedHandle, _ => ++_pulls < 3 ? throw new TaskFailedException("PullRedHandle", new("IOException", "gone")) : ReadBack);
        Assert.Equal(new(true), await _context.RunAsync(RollbackWorkflow.RunAsync, _state));
    }
}
