using System.CommandLine;
using Fido2Workflow.Cli;
using Fido2Workflow.Cli.Verbs;
using Fido2Workflow.Cli.Yaml;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

var root = new RootCommand("fido2: moves a Microsoft 365 tenant to FIDO2 keys in the right order, and locks nobody out.") { RehearseVerb.Create() };
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
    await Console.Error.WriteLineAsync("Try --help.");
    return ExitCodes.BadInput;
}
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception bad) when (bad is BadInputException or TenantFolderException or StateFolderException)
{
    await Console.Error.WriteLineAsync(bad.Message);
    return ExitCodes.BadInput;
}
