using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Cli.Tests.Checks;

namespace Fido2Workflow.Cli.Tests.Evidences;

/// <summary>The six people's rollout, rehearsed once to its end, and its evidence written to a file.</summary>
public sealed class RehearsedEvidence : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fido2-evidence-").FullName;

    /// <summary>The state folder.</summary>
    public string State => Path.Combine(_folder, "state");

    /// <summary>What an auditor is handed.</summary>
    public string File => Path.Combine(_folder, "evidence.json");

    /// <summary>The plan.</summary>
    public static string Plan => Path.Combine(Crashes.Tenants.SixPeople, "plan.yaml");

    /// <summary>What it said when it wrote the file.</summary>
    internal CommandRun Told { get; private set; } = null!;

    /// <summary>A copy of the file, changed.</summary>
    public string Copy(Func<string, string> change)
    {
        var copy = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        System.IO.File.WriteAllText(copy, change(System.IO.File.ReadAllText(File)));
        return copy;
    }

    public async Task InitializeAsync()
    {
        Assert.True((await new Rehearsal(new() { Folder = Crashes.Tenants.SixPeople, State = State }).RunAsync()).IsDone);
        Told = await CommandRun.OfAsync("evidence", "--plan", Plan, "--state", State, "--export", File);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}
