namespace Fido2Workflow.Api.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The sample of 400 people.</summary>
    public static string Contoso { get; } = Path.Combine(Root, "samples", "contoso");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Fido2Workflow.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no checkout of this repository.");
        return folder.FullName;
    }
}
