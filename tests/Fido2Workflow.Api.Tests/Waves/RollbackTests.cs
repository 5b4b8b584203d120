using System.Text.Json.Nodes;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Api.Tests.Waves;

/// <summary>A wave that is enforced is rolled back by one call, whatever has become of its workflow.</summary>
public class RollbackTests
{
    private const string RollBack = $"/api/rollouts/{SixPeople.Rollout}/waves/1/rollback";

    [Fact]
    public async Task A_wave_that_is_done_goes_back_to_report_only_before_the_call_is_answered()
    {
        await using var api = await RunningApi.StartAwaitingApprovalAsync();
        Assert.Equal(ConditionalAccessPolicy.Enabled, await api.PolicyStateAsync(wave: 1));

        IsReadBack((await api.As(SixPeople.Esra, Role.Approver).PostAsync(RollBack)).Ok());

        Assert.Equal(ConditionalAccessPolicy.ReportOnly, await api.PolicyStateAsync(wave: 1));
    }

    [Theory]
    [InlineData("UPDATE instances SET output = '{' WHERE instance_id = 'six-people.wave-1'")]
    [InlineData("UPDATE turns SET event = '{' WHERE instance_id IN ('six-people', 'six-people.wave-2')")]
    [InlineData("DELETE FROM turns")]
    public async Task A_damaged_journal_keeps_no_wave_enforced(string damage)
    {
        var folder = await AwaitingApproval.CopyAsync();
        Damage.Journal(folder, damage);
        await using var api = await RunningApi.StartAsync(folder);

        IsReadBack((await api.As(SixPeople.Esra, Role.Approver).PostAsync(RollBack)).Ok());

        Assert.Equal(ConditionalAccessPolicy.ReportOnly, await api.PolicyStateAsync(wave: 1));
    }

    [Fact]
    public async Task What_cannot_be_read_of_a_damaged_journal_is_told_by_name_and_with_what_to_do()
    {
        var folder = await AwaitingApproval.CopyAsync();
        Damage.Journal(folder, "UPDATE instances SET output = '{' WHERE instance_id = 'six-people.wave-1'");
        await using var api = await RunningApi.StartAsync(folder);
        await Refusal.AssertAsync(api, 500, "journal-unreadable", () => api.As(SixPeople.Esra, Role.Reader).GetAsync($"/api/rollouts/{SixPeople.Rollout}"));
    }

    [Fact]
    public async Task While_the_tenant_does_not_answer_the_decision_is_stored_and_the_answer_says_what_to_do()
    {
        await using var api = await RunningApi.StartAwaitingApprovalAsync();
        await api.StopTenantAsync();

        var answer = (await api.As(SixPeople.Esra, Role.Approver).PostAsync(RollBack)).Ok();

        Assert.False((bool)answer["rollback"]!["isReadBack"]!);
        Assert.False(string.IsNullOrEmpty((string?)answer["rollback"]!["hold"]!["nextStep"]));
        Assert.Contains(await api.DecisionsAsync(), decision => decision is Core.Decisions.RolledBack);
    }

    private static void IsReadBack(JsonNode answer) => Assert.True((bool)answer["rollback"]!["isReadBack"]!, answer.ToJsonString());
}
