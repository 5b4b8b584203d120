using Microsoft.DurableTask.Client;

namespace Fido2Workflow.Functions.Triggers;

/// <summary>The client of Durable Task. The Functions host hands it to each call of a function that asks for it, and to nothing else.</summary>
public sealed class HostsClient
{
    private DurableTaskClient? _last;

    /// <summary>The client that was handed over last.</summary>
    /// <exception cref="InvalidOperationException">No function that is handed one has been called yet.</exception>
    public DurableTaskClient Current => Volatile.Read(ref _last) ?? throw new InvalidOperationException("a workflow was asked for outside of every function that is handed the client");

    /// <summary>Takes what was handed to a function.</summary>
    public void Take(DurableTaskClient client) => Volatile.Write(ref _last, client);
}
