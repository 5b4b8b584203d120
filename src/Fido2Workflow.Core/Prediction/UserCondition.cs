using System.Text.Json;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.Prediction;

/// <summary>Whom a policy is for: whoever one list includes and none excludes.</summary>
/// <param name="NotUnderstood">Properties that are not known, which might include or exclude anybody.</param>
internal sealed record UserCondition(UserList Include, UserList Exclude, IReadOnlyList<string> NotUnderstood)
{
    private static readonly string[] Lists = ["Users", "Groups", "Roles", "GuestsOrExternalUsers"];

    public static UserCondition Read(JsonElement body)
    {
        var users = Property(body, "conditions", "users");
        if (users.ValueKind is not JsonValueKind.Object) return new(UserList.Nobody, UserList.Nobody, []);
        var others = users.EnumerateObject().Where(each => !ConditionReading.IsAnnotation(each.Name) && !IsEmpty(each.Value)
            && !Lists.Any(list => each.Name == "include" + list || each.Name == "exclude" + list));
        return new(UserList.Read(users, "include"), UserList.Read(users, "exclude"), [.. others.Select(other => $"users.{other.Name}")]);
    }
}

/// <summary>One side of it.</summary>
/// <param name="GuestKinds">Kinds of guest, whatever tenant is their home.</param>
/// <param name="GuestKindsOfSome">Kinds of guest of certain tenants, and nobody says here whose home is where.</param>
internal sealed record UserList(
    bool Everybody, IReadOnlyList<string> Users, IReadOnlyList<string> Groups, IReadOnlyList<string> Roles,
    IReadOnlyList<string> GuestKinds, IReadOnlyList<string> GuestKindsOfSome)
{
    public static UserList Nobody { get; } = new(false, [], [], [], [], []);

    public static UserList Read(JsonElement users, string side)
    {
        var named = Words(users, side + "Users");
        var guests = Property(users, side + "GuestsOrExternalUsers");
        var kinds = (Text(guests, "guestOrExternalUserTypes") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isOfAll = Text(guests, "externalTenants", "membershipKind") is null or "all";
        var everyGuest = named.Contains("GuestsOrExternalUsers", StringComparer.OrdinalIgnoreCase) ? GuestKind.All : [];
        return new(
            named.Contains("All", StringComparer.OrdinalIgnoreCase), named, Words(users, side + "Groups"), Words(users, side + "Roles"),
            [.. everyGuest, .. isOfAll ? kinds : []], isOfAll ? [] : kinds);
    }
}
