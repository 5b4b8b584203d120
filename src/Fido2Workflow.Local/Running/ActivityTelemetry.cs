using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Fido2Workflow.Local.Running;

/// <summary>
/// What traces and metrics say of an attempt at an activity: its name, its instance, how it ended and how long it took on
/// the machine's clock. Neither its input, its result nor a message.
/// </summary>
internal static class ActivityTelemetry
{
    private static readonly ActivitySource Source = new(EmbeddedHost.TelemetryName);
    private static readonly Meter Meter = new(EmbeddedHost.TelemetryName);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("fido2.activity.duration", "s", "How long an attempt at an activity took.");

    /// <summary>Runs an attempt and tells of it.</summary>
    public static async Task<ActivityEnd> TellAsync(ActivityCall call, Func<Task<ActivityEnd>> attemptAsync)
    {
        using var trace = Source.StartActivity(call.Activity.Name);
        trace?.SetTag("fido2.instance", call.Task.Execution.InstanceId);
        var began = Stopwatch.GetTimestamp();
        var end = await attemptAsync();
        var outcome = end is ActivityEnd.Threw threw ? threw.Failure.ErrorType : "answered";
        trace?.SetTag("fido2.outcome", outcome);
        if (end is ActivityEnd.Threw) trace?.SetStatus(ActivityStatusCode.Error);
        Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new("fido2.activity", call.Activity.Name), new("fido2.outcome", outcome));
        return end;
    }
}
