using System.Text;
using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Notifications;

namespace Fido2Workflow.Local;

/// <summary>
/// Tells people by a file of the state folder, <c>notifications.jsonl</c>: one notification a line, each id once, for
/// whatever mails or posts them on.
/// </summary>
public sealed class NotificationLog : INotifier, IDisposable
{
    private readonly FileStream _file;
    private readonly HashSet<string> _ids;
    private readonly Lock _lock = new();

    /// <summary>Opens the log of a state folder, and begins it where there is none.</summary>
    public NotificationLog(string folder)
    {
        _file = new FileStream(Path.Combine(folder, "notifications.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        // A last line without its end was torn by a crash: it is written again when it is sent again.
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _file.SetLength(whole);
        _ids = [.. Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Notification>(line, WorkflowJson.Options)!.Id)];
    }

    /// <inheritdoc/>
    public Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan)
    {
        lock (_lock)
        {
            var news = notifications.Where(notification => _ids.Add(notification.Id)).ToList();
            _file.Seek(0, SeekOrigin.End);
            _file.Write(Encoding.UTF8.GetBytes(string.Concat(news.Select(notification => JsonSerializer.Serialize(notification, WorkflowJson.Options) + "\n"))));
            _file.Flush(flushToDisk: true);
            return Task.FromResult(news.Count);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
