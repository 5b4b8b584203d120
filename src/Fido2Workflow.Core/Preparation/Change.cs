using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Fido2Workflow.Core.ConditionalAccess;

namespace Fido2Workflow.Core.Preparation;

/// <summary>
/// One write that brings the tenant closer to the plan. It only ever adds: no member, target, model, exclusion or policy
/// that is there goes.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(CreateGroup), "createGroup")]
[JsonDerivedType(typeof(AddMembers), "addMembers")]
[JsonDerivedType(typeof(UpdateMethod), "updateMethod")]
[JsonDerivedType(typeof(CreatePolicy), "createPolicy")]
[JsonDerivedType(typeof(ExcludeGroups), "excludeGroups")]
public abstract record Change
{
    private Change() { }

    /// <summary>What it does to what, in words.</summary>
    public abstract string Does { get; }

    /// <summary>Why, in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>Field by field, what is there and what it would be.</summary>
    public abstract IReadOnlyList<FieldChange> Fields { get; }

    /// <summary>What it is about, so that it is known again after the tenant was read anew.</summary>
    [JsonIgnore]
    internal abstract string Subject { get; }

    /// <summary>Creates an assigned, cloud-only security group.</summary>
    public sealed record CreateGroup(string DisplayName, string MailNickname, string Description) : Change
    {
        /// <inheritdoc/>
        public override string Does => $"create the group \"{DisplayName}\"";

        /// <inheritdoc/>
        public override IReadOnlyList<FieldChange> Fields =>
            FieldChange.Between(null, new() { ["displayName"] = DisplayName, ["mailNickname"] = MailNickname, ["description"] = Description });

        internal override string Subject => $"group {MailNickname}";
    }

    /// <summary>Adds accounts to a group.</summary>
    /// <param name="GroupId">The group's object id, or its nickname in angle brackets where it is yet to be made.</param>
    /// <param name="Users">Object ids.</param>
    /// <param name="Names">Their user principal names, for people.</param>
    public sealed record AddMembers(string GroupId, string GroupName, IReadOnlyList<string> Users, IReadOnlyList<string> Names) : Change
    {
        /// <inheritdoc/>
        public override string Does => $"add {Users.Count} {(Users.Count == 1 ? "account" : "accounts")} to the group \"{GroupName}\"";

        /// <inheritdoc/>
        public override IReadOnlyList<FieldChange> Fields => [.. Names.Select(name => new FieldChange("members", null, name))];

        internal override string Subject => $"members {GroupName}";
    }

    /// <summary>Changes the configuration of an authentication method.</summary>
    /// <param name="ConfigurationId"><c>Fido2</c> or <c>TemporaryAccessPass</c>.</param>
    /// <param name="Before">The configuration as it was read.</param>
    /// <param name="Body">What is sent: all that was read, with the change.</param>
    public sealed record UpdateMethod(string ConfigurationId, [property: JsonIgnore] JsonElement Before, [property: JsonIgnore] JsonObject Body) : Change
    {
        /// <inheritdoc/>
        public override string Does => $"change the authentication method {ConfigurationId}";

        /// <inheritdoc/>
        public override IReadOnlyList<FieldChange> Fields => FieldChange.Between(Before, Body);

        internal override string Subject => $"method {ConfigurationId}";
    }

    /// <summary>Creates a conditional access policy in report-only.</summary>
    public sealed record CreatePolicy(string DisplayName, [property: JsonIgnore] JsonObject Body) : Change
    {
        /// <inheritdoc/>
        public override string Does => $"create the policy \"{DisplayName}\" in report-only";

        /// <inheritdoc/>
        public override IReadOnlyList<FieldChange> Fields => FieldChange.Between(null, Body);

        internal override string Subject => $"policy {DisplayName}";
    }

    /// <summary>Adds groups to those that a policy excludes, and changes nothing else of it.</summary>
    /// <param name="Groups">Object ids of the groups that it excludes more.</param>
    public sealed record ExcludeGroups(string PolicyId, string DisplayName, IReadOnlyList<string> Groups) : Change
    {
        /// <inheritdoc/>
        public override string Does => $"exclude {Groups.Count} {(Groups.Count == 1 ? "group" : "groups")} from the policy \"{DisplayName}\" ({PolicyId})";

        /// <inheritdoc/>
        public override IReadOnlyList<FieldChange> Fields => [.. Groups.Select(group => new FieldChange("conditions.users.excludeGroups", null, group))];

        internal override string Subject => $"exclusions {PolicyId}";
    }
}

/// <summary>One field, or one entry of a field that holds several.</summary>
/// <param name="Path">Where, in Graph's words.</param>
/// <param name="Before">JSON or an entry; null where there is nothing.</param>
/// <param name="After">JSON or an entry; null where it would be gone.</param>
public sealed record FieldChange(string Path, string? Before, string? After)
{
    /// <summary>Every field in which the two differ, an entry of an array each by itself.</summary>
    internal static IReadOnlyList<FieldChange> Between(JsonElement? before, JsonObject after) => Between("", before, JsonSerializer.SerializeToElement(after));

    private static IReadOnlyList<FieldChange> Between(string within, JsonElement? before, JsonElement after)
    {
        var have = before is { } found ? PolicyContent.FlattenWhole(found) : [];
        var want = PolicyContent.FlattenWhole(after);
        return
        [
            .. have.Keys.Union(want.Keys).Order(StringComparer.Ordinal)
                .Where(path => have.GetValueOrDefault(path) != want.GetValueOrDefault(path))
                .SelectMany(path => Entries(within + path, have.GetValueOrDefault(path), want.GetValueOrDefault(path))),
        ];
    }

    private static IEnumerable<FieldChange> Entries(string path, string? before, string? after)
    {
        if (!(before ?? "[").StartsWith('[') || !(after ?? "[").StartsWith('[')) return [new(path, before, after)];
        var (have, want) = (Items(before), Items(after));
        var (gone, added) = (have.Where(item => !want.Any(each => Same(each, item))).ToList(), want.Where(item => !have.Any(each => Same(each, item))).ToList());
        // One that is known again by its id, such as a passkey profile, is told by its fields.
        var changed = added.Where(item => Id(item) is not null).Join(gone, Id, Id, (now, then) => (Now: now, Then: then)).ToList();
        return
        [
            .. gone.Except(changed.Select(each => each.Then)).Select(item => new FieldChange(path, Text(item), null)),
            .. added.Except(changed.Select(each => each.Now)).Select(item => new FieldChange(path, null, Text(item))),
            .. changed.SelectMany(each => Between($"{path}[{Id(each.Now)}].", JsonSerializer.SerializeToElement(each.Then), JsonSerializer.SerializeToElement(each.Now))),
        ];
    }

    private static List<JsonNode> Items(string? array) => array is null ? [] : [.. JsonNode.Parse(array)!.AsArray().OfType<JsonNode>()];

    private static bool Same(JsonNode one, JsonNode other) => JsonNode.DeepEquals(one, other);

    private static string? Id(JsonNode item) => item is JsonObject properties && properties["id"] is JsonValue id ? id.ToString() : null;

    private static string Text(JsonNode item) => item.ToJsonString(PolicyContent.Plain);
}
