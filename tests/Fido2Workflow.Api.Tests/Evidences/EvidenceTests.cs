using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Core.Auditing;

namespace Fido2Workflow.Api.Tests.Evidences;

/// <summary><c>GET /api/rollouts/{rollout}/evidence</c>.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public async Task A_reader_is_handed_a_chain_that_is_whole_and_grows_by_what_is_decided()
    {
        await using var api = await RunningApi.StartAwaitingApprovalAsync();
        var reader = api.As(SixPeople.Deniz, Role.Reader);
        var before = await reader.GetAsync("/api/rollouts/six-people/evidence");
        Assert.Equal((200, "application/json"), (before.Status, before.Type));
        Assert.Equal("six-people", Assert.IsType<EvidenceVerdict.Whole>(EvidenceVerification.Verify(before.Text)).Rollout);

        (await api.As(SixPeople.Amara, Role.Approver).PostAsync("/api/rollouts/six-people/waves/2/rollback", new { reason = "a storm" })).Ok();

        var steps = (await reader.GetAsync("/api/rollouts/six-people/evidence")).Ok()["steps"]!.AsArray();
        var known = before.Json["steps"]!.AsArray();
        Assert.Equal(known.Select(step => (string?)step!["digest"]), steps.Take(known.Count).Select(step => (string?)step!["digest"]));
        var decision = steps.Skip(known.Count).Select(step => step!["happened"]!["decision"]).First(decided => decided is not null)!;
        Assert.Equal(("rolledBack", SixPeople.Amara, "a storm"), ((string?)decision["decision"], (string?)decision["by"], (string?)decision["reason"]));
    }

    [Fact]
    public async Task Of_a_rollout_that_is_not_theirs_or_none_nobody_hears()
    {
        await using var api = await RunningApi.StartFreshAsync();
        await Refusal.AssertAsync(api, 404, "unknown-rollout", () => api.As(SixPeople.Deniz, Role.Reader).GetAsync("/api/rollouts/six-people/evidence"));
    }
}
