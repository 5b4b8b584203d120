using System.CommandLine;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Serving;

namespace Fido2Workflow.Cli.Operating;

/// <summary>The options of every verb that operates a rollout over the API of its host, and how such a verb runs.</summary>
public sealed class HostOptions
{
    /// <summary><c>--host</c>.</summary>
    public Option<string> Host { get; } = new("--host") { Description = $"The host's address, such as {ServeOptions.LocalUrl}. Your key is read from the environment variable {HostClient.KeyVariable}.", HelpName = "url", Required = true };

    /// <summary><c>--json</c>.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Data on standard output, talk on standard error." };

    /// <summary>Adds them, and makes the verb do that: what it answers is written as data, and told as lines.</summary>
    /// <param name="tell">Lines for people, and how the verb ends.</param>
    public void Run<T>(Command verb, Func<ParseResult, HostClient, CancellationToken, Task<T>> askAsync, Func<ParseResult, T, (IEnumerable<string> Lines, int ExitCode)> tell)
    {
        verb.Options.Add(Host);
        verb.Options.Add(Json);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var isJson = parsed.GetValue(Json);
            using var host = HostClient.Open(parsed.GetRequiredValue(Host));
            try
            {
                var answer = await askAsync(parsed, host, cancellation);
                var (lines, exitCode) = tell(parsed, answer);
                foreach (var line in lines) (isJson ? error : output).WriteLine(line);
                if (isJson) JsonOutput.Write(output, answer);
                return exitCode;
            }
            catch (HostException refused)
            {
                var (_, detail, nextStep, mistakes) = refused.What;
                foreach (var line in mistakes is { Count: > 0 } ? mistakes : [detail]) error.WriteLine(line);
                error.WriteLine($"  {nextStep}");
                if (isJson) JsonOutput.Write(output, refused.What);
                return refused.ExitCode;
            }
        });
    }
}
