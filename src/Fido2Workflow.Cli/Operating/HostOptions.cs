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
        verb.SetAction((parsed, cancellation) => AskAsync(
            parsed, parsed.GetRequiredValue(Host), parsed.GetValue(Json), host => askAsync(parsed, host, cancellation), answer => tell(parsed, answer)));
    }

    /// <summary>Asks a host, and answers how the verb ends: what the host answers is written as data, and told as lines; so is a refusal.</summary>
    internal static async Task<int> AskAsync<T>(
        ParseResult parsed, string address, bool isJson, Func<HostClient, Task<T>> askAsync, Func<T, (IEnumerable<string> Lines, int ExitCode)> tell)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        using var host = HostClient.Open(address);
        try
        {
            var answer = await askAsync(host);
            var (lines, exitCode) = tell(answer);
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
    }
}
