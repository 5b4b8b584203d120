using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Text;

namespace Fido2Workflow.Cli.Tests.Passes;

/// <summary>Everything that a run leaves behind or lets out, to be searched for what must not be in it.</summary>
internal sealed class Traces : IDisposable
{
    private static readonly AsyncLocal<ConcurrentQueue<string>?> Current = new();

    private readonly ConcurrentQueue<string> _heard = new();
    private readonly Dictionary<string, byte[]> _kept = [];
    private readonly ActivityListener _activities = new()
    {
        ShouldListenTo = _ => true,
        Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = activity => Current.Value?.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', activity.Events.SelectMany(each => each.Tags))}"),
    };
    private readonly Events _events = new();

    /// <summary>From now on hears every activity and every event log of this test's own flow; other tests run beside it.</summary>
    public Traces()
    {
        Current.Value = _heard;
        ActivitySource.AddActivityListener(_activities);
    }

    /// <summary>How much was heard: none at all would prove nothing.</summary>
    public int Heard => _heard.Count;

    /// <summary>Keeps what somebody was told or shown.</summary>
    public void Keep(string what, string text) => _kept[what] = Encoding.UTF8.GetBytes(text);

    /// <summary>Keeps every file of a folder as it is now, databases and their write-ahead logs among them.</summary>
    public void KeepFolder(string when, string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            // Whoever holds the state locks this file, and it says nothing.
            if (Path.GetFileName(path) == "lock" && new FileInfo(path).Length == 0) continue;
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            _kept[$"{when}: {Path.GetRelativePath(folder, path)}"] = bytes.ToArray();
        }
    }

    /// <summary>The names of what was kept.</summary>
    public IEnumerable<string> Kept => _kept.Keys;

    /// <summary>Where a text is found, in any of the ways a file or a database may hold it.</summary>
    public IReadOnlyList<string> Find(string secret)
    {
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(secret), Encoding.Unicode.GetBytes(secret), Encoding.BigEndianUnicode.GetBytes(secret),
            Encoding.UTF8.GetBytes(System.Text.Json.JsonEncodedText.Encode(secret).ToString()), Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret)),
            Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=')), Encoding.UTF8.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(secret))),
        ];
        return
        [
            .. _kept.Where(kept => forms.Any(form => kept.Value.AsSpan().IndexOf(form) >= 0)).Select(kept => kept.Key),
            .. _heard.Where(line => line.Contains(secret, StringComparison.Ordinal)).Select(line => $"heard: {line}"),
        ];
    }

    public void Dispose()
    {
        Current.Value = null;
        _activities.Dispose();
        _events.Dispose();
    }

    private sealed class Events : EventListener
    {
        // What sends, answers and keeps: the runtime's own events say nothing of what a program holds.
        private static readonly string[] Sources = ["Http", "Azure", "Microsoft-AspNetCore", "Microsoft-Extensions", "Sqlite", "Fido2", "Kestrel", "Graph", "Security"];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (Sources.Any(source => eventSource.Name.Contains(source, StringComparison.OrdinalIgnoreCase))) EnableEvents(eventSource, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            Current.Value?.Enqueue($"{eventData.EventSource.Name} {eventData.EventName} {string.Join(' ', eventData.Payload ?? (IReadOnlyCollection<object?>)[])}");
    }
}
