using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Api.Tests.Decisions;

public sealed class WordTests : IAsyncLifetime
{
    private const string Attestations = "/api/rollouts/six-people/attestations";
    private const string Drills = "/api/rollouts/six-people/drills";
    private const string BreakGlassName = "bg-01@sixpeople.onmicrosoft.com";
    private const string ServiceAccount = "5a000061-6258-4c13-8b2c-9cf7ff0533df";

    private RunningApi _api = null!;

    private Client Amara => _api.As(SixPeople.Amara, Role.Operator);

    public async Task InitializeAsync()
    {
        _api = await RunningApi.StartFreshAsync();
        await _api.CreateRolloutAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("credentials-in-safe", AttestationItem.CredentialsInSafe)]
    [InlineData("sign-in-alert", AttestationItem.SignInAlert)]
    [InlineData("incident-looked-into", AttestationItem.IncidentLookedInto)]
    public async Task What_is_said_of_a_break_glass_account_counts_as_long_as_the_plan_lets_it(string item, AttestationItem said)
    {
        (await Amara.PostAsync(Attestations, new { account = BreakGlassName, item })).Ok();
        var word = Assert.IsType<Attested>((await _api.DecisionsAsync())[^1]);
        Assert.Equal((said, SixPeople.BreakGlass, SixPeople.Amara), (word.Item, word.Account, word.By));
        Assert.True(word.Until > _api.Clock.GetUtcNow());
        await Refusal.AssertAsync(_api, 422, "not-break-glass", () => Amara.PostAsync(Attestations, new { item, account = SixPeople.Ferran }));
        await Refusal.AssertAsync(_api, 422, "end-out-of-range", () => Amara.PostAsync(Attestations, new { item, account = BreakGlassName, until = word.Until + TimeSpan.FromSeconds(1) }));
    }

    [Fact]
    public async Task A_word_that_is_repeated_later_ends_when_the_first_did()
    {
        (await Amara.PostAsync(Attestations, new { item = "no-service-accounts" }, "none-of-them")).Ok();
        await _api.LetPassAsync(TimeSpan.FromHours(1));
        Assert.True((bool)(await Amara.PostAsync(Attestations, new { item = "no-service-accounts" }, "none-of-them")).Ok()["repeated"]!);
        Assert.Single((await _api.DecisionsAsync()).OfType<Attested>());
    }

    [Fact]
    public async Task Words_about_a_wave_and_its_people_are_stored_as_such()
    {
        (await Amara.PostAsync(Attestations, new { item = "support", wave = 1 })).Ok();
        (await Amara.PostAsync(Attestations, new { item = "unseen-accepted", wave = 1, person = SixPeople.FerransName, reason = "called and confirmed" })).Ok();
        (await Amara.PostAsync(Attestations, new { item = "second-key-waived", wave = 1, person = SixPeople.FerransName })).Ok();
        var stored = (await _api.DecisionsAsync()).TakeLast(3).ToList();
        Assert.Equal(1, Assert.IsType<AttestedSupport>(stored[0]).Wave);
        Assert.Equal((SixPeople.Ferran, "called and confirmed"), (Assert.IsType<AcceptedUnseen>(stored[1]).Person, stored[1].Reason));
        Assert.Equal(SixPeople.Ferran, Assert.IsType<WaivedSecondKey>(stored[2]).Person);
        await Refusal.AssertAsync(_api, 404, "unknown-wave", () => Amara.PostAsync(Attestations, new { item = "support", wave = 3 }));
    }

    [Fact]
    public async Task A_service_account_is_answered_for_before_the_excluded_ones_are_reviewed()
    {
        await Refusal.AssertAsync(_api, 409, "ownerless", () => Amara.PostAsync(Attestations, new { item = "service-accounts-reviewed" }));
        await Refusal.AssertAsync(_api, 422, "reason-missing", () => Amara.PostAsync(Attestations, new { item = "service-account-owned", account = ServiceAccount, owner = SixPeople.Bastien }));
        await Refusal.AssertAsync(_api, 409, "its-own-word", () => Amara.PostAsync(Attestations, new { item = "service-account-owned", account = ServiceAccount, owner = ServiceAccount, reason = "the nightly backup" }));
        (await Amara.PostAsync(Attestations, new { item = "service-account-owned", account = ServiceAccount, owner = SixPeople.Bastien, reason = "the nightly backup" })).Ok();
        (await Amara.PostAsync(Attestations, new { item = "service-accounts-reviewed" })).Ok();
        Assert.Equal([ServiceAccount], Assert.IsType<ServiceAccountsReviewed>((await _api.DecisionsAsync())[^1]).Accounts);
    }

    [Fact]
    public async Task A_human_is_vouched_for_by_somebody_else()
    {
        await Refusal.AssertAsync(_api, 409, "its-own-word", () => Amara.PostAsync(Attestations, new { item = "human-vouched", account = SixPeople.Amara, reason = "it is me" }));
        (await Amara.PostAsync(Attestations, new { item = "human-vouched", account = SixPeople.Ferran, reason = "he sits beside me" })).Ok();
        Assert.Equal(SixPeople.Ferran, Assert.IsType<VouchedHuman>((await _api.DecisionsAsync())[^1]).Account);
    }

    [Theory]
    [InlineData("""{ "item": "all-is-well" }""")]
    [InlineData("""{ "account": "bg-01@sixpeople.onmicrosoft.com" }""")]
    [InlineData("""{ "reason": "all is well" }""")]
    [InlineData("""{ "item": "credentials-in-safe" }""")]
    [InlineData("""{ "item": "support", "wave": "1" }""")]
    [InlineData("""{ "item": "support", "wave": 1, "untill": "2027-01-31" }""")]
    [InlineData("""{ "item": "support", "wave": 1, "wave": 2 }""")]
    public Task What_is_not_said_in_the_words_that_are_known_is_not_taken(string body) =>
        Refusal.AssertAsync(_api, 400, "bad-request", () => Amara.PostAsync(Attestations, new StringContent(body, System.Text.Encoding.UTF8, "application/json"), "some-words"));

    [Fact]
    public async Task A_drill_says_when_it_was_and_what_was_reached()
    {
        var at = _api.Clock.GetUtcNow() - TimeSpan.FromHours(1);
        (await Amara.PostAsync(Drills, new { account = BreakGlassName, wave = 1, signedInAt = at, bothPortalsReached = true, alertReceived = false })).Ok();
        var drill = Assert.IsType<AttestedDrill>((await _api.DecisionsAsync())[^1]);
        Assert.Equal((SixPeople.BreakGlass, 1, at, true, false), (drill.Account, drill.Wave, drill.SignedInAt, drill.BothPortalsReached, drill.AlertReceived));

        await Refusal.AssertAsync(_api, 422, "drill-to-come", () => Amara.PostAsync(Drills, new { account = BreakGlassName, wave = 1, signedInAt = at + TimeSpan.FromHours(2), bothPortalsReached = true, alertReceived = true }));
        await Refusal.AssertAsync(_api, 422, "drill-too-old", () => Amara.PostAsync(Drills, new { account = BreakGlassName, wave = 1, signedInAt = at - TimeSpan.FromDays(365), bothPortalsReached = true, alertReceived = true }));
        await Refusal.AssertAsync(_api, 422, "not-break-glass", () => Amara.PostAsync(Drills, new { account = SixPeople.Ferran, wave = 1, signedInAt = at, bothPortalsReached = true, alertReceived = true }));
        await Refusal.AssertAsync(_api, 404, "unknown-wave", () => Amara.PostAsync(Drills, new { account = BreakGlassName, wave = 5, signedInAt = at, bothPortalsReached = true, alertReceived = true }));
    }
}
