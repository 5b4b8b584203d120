using System.CommandLine;
using Fido2Workflow.Cli.People;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.KeyLosses;
using Fido2Workflow.Core.People;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 lost-key</c>.</summary>
public static class LostKeyVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        var user = new Option<string>("--user") { Description = "Who lost a key: a user principal name.", HelpName = "upn", Required = true };
        var key = new Option<string?>("--key") { Description = "The id of the lost FIDO2 method, as fido2 check shows it. Without it, the only one they have.", HelpName = "id" };
        var check = new Option<string?>("--identity-check") { Description = "How you made sure who they are, such as \"badge seen at the desk\": recorded before the key is deleted. Without it, a check recorded within the last hour counts.", HelpName = "how" };
        var wave = new Option<int>("--wave") { Description = "The wave they are in.", HelpName = "number" };
        var by = Words.By();
        var verb = new Command("lost-key", "The way of a lost key, step by step: deletes it and revokes the person's sessions, once, and from then on says what is next: a spare or a release, a pass, the new key, the end of the release. Run it again at any time. Exits 0 when all is done, 1 when a step is to be done by somebody, 3 when nobody could find out, 4 when it was refused or --allow-writes was not said.") { user, key, check, wave, by };
        options.AddToWriting(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (talk, data) = Words.Streams(parsed, options);
            await using var rollout = await options.OpenAsync(parsed);
            Words.ExpectWave(rollout.Plan, parsed.GetValue(wave), least: 0);
            var accounts = new NamedAccounts(rollout.Tenant.Reader, rollout.Plan);
            var decider = await accounts.FindDeciderAsync(parsed.GetRequiredValue(by));
            var person = await accounts.FindAsync("--user", parsed.GetRequiredValue(user));
            var order = new KeyLossOrder(Words.NewId(rollout.Plan, "lost-key"), decider.Id, parsed.GetValue(wave), parsed.GetValue(key), parsed.GetValue(check));
            var facts = await new PersonFactsReader(rollout.Tenant.Reader, rollout.State.Decisions).ReadAsync(rollout.Plan, person);
            return await new LostKeyCounter(rollout, talk, data).ServeAsync(facts, order);
        });
        return verb;
    }
}
