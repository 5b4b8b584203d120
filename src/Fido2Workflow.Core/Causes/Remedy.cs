namespace Fido2Workflow.Core.Causes;

/// <summary>Something that helps somebody to get in.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Sentence">What to do, for the operator.</param>
/// <param name="Least">How soon it helps at best.</param>
/// <param name="Most">How late it helps at worst.</param>
/// <param name="Obstacle">Why it cannot be done now; null where nothing stands against it.</param>
public sealed record Remedy(string Code, string Sentence, TimeSpan Least, TimeSpan Most, string? Obstacle = null);
