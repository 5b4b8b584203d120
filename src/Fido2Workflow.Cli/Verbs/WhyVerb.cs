using System.CommandLine;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Operating;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.People;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Causes;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 why</c>: asked of a rollout's host, or of the tenant itself where no host holds the state folder.</summary>
public static class WhyVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        options.Tenant.Required = false;
        var user = new Option<string>("--user") { Description = "Who does not get in: a user principal name.", HelpName = "upn", Required = true };
        var host = new HostOptions().Host;
        host.Required = false;
        var name = new Option<string?>("--rollout") { Description = "With --host: the rollout, by its plan's name.", HelpName = "name" };
        var verb = new Command("why", "Why one person does not get in: their last sign-ins, the cause, whether it is the rollout's doing, and what helps, ranked. It only reads: from the host of the rollout (--host) or from the tenant itself (--tenant). Exits 0 when the cause is known, 3 when nobody can tell, 2 for bad input.") { user, host, name };
        options.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var person = parsed.GetRequiredValue(user);
            if (parsed.GetValue(host) is { } address)
            {
                var rollout = parsed.GetValue(name) ?? throw new BadInputException("--rollout: nothing was found; expected the rollout's name, beside --host.");
                var path = $"api/rollouts/{Uri.EscapeDataString(rollout)}/people/{Uri.EscapeDataString(person)}";
                return await HostOptions.AskAsync(parsed, address, parsed.GetValue(options.Json), asked => asked.GetAsync<WhyReport>(path, cancellation), report => (WhyText.Lines(report), ExitCodeOf(report)));
            }
            if (parsed.GetValue(options.Tenant) is null) throw new BadInputException($"--tenant: nothing was found; expected {TenantConnection.Expected}; or --host with the address of the rollout's host.");
            var found = await ReadAsync(parsed, options, person);
            var (talk, data) = Words.Streams(parsed, options);
            foreach (var line in WhyText.Lines(found)) talk.WriteLine(line);
            if (data is not null) JsonOutput.Write(data, found);
            return ExitCodeOf(found);
        });
        return verb;
    }

    private static async Task<WhyReport> ReadAsync(ParseResult parsed, RolloutOptions options, string user)
    {
        await using var rollout = await options.OpenAsync(parsed);
        var person = await new NamedAccounts(rollout.Tenant.Reader, rollout.Plan).FindAsync("--user", user);
        return await WhyReport.ReadAsync(rollout.Tenant.Reader, rollout.State.Decisions, rollout.Plan, person, rollout.Tenant.Clock.GetUtcNow());
    }

    private static int ExitCodeOf(WhyReport report) => report.IsOurs is null ? ExitCodes.Unknown : ExitCodes.Yes;
}
