namespace Fido2Workflow.Entra.Reading;

/// <summary>An answer is not what Graph says it is. Caught where answers are understood, and a value from there on.</summary>
internal sealed class UnexpectedShapeException(string property, string found, string expected)
    : Exception($"{property} is {found}, expected {expected}")
{
    /// <summary>The same mistake, seen from the object around it.</summary>
    public UnexpectedShapeException Within(string parent) => new($"{parent}.{property}", found, expected);
}
