namespace Fido2Workflow.Cli.Output;

/// <summary>Other people's text on its way into a spreadsheet.</summary>
public static class SpreadsheetText
{
    /// <summary>The text, quoted where a spreadsheet would compute it.</summary>
    public static string Of(string text) => text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
}
