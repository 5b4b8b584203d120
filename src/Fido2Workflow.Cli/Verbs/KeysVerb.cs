using System.CommandLine;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Hosting.Keys;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 keys</c>: the local API keys of the embedded host, and the secrets of those who call back.</summary>
public static class KeysVerb
{
    private static readonly string[] Roles = [.. Enum.GetValues<Role>().Select(Of)];

    /// <summary>The verb.</summary>
    public static Command Create() => new("keys", "The local API keys of the embedded host. What is changed counts at once, also while it serves.")
    {
        Add(), List(), Revoke(), WebhookSecretsVerb.Create(),
    };

    /// <summary><c>--state</c>.</summary>
    internal static Option<string?> State() => new("--state") { Description = $"{StateChoice.Expected}.", HelpName = "folder" };

    /// <summary><c>--json</c>.</summary>
    internal static Option<bool> Json() => new("--json") { Description = "Data on standard output, talk on standard error." };

    private static Command Add()
    {
        var tenant = new Option<string>("--tenant") { Description = $"The tenant that the person is of. {TenantConnection.Expected}.", HelpName = "tenant", Required = true };
        var person = new Option<string>("--person") { Description = "For whom the key speaks: an object id, or a user principal name, which is looked up.", HelpName = "person", Required = true };
        var name = new Option<string>("--name") { Description = "What people call the key, such as the machine it is used on.", HelpName = "name", Required = true };
        var role = new Option<string[]>("--role") { Description = $"What it lets that person do: {string.Join(", ", Roles)}. Once for each role.", HelpName = "role", Required = true };
        role.AcceptOnlyFromAmong(Roles);
        var state = State();
        var verb = new Command("add", "Makes a key and prints it, this once: only a hash of it is kept.") { tenant, person, name, role, state };
        verb.SetAction(async (parsed, _) =>
        {
            var named = parsed.GetRequiredValue(tenant);
            var (tenantId, id, personName) = await FindAsync(named, parsed.GetRequiredValue(person));
            var roles = Enum.GetValues<Role>().Where(each => parsed.GetRequiredValue(role).Contains(Of(each))).ToList();
            var (key, text) = ApiKey.Make(id, tenantId, roles, TimeProvider.System.GetUtcNow());
            await new ApiKeysFile(StateChoice.Of(parsed.GetValue(state), named)).AddAsync(new(parsed.GetRequiredValue(name), personName, key));
            // The key alone on standard output, so that it can be put where it belongs without being seen.
            var talk = parsed.InvocationConfiguration.Error;
            parsed.InvocationConfiguration.Output.WriteLine(text);
            talk.WriteLine($"Key {key.Id} speaks for {personName ?? id} as {string.Join(", ", roles.Select(Of))}. It is shown this once: put it where that person keeps secrets, and into FIDO2_KEY when it is used.");
            return ExitCodes.Yes;
        });
        return verb;
    }

    private static Command List()
    {
        var (state, json) = (State(), Json());
        var verb = new Command("list", "Shows every key: whom it speaks for and what it may, never the key.") { state, json };
        verb.SetAction(async (parsed, _) =>
        {
            var keys = await new ApiKeysFile(StateChoice.Of(parsed.GetValue(state))).ReadAsync();
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var talk = parsed.GetValue(json) ? error : output;
            foreach (var (name, personName, key) in keys)
                talk.WriteLine($"{key.Id}  {name}: {personName ?? key.Person} as {string.Join(", ", key.Roles.Select(Of))}, made {Text.Instant(key.MadeAt)} UTC");
            if (keys.Count == 0) talk.WriteLine("There are no keys.");
            if (parsed.GetValue(json))
                JsonOutput.Write(output, keys.Select(named => new { named.Key.Id, named.Name, named.Key.Person, named.PersonName, named.Key.Tenant, Roles = named.Key.Roles.Select(Of), named.Key.MadeAt }));
            return ExitCodes.Yes;
        });
        return verb;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("key") { Description = "The key's id, as list shows it." };
        var state = State();
        var verb = new Command("revoke", "Takes a key away: it opens nothing any more.") { id, state };
        verb.SetAction(async (parsed, _) =>
        {
            var key = parsed.GetRequiredValue(id);
            if (!await new ApiKeysFile(StateChoice.Of(parsed.GetValue(state))).RemoveAsync(key)) throw new BadInputException($"\"{key}\" was found; expected the id of a key, as fido2 keys list shows it.");
            parsed.InvocationConfiguration.Output.WriteLine($"Key {key} opens nothing any more.");
            return ExitCodes.Yes;
        });
        return verb;
    }

    private static async Task<(string Tenant, string Id, string? Name)> FindAsync(string tenant, string person)
    {
        await using var connection = await TenantConnection.OpenAsync(tenant);
        if (Guid.TryParse(person, out var id)) return (connection.TenantId, $"{id}", null);
        return await connection.Reader.ReadUserAsync(person) switch
        {
            Answer<User>.Given { Value: var user } => (connection.TenantId, user.Id, user.UserPrincipalName),
            Answer<User>.Failed { Failure: TenantFailure.NotFound } => throw new BadInputException($"--person: \"{person}\" was found; expected an object id, or the user principal name of an account of the tenant."),
            var failed => throw new CouldNotFindOutException(((Answer<User>.Failed)failed).Failure),
        };
    }

    private static string Of(Role role) => role.ToString().ToLowerInvariant();
}
