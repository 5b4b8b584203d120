using System.Text.Json;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>One answer of one person.</summary>
/// <param name="Reaction">Its place in the script.</param>
/// <param name="Since">When what it answers began, UTC.</param>
public sealed record Deed(string InstanceId, int Reaction, DateTimeOffset Since);

/// <summary>
/// What the people of a rehearsal have done, a line each. It is written before the rollout is nudged, with the journal's last
/// turn at that moment: where no turn has followed, the nudge was lost with the process, and it is done again. Without it
/// everybody would act, and nudge, anew after each restart at the same instant.
/// </summary>
public sealed class Diary : IDisposable
{
    private readonly FileStream _file;
    private readonly HashSet<Deed> _written;
    private readonly HashSet<Deed> _done;
    private readonly Func<long> _lastTurn;
    private readonly Action? _afterWrite;

    /// <summary>Opens the diary, and begins it where there is none.</summary>
    /// <param name="lastTurn">The position of the journal's last turn.</param>
    /// <param name="afterWrite">Called once a line is durable.</param>
    public Diary(string path, Func<long> lastTurn, Action? afterWrite)
    {
        (_lastTurn, _afterWrite) = (lastTurn, afterWrite);
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        // A last line without its end was torn by a crash, before anybody was nudged.
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _file.SetLength(whole);
        var lines = System.Text.Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Line>(line, WorkflowJson.Options)!).ToList();
        var now = lastTurn();
        _written = [.. lines.Select(line => line.Deed)];
        _done = [.. lines.Where(line => line.Turn < now).Select(line => line.Deed)];
    }

    /// <summary>Whether it was done, and the rollout heard of it, before this process began.</summary>
    public bool IsDone(Deed deed) => _done.Contains(deed);

    /// <summary>Writes it down.</summary>
    public void Write(Deed deed)
    {
        if (!_written.Add(deed)) return;
        _file.Seek(0, SeekOrigin.End);
        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(new Line(deed, _lastTurn()), WorkflowJson.Options), (byte)'\n']);
        _file.Flush(flushToDisk: true);
        _afterWrite?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private sealed record Line(Deed Deed, long Turn);
}
