using System.Diagnostics;

namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary>The program as a shell runs it.</summary>
internal sealed record Fido2(int ExitCode, string Output, string Error)
{
    public static async Task<Fido2> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "fido2.dll"), .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
