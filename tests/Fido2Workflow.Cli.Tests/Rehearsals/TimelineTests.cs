using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary>What a wave's statuses tell while the tenant cannot be read.</summary>
public sealed class TimelineTests
{
    private static readonly DateTimeOffset Start = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly Hold Missing = new("not-registered", "8 of 12 have no compliant key.", "Help them.");
    private static readonly Hold Asked = new("approval-awaited", "0 of 2 have approved.", "Look at the evidence.");

    private readonly Timeline _timeline = new(1);
    private int _hours;

    private IReadOnlyList<(string Kind, string Code)> Add(WaveStage stage, string? digest, params Hold[] holds)
    {
        var status = new WaveStatus(stage) { Holds = holds, EvidenceDigest = digest };
        return [.. _timeline.Add(new StatusEntry("contoso.wave-1", Start.AddHours(_hours++), RuntimeStatus.Running, WorkflowJson.Write(status))).Select(told => (told.Kind, told.Code))];
    }

    [Theory]
    [InlineData("tenant-throttled")]
    [InlineData("tenant-unavailable")]
    [InlineData("write-ambiguous")]
    [InlineData("change-not-visible")]
    [InlineData("exclusions-unknown")]
    public void What_held_before_stands_with_its_beginning_until_it_is_known_to_be_over(string blind)
    {
        Add(WaveStage.Enrolling, null, Missing);
        Assert.Equal([("held", blind)], Add(WaveStage.Enrolling, null, new Hold(blind, "Nobody can find out.", null)));
        Assert.Equal([("released", blind)], Add(WaveStage.Enrolling, null, Missing));
        Assert.Equal(Start, Assert.Single(_timeline.Standing).Since);
        Assert.Equal([("released", "not-registered"), ("stage", "verifying")], Add(WaveStage.Verifying, null));
    }

    [Fact]
    public void A_question_to_the_approvers_is_not_asked_anew_after_a_failure()
    {
        Add(WaveStage.Approval, "sha256:one", Asked);
        Add(WaveStage.Enrolling, null, new Hold("tenant-throttled", "Later.", null));
        Add(WaveStage.Verifying, null, new Hold("registered-unknown", "The keys of 1 could not be read.", null));
        Assert.Equal(("approval", Start, "sha256:one"), (_timeline.Stage, _timeline.Standing.Single(standing => standing.Hold.Code == "approval-awaited").Since, _timeline.Standing.First().EvidenceDigest));
        Assert.Equal(1, _timeline.Told.Count(told => told is { Kind: "held", Code: "approval-awaited" }));
    }

    [Fact]
    public void Other_evidence_asks_the_approvers_anew()
    {
        Add(WaveStage.Approval, "sha256:one", Asked);
        Add(WaveStage.Approval, "sha256:two", Asked);
        Assert.Equal((Start.AddHours(1), "sha256:two"), (Assert.Single(_timeline.Standing).Since, _timeline.Standing.Single().EvidenceDigest));
    }

    [Fact]
    public void A_wave_that_was_enforced_is_told_though_its_log_cannot_be_read_yet()
    {
        Add(WaveStage.Promoting, null, new Hold("outside-window", "Not now.", null, Start.AddHours(1)));
        Assert.Equal([("released", "outside-window"), ("stage", "watching"), ("held", "tenant-throttled")], Add(WaveStage.Watching, null, new Hold("tenant-throttled", "Later.", null)));
    }
}
