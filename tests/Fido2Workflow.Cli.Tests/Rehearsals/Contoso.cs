using Fido2Workflow.Cli.Rehearsals;

namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary>The sample tenant, where it stands in the repository, and copies of it to be changed as a test likes.</summary>
internal static class Contoso
{
    private static readonly Lazy<Task<Played>> Once = new(() => Played.RunAsync(new() { Folder = Folder!, State = "" }));

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "samples", "contoso");

    /// <summary>One rehearsal without faults, for all who compare with it.</summary>
    public static Task<Played> UndisturbedAsync() => Once.Value;

    /// <summary>A copy of the folder in which one text of one file is another.</summary>
    public static TemporaryFolder CopyWith(string file, string text, string other)
    {
        var copy = new TemporaryFolder();
        foreach (var each in Directory.EnumerateFiles(Folder))
            File.Copy(each, Path.Combine(copy.Path, Path.GetFileName(each)));
        var content = File.ReadAllText(Path.Combine(copy.Path, file));
        Assert.Contains(text, content, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(copy.Path, file), content.Replace(text, other, StringComparison.Ordinal));
        return copy;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Fido2Workflow.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside the repository");
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rehearsal-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
