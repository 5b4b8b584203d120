using System.CommandLine;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Endpoints;
using Fido2Workflow.Cli.Operating;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 admit</c> and <c>fido2 release</c>: what people decide about one person, over the API of the rollout's host.</summary>
public static class PersonVerbs
{
    /// <summary><c>fido2 admit</c>.</summary>
    public static Command Admit()
    {
        var (rollout, wave, person, reason) = (RolloutVerb.Name(), Wave(), Person("Who is let in"), Words.Reason());
        var verb = new Command("admit", "Lets a newcomer with a proven key into an enforced wave. They are judged again right before it is done: see with fido2 why whether they are in.") { rollout, wave, person, reason };
        new HostOptions().Run(verb,
            (parsed, host, cancellation) => host.PostAsync<DecisionStored>($"{PathOf(parsed, rollout, wave)}/admit",
                new AdmissionAsked(parsed.GetRequiredValue(person), parsed.GetValue(reason)), cancellation),
            (parsed, stored) => ([$"{parsed.GetRequiredValue(person)} is let in. Decision {stored.Sequence}."], ExitCodes.Yes));
        return verb;
    }

    /// <summary><c>fido2 release</c>.</summary>
    public static Command Release()
    {
        var (rollout, wave, person, reason) = (RolloutVerb.Name(), Wave(), Person("Who is let out"), Words.Reason());
        var check = new Option<string?>("--identity-check") { Description = "How you made sure who they are, such as \"badge seen at the desk\": recorded with the release. Without it, a check recorded within the last hour counts.", HelpName = "how" };
        var hours = new Option<double?>("--hours") { Description = "For how long. Without it, for as long as the plan lets it last.", HelpName = "number" };
        var end = new Option<bool>("--end") { Description = "Ends their release now, before it ends by itself." };
        var verb = new Command("release", "Takes one person out of the reach of an enforced wave, for at most a day and after an identity check. It ends by itself.") { rollout, wave, person, reason, check, hours, end };
        new HostOptions().Run(verb,
            (parsed, host, cancellation) => parsed.GetValue(end)
                ? host.PostAsync<DecisionStored>($"{PathOf(parsed, rollout, wave)}/release/end", new ReleaseEndAsked(parsed.GetRequiredValue(person), parsed.GetValue(reason)), cancellation)
                : host.PostAsync<DecisionStored>($"{PathOf(parsed, rollout, wave)}/release",
                    new ReleaseAsked(parsed.GetRequiredValue(person), parsed.GetValue(reason) ?? "", parsed.GetValue(check), parsed.GetValue(hours)), cancellation),
            (parsed, stored) => ([parsed.GetValue(end)
                ? $"The release of {parsed.GetRequiredValue(person)} ends now. Decision {stored.Sequence}."
                : $"{parsed.GetRequiredValue(person)} is let out: within minutes, and at the latest once the change has propagated. Decision {stored.Sequence}."], ExitCodes.Yes));
        return verb;
    }

    private static Option<int> Wave() => new("--wave") { Description = "The enforced wave.", HelpName = "number", Required = true };

    private static Option<string> Person(string who) => new("--person") { Description = $"{who}: an object id or a user principal name.", HelpName = "person", Required = true };

    private static string PathOf(ParseResult parsed, Option<string> rollout, Option<int> wave) =>
        FormattableString.Invariant($"api/rollouts/{Uri.EscapeDataString(parsed.GetRequiredValue(rollout))}/waves/{parsed.GetRequiredValue(wave)}");
}
