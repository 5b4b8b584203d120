using Fido2Workflow.Core.Admissions;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Releases;

namespace Fido2Workflow.Core.Tests;

public class PeopleWorkflowTests
{
    private readonly ScriptedContext _context = new(Some.Now) { End = Some.Now.AddDays(3) };
    private readonly MemoryTenant _tenant;
    private readonly TestClock _clock = new(Some.Now);
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly string _plan;

    public PeopleWorkflowTests()
    {
        _tenant = new(_clock);
        _plan = _documents.Save(Some.Plan);
        _context.Run(PeopleActivities.KeepReleases, (context, asked) =>
        {
            _clock.Now = context.Now;
            return new KeepReleases(_tenant, _tenant, _decisions, _documents).RunAsync(context, asked);
        });
        _context.Run(PeopleActivities.CarryOutAdmissions, new CarryOutAdmissions(_tenant, _tenant, _decisions, _documents).RunAsync);
    }

    private Task<PeopleWorkflow.Never?> RunAsync() => _context.RunAsync<PeopleWorkflow.State, PeopleWorkflow.Never>(PeopleWorkflow.RunAsync, new("contoso", _plan));

    private PeopleWorkflow.Status Status => WorkflowJson.Read<PeopleWorkflow.Status>(_context.Statuses[^1]);

    private ReleaseClosed Closed => Assert.Single(_decisions.All.OfType<ReleaseClosed>());

    [Fact]
    public async Task It_never_ends_and_looks_again_by_itself_more_often_while_somebody_is_released()
    {
        Assert.Null(await RunAsync());
        Assert.Equal([TimeSpan.FromHours(6)], _context.Waits.Distinct());
        _context.Waits.Clear();
        await _decisions.AddAsync(Decide.Release("ann") with { At = Some.Now.AddDays(3), Until = Some.Now.AddDays(4) });
        _context.End = Some.Now.AddDays(3.9);
        await RunAsync();
        Assert.Contains(TimeSpan.FromHours(1), _context.Waits);
    }

    [Fact]
    public async Task A_release_ends_by_itself_at_its_very_instant()
    {
        await _decisions.AddAsync(Decide.Release("ann", hours: 5.5));
        await RunAsync();
        Assert.Empty(_tenant.Groups[Some.ReleaseGroup]);
        Assert.Equal(Some.Now.AddHours(5.5), Closed.At);
    }

    [Fact]
    public async Task It_says_who_is_released_and_until_when()
    {
        await _decisions.AddAsync(Decide.Release("ann"));
        _context.End = Some.Now.AddHours(2);
        await RunAsync();
        Assert.Equal((1, "ann", (DateTimeOffset?)Some.Now.AddHours(24)), (Status.Released, Assert.Single(Status.Named), Status.Until));
    }

    [Fact]
    public async Task A_decision_ends_the_wait()
    {
        await _decisions.AddAsync(Decide.Release("ann"));
        _context.WhenItWaits<PeopleWorkflow.Status>(status => status.Released == 1, () => _decisions.AddAsync(Decide.EndRelease("ann")));
        await RunAsync();
        Assert.Equal(Some.Now.AddMinutes(1), Closed.At);
    }

    [Fact]
    public async Task An_end_that_the_tenant_refuses_is_tried_until_it_is_done()
    {
        await _decisions.AddAsync(Decide.Release("ann", hours: 2));
        for (var i = 0; i < 4; i++) _tenant.Fail(nameof(ITenantWriter.RemoveMemberAsync));
        await RunAsync();
        Assert.Empty(_tenant.Groups[Some.ReleaseGroup]);
        Assert.Equal(Some.Now.AddHours(2).AddMinutes(4), Closed.At);
    }

    [Fact]
    public async Task An_activity_that_throws_stops_neither_the_other_nor_the_next_round()
    {
        await _decisions.AddAsync(Decide.Release("ann", hours: 2));
        var throws = 3;
        _context.Run(PeopleActivities.CarryOutAdmissions, (_, _) =>
            throws-- > 0 ? throw new TaskFailedException("CarryOutAdmissions", new("Exception", "a bug")) : Task.FromResult(new PeopleKept(0, [], null, [])));
        await RunAsync();
        Assert.Empty(_tenant.Groups[Some.ReleaseGroup]);
        Assert.Contains(_context.Statuses, status => WorkflowJson.Read<PeopleWorkflow.Status>(status).Holds.Any(hold => hold.Code == PeopleWorkflow.Threw));
        Assert.Empty(Status.Holds);
    }
}
