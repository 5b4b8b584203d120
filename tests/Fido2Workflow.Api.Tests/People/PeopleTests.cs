using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Api.Tests.People;

/// <summary>One person over HTTP: let in, let out, and why, on a tenant whose first wave is enforced.</summary>
public sealed class PeopleTests : IAsyncLifetime
{
    private const string Wave = $"/api/rollouts/{SixPeople.Rollout}/waves/1";
    private RunningApi _api = null!;

    // Its first wave, with Amara, Bastien and Esra, is done; its second asks for approval.
    public async Task InitializeAsync() => _api = await RunningApi.StartAwaitingApprovalAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    private Client Operator => _api.As(SixPeople.Amara, Role.Operator);

    private static object Release(string person = SixPeople.Bastien, string reason = "key left at home", string? check = "badge seen", double? hours = null) =>
        new { person, reason, identityCheck = check, hours };

    [Fact]
    public async Task Somebody_in_an_enforced_wave_is_released_once_and_it_is_said_until_when()
    {
        var before = _api.Clock.GetUtcNow();
        Assert.False((bool)(await Operator.PostAsync($"{Wave}/release", Release(hours: 2), "a-key-of-mine")).Ok()["repeated"]!);
        Assert.True((bool)(await Operator.PostAsync($"{Wave}/release", Release(hours: 2), "a-key-of-mine")).Ok()["repeated"]!);
        var released = Assert.Single((await _api.DecisionsAsync()).OfType<Released>());
        Assert.Equal((SixPeople.Bastien, before.AddHours(2)), (released.Person, released.Until));
        var why = (await _api.As(SixPeople.Esra, Role.Reader).GetAsync($"/api/rollouts/{SixPeople.Rollout}/people/{SixPeople.Bastien}")).Ok();
        Assert.Equal((1, released.Until), ((int)why["wave"]!, (DateTimeOffset)why["releasedUntil"]!));
        (await Operator.PostAsync($"{Wave}/release/end", new { person = SixPeople.Bastien }, "another-key-of-mine")).Ok();
        Assert.Single((await _api.DecisionsAsync()).OfType<ReleaseEnded>());
    }

    [Fact]
    public async Task What_the_rules_are_against_is_refused_with_nothing_changed()
    {
        await Refusal.AssertAsync(_api, 409, "not-in-scope", () => Operator.PostAsync($"{Wave}/release", Release(SixPeople.Ferran)));
        await Refusal.AssertAsync(_api, 409, "identity-not-checked", () => Operator.PostAsync($"{Wave}/release", Release(check: null)));
        await Refusal.AssertAsync(_api, 403, "own-case", () => Operator.PostAsync($"{Wave}/release", Release(SixPeople.Amara)));
        await Refusal.AssertAsync(_api, 422, "reason-missing", () => Operator.PostAsync($"{Wave}/release", Release(reason: " ")));
        await Refusal.AssertAsync(_api, 422, "until-out-of-range", () => Operator.PostAsync($"{Wave}/release", Release(hours: 1e300)));
        await Refusal.AssertAsync(_api, 409, "not-released", () => Operator.PostAsync($"{Wave}/release/end", new { person = SixPeople.Bastien }));
        await Refusal.AssertAsync(_api, 409, "already-in-scope", () => Operator.PostAsync($"{Wave}/admit", new { person = SixPeople.Bastien }));
        await Refusal.AssertAsync(_api, 404, "unknown-wave", () => Operator.PostAsync($"/api/rollouts/{SixPeople.Rollout}/waves/0/admit", new { person = SixPeople.Bastien }));
        await Refusal.AssertAsync(_api, 422, "unknown-account", () => Operator.PostAsync($"{Wave}/admit", new { person = "nobody@sixpeople.example" }));
    }

    [Theory]
    [InlineData(Role.Reader)]
    [InlineData(Role.Approver)]
    public async Task Only_an_operator_lets_anybody_in_or_out(Role role)
    {
        foreach (var (path, body) in new (string, object)[] { ("release", Release()), ("release/end", new { person = SixPeople.Bastien }), ("admit", new { person = SixPeople.Ferran }) })
            Assert.Equal(403, (await _api.As(SixPeople.Esra, role).PostAsync($"{Wave}/{path}", body)).Status);
    }
}
