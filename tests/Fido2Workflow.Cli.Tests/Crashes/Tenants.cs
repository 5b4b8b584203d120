namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary>The folders that are rehearsed.</summary>
internal static class Tenants
{
    /// <summary>Six people in one wave, looked at rarely: a rollout of at most 150 writes.</summary>
    public static string SixPeople { get; } = Path.Combine(Repository.Root, "tests", "Fido2Workflow.Cli.Tests", "tenants", "six-people");

    /// <summary>The sample of 400 people.</summary>
    public static string Contoso { get; } = Path.Combine(Repository.Root, "samples", "contoso");
}
