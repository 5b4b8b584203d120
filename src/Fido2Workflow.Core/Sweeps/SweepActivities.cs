using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>The activities of the sweeps with what goes in and out.</summary>
public static class SweepActivities
{
    private static readonly RetryPolicy Patient = new(5, TimeSpan.FromSeconds(30), 2, TimeSpan.FromMinutes(10));

    /// <summary>Looks the rollout over.</summary>
    public static Activity<SweepAsked, SweepDone> Sweep { get; } = new("Sweep", Patient);

    /// <summary>Tells people what a sweep found that the one before had not.</summary>
    public static Activity<FindingsToTell, int> TellFindings { get; } = new("TellFindings", Patient);
}

/// <summary>Asks for a sweep.</summary>
/// <param name="Key">The rollout and its plan.</param>
/// <param name="Before">The document of what the sweep before found; null for the first.</param>
public sealed record SweepAsked(WaveKey Key, string? Before);

/// <summary>What a sweep found: counts, and where it stands whole.</summary>
/// <param name="News">How many of them the sweep before had not found.</param>
public sealed record SweepDone(string Document, int Found, int Unknown, int News);

/// <summary>Asks that the news of a sweep be told.</summary>
/// <param name="Document">What it found.</param>
/// <param name="Before">What the one before had found; null for the first.</param>
public sealed record FindingsToTell(WaveKey Key, string Document, string? Before);

/// <summary>The activity that looks a rollout over.</summary>
public sealed class RunSweep(ITenantReader reader, IDecisionStore decisions, IDocumentStore documents, IStatusHistory statuses)
{
    /// <summary>The activity.</summary>
    public async Task<SweepDone> RunAsync(ActivityContext context, SweepAsked asked)
    {
        var before = asked.Before is { } document ? await SweepReport.ReadAsync(documents, document) : null;
        var report = await new Sweeper(reader, decisions, documents, statuses).RunAsync(await asked.Key.ReadPlanAsync(documents), before, context.Now);
        return new(
            await report.SaveAsync(documents), report.Findings.Count(finding => !finding.IsUnknown), report.Findings.Count(finding => finding.IsUnknown), report.NewsAfter(before).Count);
    }
}

/// <summary>The activity that tells people of it.</summary>
public sealed class TellFindings(INotifier notifier, IDecisionStore decisions, IDocumentStore documents)
{
    /// <summary>The activity: one notification for one sweep, however often this runs.</summary>
    public async Task<int> RunAsync(ActivityContext context, FindingsToTell asked)
    {
        var report = await SweepReport.ReadAsync(documents, asked.Document);
        var before = asked.Before is { } document ? await SweepReport.ReadAsync(documents, document) : null;
        var told = report.NewsAfter(before).Select(finding => Hold.About(finding.Named, finding.Code, finding.Sentence, finding.NextStep));
        var news = new Notification.Findings
        {
            Id = $"{context.InstanceId}/{asked.Document}", Rollout = report.Rollout, Wave = Decision.Prerequisites, At = report.At, Found = [.. told],
        };
        var plan = await asked.Key.ReadPlanAsync(documents);
        return await notifier.SendAsync([Addressees.Address(news, plan, await decisions.ReadAsync(plan.Rollout))], plan.Notifications ?? NotificationPlan.None);
    }
}
