using System.Diagnostics.CodeAnalysis;
using Fido2Workflow.Api.Problems;

namespace Fido2Workflow.Api;

/// <summary>What a request names, or why it cannot be had.</summary>
public abstract record Found<T>
{
    private Found() { }

    /// <summary>It.</summary>
    public sealed record It(T Value) : Found<T>;

    /// <summary>Not it.</summary>
    public sealed record Not(Problem Problem) : Found<T>;

    /// <summary>Whether it is there; else why not.</summary>
    public bool Is([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        (value, problem) = this is It { Value: var it } ? (it, null) : (default(T), ((Not)this).Problem);
        return problem is null;
    }

    /// <summary>It.</summary>
    public static implicit operator Found<T>(T value) => new It(value);

    /// <summary>Not it.</summary>
    public static implicit operator Found<T>(Problem problem) => new Not(problem);
}
