using System.Text.Json;
using Fido2Workflow.Core.Operations;

namespace Fido2Workflow.Core.Tests;

public sealed class DecisionDeskTests : IDisposable
{
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly MemoryWorkflows _workflows = new();
    private readonly RolloutRegister _register;
    private readonly DecisionDesk _desk;

    public DecisionDeskTests() =>
        (_register, _desk) = (new(_decisions, _documents, _workflows), new(_decisions, _documents, _workflows));

    public void Dispose() => _desk.Dispose();

    private Task<DecisionAnswer> CreateAsync(string id = "create", Plan? plan = null) => _register.CreateAsync(plan ?? Some.Plan, id, "rita", Some.Now);

    private static string Code(DecisionAnswer answer) => Assert.IsType<DecisionAnswer.Refused>(answer).Refusal.Code;

    [Fact]
    public async Task A_rollout_begins_by_the_plan_it_was_created_with()
    {
        Assert.Equal(new DecisionAnswer.Stored(1), await CreateAsync());
        Assert.Equal(["contoso", "contoso.sweep", "contoso.people"], _workflows.Begun);
        Assert.Equal(["contoso"], await _register.ReadNamesAsync());
        Assert.Equal(JsonSerializer.Serialize(Some.Plan, WorkflowJson.Options), JsonSerializer.Serialize(await _register.FindPlanAsync("contoso"), WorkflowJson.Options));
    }

    [Fact]
    public async Task Created_twice_under_one_key_it_is_created_once()
    {
        await CreateAsync();
        Assert.Equal(new DecisionAnswer.StoredBefore(1), await CreateAsync());
        Assert.Equal("rollout-exists", Code(await CreateAsync("again")));
        Assert.Equal("rollout-exists", Code(await CreateAsync("create", Some.Plan with { SignInFrequencyDays = 7 })));
        Assert.Single(_decisions.All);
    }

    [Fact]
    public async Task What_a_crash_kept_from_beginning_begins_at_the_next_start()
    {
        await CreateAsync();
        _workflows.Begun.Clear();
        await _register.ResumeAsync();
        Assert.Equal(["contoso", "contoso.sweep", "contoso.people"], _workflows.Begun);
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_told_of_one_person_is_looked_for_at_the_next_start()
    {
        await CreateAsync();
        await _register.ResumeAsync();
        Assert.Equal(["contoso.people"], _workflows.Nudged);
    }

    [Fact]
    public async Task Of_a_release_whoever_carries_it_out_hears_first()
    {
        await CreateAsync();
        await _desk.DecideAsync(Decide.Release("ann"));
        Assert.Equal(["contoso.people", "contoso.wave-1", "contoso"], _workflows.Nudged);
    }

    [Fact]
    public async Task A_rollout_about_which_something_was_said_before_it_was_created_is_none_yet()
    {
        _decisions.Add(Decide.Attest(AttestationItem.CredentialsInSafe, "bg-1"));
        Assert.Empty(await _register.ReadNamesAsync());
        Assert.Null(await _register.FindPlanAsync("contoso"));
        Assert.Equal(new DecisionAnswer.Stored(2), await CreateAsync());
    }

    [Fact]
    public async Task A_decision_is_stored_and_the_wave_and_the_rollout_hear_of_it()
    {
        await CreateAsync();
        Assert.Equal(new DecisionAnswer.Stored(2), await _desk.DecideAsync(Decide.Start()));
        Assert.Equal(["contoso.wave-1", "contoso"], _workflows.Nudged);
    }

    [Fact]
    public async Task The_same_decision_told_twice_is_stored_and_told_once()
    {
        await CreateAsync();
        await _desk.DecideAsync(Decide.Start());
        _workflows.Nudged.Clear();
        Assert.Equal(new DecisionAnswer.StoredBefore(2), await _desk.DecideAsync(Decide.Start() with { At = Some.Now.AddHours(1) }));
        Assert.Empty(_workflows.Nudged);
    }

    [Fact]
    public async Task Another_decision_under_the_same_key_is_refused()
    {
        await CreateAsync();
        await _desk.DecideAsync(Decide.Start());
        Assert.Equal("idempotency-key-reused", Code(await _desk.DecideAsync(Decide.Pause() with { Id = Decide.Start().Id })));
        Assert.Equal(2, _decisions.All.Count);
    }

    [Fact]
    public async Task A_refused_decision_is_neither_stored_nor_told()
    {
        await CreateAsync();
        Assert.Equal("out-of-order", Code(await _desk.DecideAsync(Decide.Start(wave: 2))));
        Assert.Equal("unknown-rollout", Code(await _desk.DecideAsync(Decide.Start() with { Rollout = "fabrikam" })));
        Assert.Single(_decisions.All);
        Assert.Empty(_workflows.Nudged);
    }

    [Fact]
    public async Task Of_two_who_start_the_same_wave_at_once_one_does()
    {
        await CreateAsync();
        var answers = await Task.WhenAll(_desk.DecideAsync(Decide.Start("olga")), _desk.DecideAsync(Decide.Start("pete")));
        Assert.Single(answers.OfType<DecisionAnswer.Stored>());
        Assert.Equal("already-started", Code(answers.Single(answer => answer is DecisionAnswer.Refused)));
    }

    [Fact]
    public async Task A_rollback_is_stored_while_no_workflow_can_be_read_or_told()
    {
        await CreateAsync();
        _workflows.IsBroken = true;
        Assert.Equal(new DecisionAnswer.Stored(2), await _desk.DecideAsync(Decide.RollBack()));
    }

    [Fact]
    public async Task A_rollback_and_an_abort_begin_to_be_carried_out_beside_the_wave()
    {
        await CreateAsync();
        _workflows.Begun.Clear();
        await _desk.DecideAsync(Decide.RollBack());
        await _desk.DecideAsync(Decide.Abort());
        await _desk.DecideAsync(Decide.Pause());
        Assert.Equal(["contoso.wave-1.rollback-2", "contoso.wave-1.rollback-3"], _workflows.Begun);
    }

    [Fact]
    public async Task A_rollback_that_a_crash_kept_from_beginning_begins_at_the_next_start_unless_it_was_resumed()
    {
        await CreateAsync();
        _decisions.Add(Decide.RollBack());
        _workflows.Begun.Clear();
        await _register.ResumeAsync();
        Assert.Equal(["contoso", "contoso.sweep", "contoso.people", "contoso.wave-1.rollback-2"], _workflows.Begun);

        _decisions.Add(Decide.Resume());
        _workflows.Begun.Clear();
        await _register.ResumeAsync();
        Assert.Equal(["contoso", "contoso.sweep", "contoso.people"], _workflows.Begun);
    }

    [Fact]
    public async Task A_wave_rolled_back_after_it_was_done_says_so_and_is_not_resumed()
    {
        await CreateAsync();
        _workflows.Ended["contoso.wave-1"] = new WaveStatus(WaveStage.Done) { PromotedAt = Some.Now };
        Assert.Equal(WaveStage.Done, (await WaveAsync()).Stage);

        await _desk.DecideAsync(Decide.RollBack());
        var status = await WaveAsync();
        Assert.Equal((WaveStage.RolledBack, null, null), (status.Stage, status.PromotedAt, status.WaitingFor));
        Assert.Contains("after it was done", Assert.Single(status.Holds).Sentence, StringComparison.Ordinal);
        Assert.Equal("wave-ended", Code(await _desk.DecideAsync(Decide.Resume())));

        async Task<WaveStatus> WaveAsync() => (await _register.ReadAsync("contoso"))!.Wave(1)!.Status!;
    }
}
