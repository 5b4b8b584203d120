namespace Fido2Workflow.Entra.Reading;

/// <summary>An answer is not what Graph says it is. Caught where answers are understood, and a value from there on.</summary>
/// <param name="property">Its path, or nothing for the answer itself.</param>
internal sealed class UnexpectedShapeException(string property, string found, string expected)
    : Exception($"{(property is "" ? "the answer" : property)} is {found}, expected {expected}")
{
    /// <summary>The same mistake, seen from the object around it.</summary>
    public UnexpectedShapeException Within(string parent) => new(property is "" ? parent : $"{parent}.{property}", found, expected);
}
