namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary>The folders that are rehearsed.</summary>
internal static class Tenants
{
    /// <summary>Six people in one wave, looked at rarely: a rollout of at most 150 writes.</summary>
    public static string SixPeople { get; } = Path.Combine(Root(), "tests", "Fido2Workflow.Cli.Tests", "tenants", "six-people");

    /// <summary>The sample of 400 people.</summary>
    public static string Contoso { get; } = Path.Combine(Root(), "samples", "contoso");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Fido2Workflow.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no checkout of this repository.");
        return folder.FullName;
    }
}
