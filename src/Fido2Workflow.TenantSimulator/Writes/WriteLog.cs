using System.Text;
using Fido2Workflow.TenantSimulator.Folder;

namespace Fido2Workflow.TenantSimulator.Writes;

/// <summary>
/// Accepted writes, one a line, each on disk before its answer leaves. A last line without its end was torn by a crash:
/// its answer never left, so it is dropped.
/// </summary>
internal sealed class WriteLog : IDisposable
{
    private readonly FileStream? _file;

    private WriteLog(FileStream? file, IReadOnlyList<AcceptedWrite> found) => (_file, Found) = (file, found);

    /// <summary>The writes the log held when it was opened.</summary>
    public IReadOnlyList<AcceptedWrite> Found { get; }

    public static WriteLog Open(string? stateFolder)
    {
        if (stateFolder is null) return new(null, []);
        Directory.CreateDirectory(stateFolder);
        var (found, length) = Read(stateFolder);
        var file = new FileStream(FileIn(stateFolder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        file.SetLength(length);
        file.Seek(0, SeekOrigin.End);
        return new(file, found);
    }

    public static DateTimeOffset? LastWriteAt(string stateFolder) => Read(stateFolder).Writes is [.., var last] ? last.At : null;

    public void Append(AcceptedWrite write)
    {
        if (_file is null) return;
        _file.Write(Encoding.UTF8.GetBytes(write.ToLine() + "\n"));
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file?.Dispose();

    private static (IReadOnlyList<AcceptedWrite> Writes, long Length) Read(string stateFolder)
    {
        var path = FileIn(stateFolder);
        if (!File.Exists(path)) return ([], 0);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var length = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(bytes, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. lines.Select((line, index) => AcceptedWrite.Parse(line, path, index + 1))], length);
    }

    private static string FileIn(string stateFolder) => Path.Combine(stateFolder, "writes.jsonl");
}
