namespace Fido2Workflow.Core.Durable;

/// <summary>A workflow's name with the types of what goes in and comes out.</summary>
public sealed record Workflow<TInput, TOutput>(string Name);

/// <summary>An activity's name with its types, and how often the host tries it when it throws.</summary>
public sealed record Activity<TInput, TOutput>(string Name, RetryPolicy Retry);

/// <summary>What a workflow returns: that it has finished, or that it goes on with a fresh history.</summary>
public abstract record Next<TInput, TOutput>
{
    private Next() { }

    /// <summary>The workflow has finished.</summary>
    public sealed record Completed(TOutput Output) : Next<TInput, TOutput>;

    /// <summary>The workflow starts over with this input, the same id and version, and the events not yet received.</summary>
    public sealed record ContinuedAsNew(TInput Input) : Next<TInput, TOutput>;
}
