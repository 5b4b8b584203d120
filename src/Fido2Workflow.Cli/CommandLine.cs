using System.CommandLine;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Cli.Verbs;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli;

/// <summary><c>fido2</c>, as it can be called from within a process too.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <param name="output">Gets the answer; with <c>--json</c>, data alone.</param>
    /// <param name="error">Gets mistakes and progress; with <c>--json</c>, all talk.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var mistake in parsed.Errors) await error.WriteLineAsync(mistake.Message);
            await error.WriteLineAsync("Try --help.");
            return ExitCodes.BadInput;
        }
        try
        {
            var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
            if (parsed.CommandResult.Command.Name == ServeVerb.Name) invocation.ProcessTerminationTimeout = ServeVerb.StopsWithin;
            return await parsed.InvokeAsync(invocation);
        }
        catch (Exception bad) when (bad is BadInputException or TenantFolderException or StateFolderException or ClockSetBackException)
        {
            await error.WriteLineAsync(bad.Message);
            return ExitCodes.BadInput;
        }
        catch (RefusedException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return ExitCodes.Refused;
        }
        catch (CouldNotFindOutException unread)
        {
            await error.WriteLineAsync(unread.Message);
            return ExitCodes.Unknown;
        }
    }

    /// <summary>Every verb there is.</summary>
    public static RootCommand Root => new("fido2: moves a Microsoft 365 tenant to FIDO2 keys in the right order, and locks nobody out.")
    {
        AssessVerb.Create(),
        CheckVerb.Create(),
        PreflightVerb.Create(),
        PrepareVerb.Create(),
        RehearseVerb.Create(),
        RollbackVerb.Create(),
        ServeVerb.Create(),
        KeysVerb.Create(),
        RolloutVerb.Create(),
        WaveVerb.Create(),
        TapVerb.Create(),
        PersonVerbs.Admit(),
        PersonVerbs.Release(),
        WhyVerb.Create(),
        LostKeyVerb.Create(),
        AttestVerb.Create(),
        DrillVerb.Create(),
        ServiceAccountVerb.Create(),
        SweepVerb.Create(),
        EvidenceVerb.Create(),
    };
}
