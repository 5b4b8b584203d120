using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Api.Tests.Approvals;

public sealed class ApprovalTests : IClassFixture<AskingApi>
{
    private readonly RunningApi _api;
    private readonly Question _question;

    public ApprovalTests(AskingApi fixture) => (_api, _question) = (fixture.Api, fixture.Question);

    [Fact]
    public async Task What_waits_for_approvers_says_who_may_answer_until_when_and_on_which_evidence()
    {
        var pending = Assert.Single((await _api.As(SixPeople.Deniz, Role.Reader).GetAsync("/api/approvals?state=pending")).Ok().AsArray())!;
        Assert.Equal((SixPeople.Rollout, 2), ((string)pending["rollout"]!, (int)pending["wave"]!));
        Assert.Equal([SixPeople.Amara, SixPeople.Bastien, SixPeople.Chiyo, SixPeople.Esra], pending["approvers"]!.AsArray().Select(id => (string)id!));
        Assert.Equal("2 approvals", (string)pending["waitingFor"]!);
        Assert.True((DateTimeOffset)pending["until"]! > _api.Clock.GetUtcNow());
    }

    [Fact]
    public Task Whoever_started_the_wave_does_not_approve_it() =>
        Refusal.AssertAsync(_api, 403, "started-the-wave", () => _api.As(SixPeople.Amara, Role.Approver).PostAsync(_question.Path, _question.Yes));

    [Fact]
    public Task Nobody_approves_what_will_be_enforced_on_themselves() =>
        Refusal.AssertAsync(_api, 403, "in-the-wave", () => _api.As(SixPeople.Chiyo, Role.Approver).PostAsync(_question.Path, _question.Yes));

    [Fact]
    public Task Whoever_the_plan_does_not_name_does_not_approve_though_they_have_the_role() =>
        Refusal.AssertAsync(_api, 403, "not-an-approver", () => _api.As(SixPeople.Ferran, Role.Approver).PostAsync(_question.Path, _question.Yes));

    [Theory]
    [InlineData(Role.Reader)]
    [InlineData(Role.Operator)]
    public Task An_approver_of_the_plan_without_the_role_does_not_approve(Role role) =>
        Refusal.AssertAsync(_api, 403, "role-missing", () => _api.As(SixPeople.Esra, role).PostAsync(_question.Path, _question.Yes));

    [Fact]
    public Task Nobody_approves_evidence_that_is_not_what_is_asked_about() =>
        Refusal.AssertAsync(_api, 409, "stale-digest", () =>
            _api.As(SixPeople.Esra, Role.Approver).PostAsync(_question.Path, new { answer = "yes", evidenceDigest = Question.OtherDigest }));

    [Fact]
    public Task A_question_about_evidence_that_has_changed_is_answered_no_more() =>
        Refusal.AssertAsync(_api, 409, "stale-digest", () => _api.As(SixPeople.Esra, Role.Approver).PostAsync(
            $"/api/approvals/{SixPeople.Rollout}.wave-2.0000000000000000/decision", new { answer = "yes", evidenceDigest = Question.OtherDigest }));

    [Fact]
    public Task A_wave_that_asks_for_nothing_is_not_approved() =>
        Refusal.AssertAsync(_api, 409, "nothing-to-approve", () => _api.As(SixPeople.Esra, Role.Approver).PostAsync(
            $"/api/approvals/{SixPeople.Rollout}.wave-1.0000000000000000/decision", new { answer = "yes", evidenceDigest = Question.OtherDigest }));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("fabrikam.wave-1.0000000000000000")]
    [InlineData("six-people.wave-99999.0000000000000000")]
    public Task An_unknown_question_is_not_answered(string id) =>
        Refusal.AssertAsync(_api, 404, "unknown-approval", () => _api.As(SixPeople.Esra, Role.Approver).PostAsync($"/api/approvals/{id}/decision", _question.Yes));

    [Fact]
    public Task Only_pending_approvals_can_be_listed() =>
        Refusal.AssertAsync(_api, 400, "bad-request", () => _api.As(SixPeople.Esra, Role.Approver).GetAsync("/api/approvals?state=given"));

    [Fact]
    public async Task An_approval_is_durable_once_it_is_answered_and_the_last_one_asked_for_moves_the_wave_on()
    {
        await using var api = await RunningApi.StartAwaitingApprovalAsync();
        Assert.False((bool)(await api.As(SixPeople.Esra, Role.Approver).PostAsync(_question.Path, _question.Yes)).Ok()["repeated"]!);
        Assert.Equal((SixPeople.Esra, _question.Digest), (await api.DecisionsAsync()).OfType<Approved>().Where(yes => yes.Wave == 2).Select(yes => (yes.By, yes.EvidenceDigest)).Single());
        await Refusal.AssertAsync(api, 409, "already-approved", () => api.As(SixPeople.Esra, Role.Approver).PostAsync(_question.Path, _question.Yes));

        await api.WaitForWaveAsync(2, status => status.WaitingFor == "one more approval");
        (await api.As(SixPeople.Bastien, Role.Approver).PostAsync(_question.Path, _question.Yes)).Ok();

        await api.WaitForWaveAsync(2, status => status.Holds.All(hold => hold.Code != "approval-awaited"));
        Assert.Empty((await api.As(SixPeople.Ferran, Role.Reader).GetAsync("/api/approvals")).Ok().AsArray());
    }

    [Fact]
    public async Task A_no_ends_the_question()
    {
        await using var api = await RunningApi.StartAwaitingApprovalAsync();
        (await api.As(SixPeople.Esra, Role.Approver).PostAsync(_question.Path, new { answer = "no", evidenceDigest = _question.Digest, reason = "the help desk is away" })).Ok();
        await api.WaitForWaveAsync(2, status => status.Holds.Any(hold => hold.Code == "rejected"));
        await Refusal.AssertAsync(api, 409, "rejected", () => api.As(SixPeople.Bastien, Role.Approver).PostAsync(_question.Path, _question.Yes));
    }
}
