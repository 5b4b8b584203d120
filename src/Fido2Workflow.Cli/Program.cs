using Fido2Workflow.Cli;

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
