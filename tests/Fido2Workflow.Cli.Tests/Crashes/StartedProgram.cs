using System.Diagnostics;

namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary>A program of ours that ran as a process of its own, and how it ended.</summary>
/// <param name="Output">What it printed on standard output.</param>
/// <param name="Errors">What it printed on standard error.</param>
internal sealed record StartedProgram(int ExitCode, string Output, string Errors)
{
    private const int Sigkill = 128 + 9;

    /// <summary>It died of SIGKILL.</summary>
    public bool WasKilled => ExitCode == Sigkill;

    /// <summary>Runs one of the programs beside the tests until it ends or is killed.</summary>
    public static Task<StartedProgram> RunAsync(string program, params string[] arguments) => RunAsync(program, arguments, int.MaxValue);

    /// <summary>The same, and kills it with SIGKILL as soon as it has printed so many lines.</summary>
    public static async Task<StartedProgram> RunAsync(string program, string[] arguments, int killedAfterLines)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (lines.Count == killedAfterLines) process.Kill();
        }
        await process.WaitForExitAsync();
        return new(process.ExitCode, string.Join('\n', lines), await errors);
    }
}
