namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>The six people of whom nothing is known yet, for tests that change nothing.</summary>
public sealed class FreshApi : IAsyncLifetime
{
    internal RunningApi Api { get; private set; } = null!;

    public async Task InitializeAsync() => Api = await RunningApi.StartFreshAsync();

    public async Task DisposeAsync() => await Api.DisposeAsync();
}

/// <summary>The six people while their second wave asks for approval, for tests that change nothing.</summary>
public sealed class AskingApi : IAsyncLifetime
{
    internal RunningApi Api { get; private set; } = null!;

    /// <summary>The question that stands open.</summary>
    internal Question Question { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Api = await RunningApi.StartAwaitingApprovalAsync(new() { Wire = Tickets.Wire });
        Question = await Question.OfAsync(Api);
    }

    public async Task DisposeAsync() => await Api.DisposeAsync();
}
