using System.CommandLine;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Passes;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Passes;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 tap issue</c> and <c>fido2 tap test</c>.</summary>
public static class TapVerb
{
    private const string PrintHelp = "Puts the code on standard output though that is no terminal: whatever reads it there keeps a secret.";

    /// <summary>The verb.</summary>
    public static Command Create() => new("tap", "Temporary Access Passes: for people who have no other way to register a key, and a test of one.") { Issue(), Test() };

    private static Command Issue()
    {
        var options = new RolloutOptions();
        var user = new Option<string>("--user") { Description = "Who gets the pass: a user principal name.", HelpName = "upn", Required = true };
        var check = new Option<string?>("--identity-check") { Description = "How you made sure who they are, such as \"badge seen at the desk\": recorded before the pass is issued. Without it, a check recorded within the last hour counts.", HelpName = "how" };
        var by = Words.By();
        var wave = new Option<int>("--wave") { Description = "The wave they are in.", HelpName = "number" };
        var print = new Option<bool>("--print") { Description = PrintHelp };
        var verb = new Command("issue", "Issues a one-time Temporary Access Pass after an identity check, and shows its code once, on a terminal. Exits 0 when it was issued, 4 when it was refused or --allow-writes was not said, 3 when nobody could find out, 2 for bad input.") { user, check, by, wave, print };
        options.AddToWriting(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (talk, data) = Words.Streams(parsed, options);
            var screen = FindScreen(parsed, options, print);
            var how = parsed.GetValue(check);
            if (how is not null && string.IsNullOrWhiteSpace(how)) throw new BadInputException("--identity-check: nothing was found; expected how you made sure who they are.");
            await using var rollout = await options.OpenAsync(parsed);
            Words.ExpectWave(rollout.Plan, parsed.GetValue(wave), least: Decision.Prerequisites);
            var accounts = new NamedAccounts(rollout.Tenant.Reader, rollout.Plan);
            var decider = await accounts.FindDeciderAsync(parsed.GetRequiredValue(by));
            var person = await accounts.FindAsync("--user", parsed.GetRequiredValue(user));
            var order = new PassOrder.ForPerson(how) { Id = Words.NewId(rollout.Plan, "tap-issue"), By = decider.Id, Wave = parsed.GetValue(wave) };
            return await new PassCounter(rollout, screen, talk, data).ServeAsync(await ReadAsync(rollout, person), order);
        });
        return verb;
    }

    private static Command Test()
    {
        var options = new RolloutOptions();
        var by = Words.By();
        var confirm = new Option<bool>("--confirm") { Description = "Issues nothing, and looks whether the pass that was issued last has been used." };
        var print = new Option<bool>("--print") { Description = PrintHelp };
        var verb = new Command("test", "Issues a pass to the test user of the plan, waits until somebody has signed in with it, and records that it was consumed. Exits 0 when it was, 1 when it ended unused, 3 when that is not known, 4 when it was refused or --allow-writes was not said.") { by, confirm, print };
        options.AddToWriting(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var (talk, data) = Words.Streams(parsed, options);
            var screen = parsed.GetValue(confirm) ? null : FindScreen(parsed, options, print);
            await using var rollout = await options.OpenAsync(parsed);
            if (rollout.Plan.Passes.TestUser is not { } testUser) throw new BadInputException("passes.test-user: nothing was found in the plan; expected the object id of an account to try passes on.");
            var accounts = new NamedAccounts(rollout.Tenant.Reader, rollout.Plan);
            var decider = await accounts.FindDeciderAsync(parsed.GetRequiredValue(by));
            var trial = new PassTrial(rollout, decider.Id, talk, data);
            if (parsed.GetValue(confirm)) return await trial.ConfirmAsync();

            var person = await accounts.FindAsync("passes.test-user", testUser);
            var order = new PassOrder.ForTest { Id = Words.NewId(rollout.Plan, "tap-test"), By = decider.Id, Wave = Decision.Prerequisites };
            var served = await new PassCounter(rollout, screen, talk, data: null).ServeAsync(await ReadAsync(rollout, person), order);
            return served == ExitCodes.Yes ? await trial.WaitAsync(cancellation) : trial.NotIssued(served);
        });
        return verb;
    }

    private static CodeScreen? FindScreen(ParseResult parsed, RolloutOptions options, Option<bool> print) => CodeScreen.Find(
        parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(options.Json), parsed.GetValue(print));

    private static Task<PassFacts> ReadAsync(OpenRollout rollout, User person) =>
        new PassFactsReader(rollout.Tenant.Reader, rollout.State.Decisions).ReadAsync(rollout.Plan, person);
}
