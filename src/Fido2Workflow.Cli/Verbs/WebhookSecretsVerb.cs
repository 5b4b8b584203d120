using System.CommandLine;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Hosting.Keys;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 keys webhook</c>: the secrets with which integrations sign what they call back with.</summary>
internal static class WebhookSecretsVerb
{
    /// <summary>The verb.</summary>
    public static Command Create() => new("webhook", "The secrets with which integrations sign approvals. Two of one integration count at once, so that one can be rotated: add the new, give it out, revoke the old.")
    {
        Add(), List(), Revoke(),
    };

    private static Command Add()
    {
        var tenant = new Option<string>("--tenant") { Description = $"The tenant whose rollouts it may answer about. {TenantConnection.Expected}.", HelpName = "tenant", Required = true };
        var name = new Option<string>("--name") { Description = "The integration: lower-case letters, digits and hyphens.", HelpName = "name", Required = true };
        var state = KeysVerb.State();
        var verb = new Command("add", "Makes a secret and prints it, this once.") { tenant, name, state };
        verb.SetAction(async (parsed, _) =>
        {
            var (named, integration) = (parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(name));
            if (integration.Length == 0 || !integration.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
                throw new BadInputException($"--name: \"{integration}\" was found; expected lower-case letters, digits and hyphens.");
            await using var connection = await TenantConnection.OpenAsync(named);
            var made = await new WebhookSecretsFile(StateChoice.Of(parsed.GetValue(state), named)).MakeAsync(integration, connection.TenantId, TimeProvider.System.GetUtcNow())
                ?? throw new BadInputException($"--name: {integration} has {WebhookSecretsFile.AtOnce} secrets already, or is another tenant's; expected an integration of this tenant with room for one. Revoke the old secret first.");
            parsed.InvocationConfiguration.Output.WriteLine(made.Secret);
            parsed.InvocationConfiguration.Error.WriteLine($"Secret {made.Id} of {integration} counts from now on. It is shown this once: put it where the integration keeps secrets.");
            return ExitCodes.Yes;
        });
        return verb;
    }

    private static Command List()
    {
        var (state, json) = (KeysVerb.State(), KeysVerb.Json());
        var verb = new Command("list", "Shows every secret's id and integration, never the secret.") { state, json };
        verb.SetAction(async (parsed, _) =>
        {
            var secrets = await new WebhookSecretsFile(StateChoice.Of(parsed.GetValue(state))).ReadAsync();
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var talk = parsed.GetValue(json) ? error : output;
            foreach (var secret in secrets) talk.WriteLine($"{secret.Id}  {secret.Integration}, tenant {secret.Tenant}, made {Text.Instant(secret.MadeAt)} UTC");
            if (secrets.Count == 0) talk.WriteLine("There are no secrets.");
            if (parsed.GetValue(json)) JsonOutput.Write(output, secrets.Select(secret => new { secret.Id, secret.Integration, secret.Tenant, secret.MadeAt }));
            return ExitCodes.Yes;
        });
        return verb;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("secret") { Description = "The secret's id, as list shows it." };
        var state = KeysVerb.State();
        var verb = new Command("revoke", "Takes a secret away: what it signs is not believed any more.") { id, state };
        verb.SetAction(async (parsed, _) =>
        {
            var secret = parsed.GetRequiredValue(id);
            if (!await new WebhookSecretsFile(StateChoice.Of(parsed.GetValue(state))).RemoveAsync(secret)) throw new BadInputException($"\"{secret}\" was found; expected the id of a secret, as fido2 keys webhook list shows it.");
            parsed.InvocationConfiguration.Output.WriteLine($"What secret {secret} signs is not believed any more.");
            return ExitCodes.Yes;
        });
        return verb;
    }
}
