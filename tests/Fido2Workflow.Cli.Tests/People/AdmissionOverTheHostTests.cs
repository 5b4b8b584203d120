using Fido2Workflow.Cli.Tests.Crashes;
using Fido2Workflow.Core.Admissions;
using Fido2Workflow.Core.Causes;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Operations;

namespace Fido2Workflow.Cli.Tests.People;

/// <summary>A newcomer is let into an enforced wave, on the real host against the simulated tenant over HTTP.</summary>
public sealed class AdmissionOverTheHostTests
{
    private static readonly AdmissionOrder Order = new("six-people/admit", RolloutFolder.AmarasId, 1, "came in January");

    [Fact]
    public async Task A_newcomer_who_uses_both_keys_is_let_in_and_nobody_else_changes()
    {
        await using var studio = await EnforcedStudio.OpenAsync(days: 5);
        using var folder = new StateOfARehearsal();
        await using var host = await studio.StartHostAsync(folder.Path);
        await host.BeginAsync();
        await host.State.Decisions.AddAsync(new Approved { Id = "yes", Rollout = RolloutFolder.Rollout, Wave = 1, By = RolloutFolder.AmarasId, At = host.Clock.GetUtcNow(), EvidenceDigest = "sha256:seen" });
        var before = await studio.MembersAsync(studio.Group, host.Clock);

        Assert.IsType<DecisionAnswer.Stored>(await AdmitAsync(host));
        await host.PassUntilAsync(host.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));

        Assert.Equal(before.Append(RolloutFolder.FerransId).Order(StringComparer.Ordinal), (await studio.MembersAsync(studio.Group, host.Clock)).Order(StringComparer.Ordinal));
        Assert.Null(Assert.Single((await host.DecisionsAsync()).OfType<AdmissionClosed>()).Refusal);
        Assert.IsType<DecisionAnswer.StoredBefore>(await AdmitAsync(host));
    }

    [Fact]
    public async Task A_newcomer_whose_key_was_never_seen_at_work_or_whose_wave_nobody_approved_stays_outside()
    {
        await using var studio = await EnforcedStudio.OpenAsync();
        using var folder = new StateOfARehearsal();
        await using var host = await studio.StartHostAsync(folder.Path);
        await host.BeginAsync();
        var refusal = Assert.IsType<DecisionAnswer.Refused>(await AdmitAsync(host)).Refusal;
        Assert.Equal("wave-not-enforced", refusal.Code);
        Assert.Contains("has no compliant key", refusal.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(RolloutFolder.FerransId, await studio.MembersAsync(studio.Group, host.Clock));
    }

    [Fact]
    public async Task Why_somebody_without_a_key_is_turned_away_is_told_from_the_real_log()
    {
        await using var studio = await EnforcedStudio.OpenAsync();
        using var folder = new StateOfARehearsal();
        await using var host = await studio.StartHostAsync(folder.Path);
        await host.PassUntilAsync(host.Clock.GetUtcNow() + TimeSpan.FromHours(8));

        var reader = studio.Reader(host.Clock);
        var chiyo = EnforcedStudio.Value(await reader.ReadUserAsync(RolloutFolder.Chiyo));
        var report = await WhyReport.ReadAsync(reader, host.State.Decisions, studio.Plan, chiyo, host.Clock.GetUtcNow());

        Assert.Equal((1, "our-policy", true), (report.Wave, report.Cause, report.IsOurs));
        Assert.Equal(["release", "new-key", "roll-back"], report.Remedies.Select(remedy => remedy.Code));
        Assert.All(report.Remedies, remedy => Assert.Null(remedy.Obstacle));
        Assert.Contains(report.SignIns, row => row.ErrorCode == 53003);
    }

    private static async Task<DecisionAnswer> AdmitAsync(StudioHost host) =>
        await host.Desk.AdmitAsync(host.Studio.Plan, EnforcedStudio.Value(await host.Studio.Reader(host.Clock).ReadUserAsync(RolloutFolder.Ferran)), Order);
}
