using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.People;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Folder;

/// <summary>A tenant as its folder describes it, before anything has happened.</summary>
/// <param name="Now">The instant the tenant's story starts, in UTC.</param>
internal sealed record TenantFolder(
    string TenantId,
    DateTimeOffset Now,
    int Seed,
    DirectoryState State,
    IReadOnlyDictionary<string, Behaviour> Behaviours,
    IReadOnlyList<LaterEdit> Later)
{
    public static DateTimeOffset ReadNow(string folder) => TolerantJson.Read(Path.Combine(folder, "tenant.json"))["now"].Instant();

    public static string ReadId(string folder) => TolerantJson.Read(Path.Combine(folder, "tenant.json"))["tenantId"].Id().ToString();

    public static TenantFolder Load(string folder, SimulatorOptions options)
    {
        string InFolder(string name) => Path.Combine(folder, name);
        FileNode Read(string name) => TolerantJson.Read(InFolder(name));
        IEnumerable<JsonObject> ReadObjects(string name) => Unique(Read(name).Collection()).Select(item => item.AsObject());

        IEnumerable<JsonObject>? ReadObjectsIfThere(string name) => File.Exists(InFolder(name)) ? ReadObjects(name) : null;

        var tenant = Read("tenant.json");
        var tenantId = tenant["tenantId"].Id().ToString();
        var users = DirectoryState.ById(ReadObjects("users.json"));
        var methodsPolicy = Read("authenticationMethodsPolicy.json");
        var placeholders = Placeholders.Load(folder, options.PlaceholderFile);
        var policies = Unique(Read("conditionalAccessPolicies.json").Collection()).Concat(PolicyFiles.Read(options.PolicyFolder));
        var state = new DirectoryState
        {
            Users = users,
            Groups = new(Unique(Read("groups.json").Collection()).Select(ToGroup)
                .ToImmutableSortedDictionary(group => group.Id, group => group, StringComparer.OrdinalIgnoreCase)),
            RoleAssignments = [.. ReadObjects("roleAssignments.json")],
            RoleEligibilities = [.. ReadObjectsIfThere("roleEligibilities.json") ?? []],
            Domains = DirectoryState.ById(ReadObjectsIfThere("domains.json") ?? TenantDefaults.Domains(users.Values)),
            SubscribedSkus = [.. ReadObjectsIfThere("subscribedSkus.json") ?? [TenantDefaults.EntraP1(tenantId)]],
            Mailboxes = Mailboxes(TolerantJson.ReadIfThere(InFolder("mailboxes.json")), users),
            Methods = Read("authenticationMethods.json").Properties().ToImmutableSortedDictionary(
                entry => entry.Name,
                entry => entry.Value.Items().Select(method => method.AsObject()).ToImmutableList(),
                StringComparer.OrdinalIgnoreCase),
            MethodsPolicy = Without(methodsPolicy.AsObject(), "authenticationMethodConfigurations"),
            MethodConfigurations = DirectoryState.ById(Unique(methodsPolicy["authenticationMethodConfigurations"].Items()).Select(item => item.AsObject())),
            Strengths = DirectoryState.ById(BuiltInStrengths.All).SetItems(
                DirectoryState.ById(ReadObjects("authenticationStrengthPolicies.json"))),
            NamedLocations = DirectoryState.ById(ReadObjectsIfThere("namedLocations.json") ?? []),
            Policies = DirectoryState.ById(Unique(policies).Select(placeholders.Fill)),
        };
        var (behaviours, later) = PeopleFile.Read(InFolder("people.json"), state);
        return new(tenantId, tenant["now"].Instant(), tenant["seed"].Int(), state, behaviours, later);
    }

    private static ImmutableSortedDictionary<string, string> Mailboxes(FileNode? file, ImmutableSortedDictionary<string, JsonObject> users)
    {
        var said = (file?.Properties() ?? []).ToDictionary(
            entry => entry.Name, entry => entry.Value.IsThere ? entry.Value.Text() : null, StringComparer.OrdinalIgnoreCase);
        return users
            .Select(user => (UserId: user.Key, Purpose: said.TryGetValue(user.Key, out var purpose) ? purpose : TenantDefaults.MailboxPurpose(user.Value)))
            .Where(mailbox => mailbox.Purpose is not null)
            .ToImmutableSortedDictionary(mailbox => mailbox.UserId, mailbox => mailbox.Purpose!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Two objects of one id would leave it to chance which one is served.</summary>
    private static IEnumerable<FileNode> Unique(IEnumerable<FileNode> items)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
            yield return seen.Add(item["id"].Text()) ? item : throw item["id"].Wrong("an id no object before it has");
    }

    private static Group ToGroup(FileNode group) => new(
        Without(group.AsObject(), "members"),
        group["members"] is { IsThere: true } members
            ? members.Items().Aggregate(Group.NoMembers, (known, member) => known.SetItem(member["id"].Text(), member.AsObject()))
            : Group.NoMembers);

    private static JsonObject Without(JsonObject source, string property)
    {
        var copy = source.Copy();
        copy.Remove(property);
        return copy;
    }
}
