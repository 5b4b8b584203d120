using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Releases;

namespace Fido2Workflow.Core.Tests;

public sealed class PersonDeskTests : IAsyncLifetime, IDisposable
{
    private static readonly ReleaseOrder Order = new("contoso/rita/key-1", "rita", 1, "key left at home", "badge seen", TimeSpan.FromHours(4));
    private readonly MemoryTenant _tenant = new(new TestClock(Some.Now));
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly MemoryWorkflows _workflows = new();
    private readonly DecisionDesk _desk;

    public PersonDeskTests()
    {
        _desk = new(_decisions, _documents, _workflows);
        _tenant.Policy["state"] = ConditionalAccessPolicy.Enabled;
        _tenant.OtherPolicies.Add(PersonOf.Policy(PersonOf.RequireMfa));
        _tenant.SignIns.AddRange(Facts.KeyRows("dora"));
    }

    public async Task InitializeAsync()
    {
        await new RolloutRegister(_decisions, _documents, _workflows).CreateAsync(Some.Plan, "create", "rita", Some.Now);
        foreach (var decision in PersonOf.Approved) await _decisions.AddAsync(decision);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _desk.Dispose();

    private PersonDesk Desk => new(_tenant, _decisions, _desk, new StandingClock());

    private Task<DecisionAnswer> ReleaseAsync(ReleaseOrder? order = null, string person = "ann") => Desk.ReleaseAsync(Some.Plan, Some.Person(person), order ?? Order);

    private Task<DecisionAnswer> AdmitAsync(string person = "dora") => Desk.AdmitAsync(Some.Plan, Some.Person(person), new("contoso/rita/key-2", "rita", 1, "joined in May"));

    [Fact]
    public async Task A_release_is_stored_after_its_identity_check_and_only_then_told()
    {
        Assert.Equal(new DecisionAnswer.Stored(5), await ReleaseAsync());
        var released = Assert.IsType<Released>(_decisions.All[^1]);
        Assert.Equal(("ann", "rita", 1, "key left at home", Some.Now.AddHours(4)), (released.Person, released.By, released.Wave, released.Reason, released.Until));
        Assert.Equal("badge seen", Assert.IsType<IdentityChecked>(_decisions.All[^2]).How);
        Assert.Equal(["contoso.people", "contoso.wave-1", "contoso"], _workflows.Nudged[^3..]);
        Assert.Empty(_tenant.Writes);
    }

    [Fact]
    public async Task Told_twice_it_changes_nothing_and_is_not_judged_by_what_it_did_itself()
    {
        await AdmitAsync();
        _tenant.Groups[Some.EnforcementGroup].Add("dora");
        var stored = _decisions.All.Count;
        Assert.IsType<DecisionAnswer.StoredBefore>(await AdmitAsync());
        Assert.Equal(stored, _decisions.All.Count);
    }

    [Fact]
    public async Task One_id_for_two_people_or_two_decisions_is_refused()
    {
        await ReleaseAsync();
        Assert.Equal("idempotency-key-reused", Code(await ReleaseAsync(person: "ben")));
        Assert.Equal("idempotency-key-reused", Code(await ReleaseAsync(Order with { Wave = 2 })));
        Assert.Equal("idempotency-key-reused", Code(await Desk.EndReleaseAsync(Some.Plan, Some.Person("ann"), new(Order.Id, "rita", 1, null))));
    }

    [Fact]
    public async Task What_the_rules_refuse_is_neither_stored_nor_told()
    {
        var (stored, told) = (_decisions.All.Count, _workflows.Nudged.Count);
        Assert.Equal("reason-missing", Code(await ReleaseAsync(Order with { Reason = null })));
        Assert.Equal("already-in-scope", Code(await Desk.AdmitAsync(Some.Plan, Some.Person("ann"), new("a", "rita", 1, null))));
        Assert.Equal("not-released", Code(await Desk.EndReleaseAsync(Some.Plan, Some.Person("ann"), new("e", "rita", 1, null))));
        Assert.Equal((stored, told), (_decisions.All.Count, _workflows.Nudged.Count));
    }

    [Fact]
    public async Task Of_several_reasons_the_first_that_is_known_names_the_refusal_and_all_are_told()
    {
        _tenant.Unreadable.Add("bg-1");
        var refusal = Assert.IsType<DecisionAnswer.Refused>(await Desk.AdmitAsync(Some.Plan, Some.Person("bg-1"), new("a", "rita", 1, null))).Refusal;
        Assert.Equal((RefusalKind.Conflict, "account-break-glass"), (refusal.Kind, refusal.Code));
        Assert.Contains("keys of bg-1", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_is_told_too()
    {
        await ReleaseAsync();
        await Desk.EndReleaseAsync(Some.Plan, Some.Person("ann"), new("e", "rita", 1, "has a new key"));
        Assert.IsType<ReleaseEnded>(_decisions.All[^1]);
        Assert.Equal("contoso.people", _workflows.Nudged[^3]);
    }

    [Fact]
    public async Task The_sign_in_log_is_not_asked_before_somebody_is_let_out()
    {
        _tenant.Fail(nameof(ITenantReader.ReadSignInsOfAsync));
        Assert.IsType<DecisionAnswer.Stored>(await ReleaseAsync());
    }

    private static string Code(DecisionAnswer answer) => Assert.IsType<DecisionAnswer.Refused>(answer).Refusal.Code;

    private sealed class StandingClock : RolloutClock
    {
        public override DateTimeOffset GetUtcNow() => Some.Now;

        public override Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
