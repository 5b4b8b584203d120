using Fido2Workflow.Core.KeyLosses;
using Fido2Workflow.Core.Passes;
using Fido2Workflow.Core.People;

namespace Fido2Workflow.Core.Tests;

public class KeyLossTests
{
    private static readonly KeyLossOrder Order = new("order-1", "rita", 1, "key-1", "badge seen");
    private readonly MemoryTenant _tenant = new(new TestClock(Some.Now));
    private readonly MemoryDecisions _decisions = new();

    public KeyLossTests()
    {
        _tenant.Keys["ann"] = [Some.Key("key-1"), Some.Key("key-2")];
        _tenant.Policy["state"] = ConditionalAccessPolicy.Enabled;
    }

    private async Task<KeyLossAnswer> RevokeAsync(KeyLossOrder? order = null) =>
        await new KeyLossDesk(_tenant, _tenant, _decisions, new TestClock(Some.Now)).RevokeAsync(await new PersonFactsReader(_tenant, _decisions).ReadAsync(Some.Plan, Some.Person("ann")), order ?? Order);

    private async Task<IReadOnlyList<string>> CodesAsync(KeyLossOrder order) => [.. Assert.IsType<KeyLossAnswer.Refused>(await RevokeAsync(order)).Refusals.Select(refusal => refusal.Code)];

    [Fact]
    public async Task The_key_goes_and_the_sessions_with_it_once_it_is_recorded_by_whose_word()
    {
        _tenant.Before(nameof(IKeyRevoker.DeleteKeyAsync), () => Assert.Equal(["IdentityChecked", "KeyLost"], _decisions.All.Select(decision => decision.GetType().Name)));
        Assert.Equal("key-1", Assert.IsType<KeyLossAnswer.Revoked>(await RevokeAsync()).Key);
        Assert.Equal(["delete key-1", "revoke sessions of ann"], _tenant.Writes);
        Assert.Equal(("ann", "key-1"), (Assert.IsType<KeyRevoked>(_decisions.All[^1]).Person, ((KeyRevoked)_decisions.All[^1]).Key));
    }

    [Theory]
    [InlineData(nameof(IKeyRevoker.DeleteKeyAsync))]
    [InlineData(nameof(IKeyRevoker.RevokeSessionsAsync))]
    public async Task Interrupted_it_is_open_until_it_is_done_and_goes_on_without_another_check(string request)
    {
        _tenant.Fail(request);
        Assert.IsType<KeyLossAnswer.NotYet>(await RevokeAsync());
        Assert.Equal("key-1", KeyLoss.StillWorking(await _decisions.ReadAsync("contoso"), "ann")?.Key);

        Assert.IsType<KeyLossAnswer.Revoked>(await RevokeAsync(new("order-2", "rita", 1, null, null)));
        Assert.Null(KeyLoss.StillWorking(await _decisions.ReadAsync("contoso"), "ann"));
        Assert.Single(_decisions.All.OfType<KeyLost>());
    }

    [Fact]
    public async Task A_key_that_still_shows_is_not_gone()
    {
        _tenant.After(nameof(IKeyRevoker.DeleteKeyAsync), () => _tenant.Keys["ann"].Add(Some.Key("key-1")));
        Assert.IsType<KeyLossAnswer.NotYet>(await RevokeAsync());
        Assert.Empty(_decisions.All.OfType<KeyRevoked>());
    }

    [Fact]
    public async Task Nothing_is_deleted_past_the_rules()
    {
        Assert.Equal(["identity-not-checked"], await CodesAsync(Order with { IdentityCheck = null }));
        Assert.Equal(["own-case"], await CodesAsync(Order with { By = "ann" }));
        Assert.Equal(["no-such-key"], await CodesAsync(Order with { Key = "key-9" }));
        Assert.Equal(["no-such-key"], await CodesAsync(Order with { Key = null }));
        _tenant.Unreadable.Add("ann");
        Assert.Equal(["person-unknown"], await CodesAsync(Order));
        Assert.Empty(_tenant.Writes);
        Assert.Empty(_decisions.All);
    }

    [Fact]
    public async Task The_only_key_needs_no_name()
    {
        _tenant.Keys["ann"] = [Some.Key("key-1")];
        Assert.IsType<KeyLossAnswer.Revoked>(await RevokeAsync(Order with { Key = null }));
    }

    private static IReadOnlyList<string> Path(PersonFacts facts) => [.. KeyLossPath.Of(facts, Some.Now).Select(step => $"{step.Code} {step.Standing}")];

    [Fact]
    public void The_way_is_walked_in_its_order()
    {
        var none = PersonOf.Hit().WithKeys(EnrollmentStatus.NotRegistered);
        var revoked = new Decision[] { Decide.LoseKey("ann", "key-1"), Decide.RevokeKey("ann", "key-1") };
        Assert.Equal(["revoke Next", "way-in Later", "new-key Later", "release-over Later"], Path(PersonOf.Hit()));
        Assert.Equal(["revoke Next", "way-in Later", "new-key Later", "release-over Later"], Path(none.Deciding(revoked[0])));
        Assert.Equal(["revoke Done", "way-in Next", "new-key Later", "release-over Later"], Path(none.Deciding(revoked)));
        Assert.Equal(["revoke Done", "way-in Done", "new-key Next", "release-over Later"], Path(none.Deciding([.. revoked, Decide.Release("ann")])));

        var renewed = PersonOf.Hit().WithKeys(EnrollmentStatus.Registered, null, Some.Key("key-2") with { Created = Some.Now });
        Assert.Equal(["revoke Done", "way-in Done", "new-key Done", "release-over Next"], Path(renewed.Deciding([.. revoked, Decide.Release("ann")])));
        Assert.Equal(["revoke Done", "way-in Done", "new-key Done", "release-over Done"], Path(renewed.Deciding([.. revoked, Decide.Release("ann"), Decide.EndRelease("ann")])));
    }

    [Fact]
    public void A_spare_is_a_way_in_and_no_new_key() =>
        Assert.Equal(["revoke Done", "way-in Done", "new-key Next", "release-over Later"],
            Path(PersonOf.Hit().WithKeys(EnrollmentStatus.Registered, null, Some.Key("spare")).Deciding(Decide.LoseKey("ann", "key-1"), Decide.RevokeKey("ann", "key-1"))));

    [Fact]
    public void Nobody_gets_a_pass_while_their_lost_key_still_works()
    {
        var facts = new PassFacts
        {
            Plan = Some.Plan, Person = Some.Person("ann"), Policy = Some.Given(new TemporaryAccessPassPolicy(true, 60, 480, true, [Fido2Policy.AllUsers])),
            GroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>> { [Some.BreakGlassGroup] = Some.Given(Some.Each("bg-1")) },
            Roles = Some.Given(Some.Each<RoleAssignment>()), Eligible = Some.Given(Some.Each<RoleEligibility>()), ServicePlans = Some.Given(Some.Each<string>()),
            RoleGroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>>(), Present = Some.Given(Some.Each<TemporaryAccessPass>()),
            Decisions = Decide.InOrder(Decide.LoseKey("ann", "key-1")),
        };
        var order = new PassOrder.ForPerson("badge seen") { Id = "o", By = "rita", Wave = 1 };
        Assert.Equal(["lost-key-still-works"], PassRules.Check(facts, order, Some.Now).Select(refusal => refusal.Code));
        Assert.Empty(PassRules.Check(facts with { Decisions = Decide.InOrder(Decide.LoseKey("ann", "key-1"), Decide.RevokeKey("ann", "key-1")) }, order, Some.Now));
    }
}
