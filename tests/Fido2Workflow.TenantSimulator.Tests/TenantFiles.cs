using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

/// <summary>A copy of the test tenant's folder, to be changed as a test likes.</summary>
public sealed class TenantFiles : IDisposable
{
    private TenantFiles(DirectoryInfo folder) => Folder = folder.FullName;

    public string Folder { get; }

    public static TenantFiles Copy()
    {
        var files = new TenantFiles(Directory.CreateTempSubdirectory("tenant"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Tenant")))
            File.Copy(file, files[Path.GetFileName(file)]);
        return files;
    }

    public string this[string name] => Path.Combine(Folder, name);

    public JsonNode Read(string name) =>
        JsonNode.Parse(File.ReadAllText(this[name]), null, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;

    public TenantFiles Edit(string name, Action<JsonNode> change)
    {
        var content = Read(name);
        change(content);
        File.WriteAllText(this[name], content.ToJsonString());
        return this;
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
