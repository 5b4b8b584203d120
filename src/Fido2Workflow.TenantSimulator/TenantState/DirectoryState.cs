using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.TenantState;

/// <summary>
/// Everything in the tenant a request can read or change, at one moment. Immutable, so that an older moment can be kept
/// and served (lag, the registration report) and a write is a function from one state to the next. The JSON inside is
/// never changed in place.
/// </summary>
internal sealed record DirectoryState
{
    public required ImmutableSortedDictionary<string, JsonObject> Users { get; init; }

    public required GroupSet Groups { get; init; }

    public required ImmutableList<JsonObject> RoleAssignments { get; init; }

    /// <summary>Roles that somebody may activate.</summary>
    public required ImmutableList<JsonObject> RoleEligibilities { get; init; }

    /// <summary>The domains, each with its <c>federationConfiguration</c> inside where it is federated.</summary>
    public required ImmutableSortedDictionary<string, JsonObject> Domains { get; init; }

    public required ImmutableList<JsonObject> SubscribedSkus { get; init; }

    /// <summary>What mailboxes are for, by user id; somebody without an entry has none.</summary>
    public required ImmutableSortedDictionary<string, string> Mailboxes { get; init; }

    /// <summary>Authentication methods by user id; somebody without an entry has a password only.</summary>
    public required ImmutableSortedDictionary<string, ImmutableList<JsonObject>> Methods { get; init; }

    /// <summary>The authentication methods policy without its configurations.</summary>
    public required JsonObject MethodsPolicy { get; init; }

    public required ImmutableSortedDictionary<string, JsonObject> MethodConfigurations { get; init; }

    public required ImmutableSortedDictionary<string, JsonObject> Strengths { get; init; }

    public required ImmutableSortedDictionary<string, JsonObject> NamedLocations { get; init; }

    public required ImmutableSortedDictionary<string, JsonObject> Policies { get; init; }

    public static ImmutableSortedDictionary<string, JsonObject> ById(IEnumerable<JsonObject> objects) =>
        objects.ToImmutableSortedDictionary(item => item.Text("id")!, item => item, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a user by object id or user principal name.</summary>
    public JsonObject? FindUser(string idOrName) =>
        Users.GetValueOrDefault(idOrName)
        ?? Users.Values.FirstOrDefault(user => string.Equals(user.Text("userPrincipalName"), idOrName, StringComparison.OrdinalIgnoreCase));

    public ImmutableList<JsonObject> MethodsOf(string userId) =>
        Methods.GetValueOrDefault(userId, ImmutableList<JsonObject>.Empty);

    public DirectoryState WithMethods(string userId, ImmutableList<JsonObject> methods) =>
        this with { Methods = Methods.SetItem(userId, methods) };

    /// <summary>The object as <paramref name="before"/> had it, everything else as it is here.</summary>
    public DirectoryState Rewound(Touched touched, DirectoryState before) => touched switch
    {
        Touched.GroupOf(var id) => this with { Groups = Groups.WithGroupOf(before.Groups, id) },
        Touched.MethodsOf(var userId) => WithMethods(userId, before.MethodsOf(userId)),
        Touched.ConfigurationOf(var id) => this with { MethodConfigurations = Restore(MethodConfigurations, before.MethodConfigurations, id) },
        Touched.PolicyOf(var id) => this with { Policies = Restore(Policies, before.Policies, id) },
        _ => throw new ArgumentOutOfRangeException(nameof(touched), touched, "no such object"),
    };

    private static ImmutableSortedDictionary<string, JsonObject> Restore(
        ImmutableSortedDictionary<string, JsonObject> now, ImmutableSortedDictionary<string, JsonObject> before, string id) =>
        before.TryGetValue(id, out var old) ? now.SetItem(id, old) : now.Remove(id);
}

/// <summary>The object a write changed.</summary>
internal abstract record Touched
{
    private Touched() { }

    public sealed record GroupOf(string Id) : Touched;

    public sealed record MethodsOf(string UserId) : Touched;

    public sealed record ConfigurationOf(string Id) : Touched;

    public sealed record PolicyOf(string Id) : Touched;
}
