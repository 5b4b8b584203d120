using Fido2Workflow.Api.Yaml;

namespace Fido2Workflow.Cli.Passes;

/// <summary>Where a pass's code may be shown: on a terminal, where it is read and gone. A pipe or a file would keep it.</summary>
public sealed class CodeScreen
{
    /// <summary>What the operator is told where there is none.</summary>
    public const string Missing = "The code would go into a pipe or a file and stay there, so nothing was issued.";

    private readonly TextWriter _screen;

    private CodeScreen(TextWriter screen) => _screen = screen;

    /// <summary>The screen of a verb's run; null where there is no terminal and the operator did not ask for the code all the same.</summary>
    /// <param name="isJson">Standard output holds data: a code is never data, so it is shown with the talk.</param>
    /// <param name="isPrinted">The operator said <c>--print</c>.</param>
    /// <exception cref="BadInputException">Both were said.</exception>
    public static CodeScreen? Find(TextWriter output, TextWriter error, bool isJson, bool isPrinted)
    {
        if (isJson && isPrinted) throw new BadInputException("--print: it puts the code on standard output, where --json puts data and never a code; expected one of the two.");
        if (isJson) return ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? new(error) : null;
        return isPrinted || (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected) ? new(output) : null;
    }

    /// <summary>Shows the code, once.</summary>
    public void Show(string person, string code)
    {
        _screen.WriteLine();
        _screen.WriteLine($"  Temporary Access Pass of {person}:  {code}");
        _screen.WriteLine();
    }
}
