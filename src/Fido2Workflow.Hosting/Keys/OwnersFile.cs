using System.Text.Json;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Hosting.Keys;

/// <summary>
/// A list in a file that nobody but its owner may read. It is read each time, so that a change counts at once, also in
/// another process; it is there whole or as it was before.
/// </summary>
public sealed class OwnersFile<T>(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What is in it; nothing where there is no such file.</summary>
    /// <exception cref="BadInputException">It holds something else.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync()
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return await JsonSerializer.DeserializeAsync<IReadOnlyList<T>>(file, WorkflowJson.Options) ?? [];
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (JsonException damaged)
        {
            throw new BadInputException($"{path}: {damaged.Message} Expected what fido2 keys writes: restore it from a copy, or delete it and make the keys anew.");
        }
    }

    /// <summary>Replaces what is in it. Two who change it at once come one after the other.</summary>
    /// <exception cref="BadInputException">It holds something else, or another process is changing it just now.</exception>
    public async Task ChangeAsync(Func<IReadOnlyList<T>, IReadOnlyList<T>> change)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var mine = Lock();
        var changed = change(await ReadAsync());
        var partial = $"{path}.partial";
        await using (var file = new FileStream(partial, Options(FileMode.Create)))
        {
            await JsonSerializer.SerializeAsync(file, changed, WorkflowJson.Options);
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
    }

    private FileStream Lock()
    {
        try
        {
            return new FileStream($"{path}.lock", Options(FileMode.OpenOrCreate));
        }
        catch (IOException)
        {
            throw new BadInputException($"{path}: another process is changing it just now; try again.");
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
