namespace Fido2Workflow.Cli.Output;

/// <summary>How far long work has come: on a terminal one line that changes in place and is gone afterwards, elsewhere a line each time.</summary>
public sealed class ProgressLine(TextWriter error) : IDisposable
{
    private const string EraseLine = "\r\u001b[K";

    private readonly bool _isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>Shows this instead of what was shown before.</summary>
    public void Show(string text)
    {
        if (_isTerminal) error.Write(EraseLine + text);
        else error.WriteLine(text);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTerminal) error.Write(EraseLine);
    }
}
