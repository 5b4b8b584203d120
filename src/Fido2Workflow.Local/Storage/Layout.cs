namespace Fido2Workflow.Local.Storage;

/// <summary>The tables of a database, as they became what they are.</summary>
/// <param name="Check">Asks SQLite whether what the file holds hangs together; it answers <c>ok</c>.</param>
/// <param name="Steps">Element N turns format N into format N + 1; format 0 is an empty file. What was released is never changed: a change is a further step.</param>
internal sealed record Layout(string Check, IReadOnlyList<string> Steps)
{
    /// <summary>The format that this build reads and writes.</summary>
    public int Format => Steps.Count;
}
