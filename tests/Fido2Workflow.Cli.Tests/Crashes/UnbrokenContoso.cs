using Fido2Workflow.Cli.Rehearsals;

namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary>Contoso's rehearsal without a crash, played once for all tests that compare with it.</summary>
public sealed class UnbrokenContoso : IAsyncLifetime
{
    /// <summary>The name of the tests that share it.</summary>
    public const string Name = "Contoso, unbroken";

    /// <summary>The closing summary.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>How many writes it took, the tenant's included.</summary>
    public int Writes { get; private set; }

    /// <summary>How many lines of its timeline were told.</summary>
    public int Lines { get; private set; }

    public async Task InitializeAsync()
    {
        using var state = new StateOfARehearsal();
        var report = await new Rehearsal(new()
        {
            Folder = Tenants.Contoso, State = state.Path, AfterWrite = () => Writes++, OnTimeline = _ => Lines++,
        }).RunAsync();
        Assert.True(report.IsDone);
        Summary = ClosingSummary.Of(report);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>Its collection.</summary>
[CollectionDefinition(UnbrokenContoso.Name)]
public sealed class UnbrokenContosoTests : ICollectionFixture<UnbrokenContoso>;
