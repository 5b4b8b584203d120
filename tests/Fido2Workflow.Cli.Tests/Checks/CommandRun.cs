using System.Globalization;
using System.Text.Json;

namespace Fido2Workflow.Cli.Tests.Checks;

/// <summary>A command line that was run in this process: how it ended and what it said.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>What <c>--json</c> put on standard output.</summary>
    public JsonElement Json => JsonElement.Parse(Output);

    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exitCode = await CommandLine.RunAsync(args, output, error);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
