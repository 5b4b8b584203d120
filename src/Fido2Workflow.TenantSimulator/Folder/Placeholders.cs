using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Fido2Workflow.TenantSimulator.Folder;

/// <summary>
/// Fills the <c>&lt;Name&gt;</c> of policies that were published to be deployed. One left unfilled would be an id
/// that excludes nobody, so it is bad input.
/// </summary>
internal sealed partial class Placeholders
{
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly string _source;

    private Placeholders(IReadOnlyDictionary<string, string> values, string source) => (_values, _source) = (values, source);

    public static Placeholders Load(string tenantFolder, string? file)
    {
        var conventional = Path.Combine(tenantFolder, "policies.placeholders.json");
        var read = file is null ? TolerantJson.ReadIfThere(conventional) : TolerantJson.Read(file);
        var values = new Dictionary<string, string>();
        foreach (var (name, value) in read?.Properties() ?? [])
            if (!values.TryAdd(name.Trim('<', '>'), value.Text()))
                throw value.Wrong($"one value for <{name.Trim('<', '>')}>, written with brackets or without");
        return new(values, file ?? conventional);
    }

    public JsonObject Fill(FileNode policy) => (JsonObject)Filled(policy)!;

    private JsonNode? Filled(FileNode at) => at.Node switch
    {
        JsonObject fields => new JsonObject(
            fields.Select(field => KeyValuePair.Create(field.Key, Filled(at with { Node = field.Value, Path = $"{at.Path}.{field.Key}" }))),
            fields.Options),
        JsonArray items => new JsonArray([.. items.Select((item, index) => Filled(at with { Node = item, Path = $"{at.Path}[{index}]" }))]),
        { } value when value.AsText() is { } text => JsonValue.Create(Shape().Replace(text, match => Value(match.Groups[1].Value, at))),
        var other => other?.DeepClone(),
    };

    private string Value(string name, FileNode at) =>
        _values.TryGetValue(name, out var value) ? value : throw at.Wrong($"a value for <{name}> in {_source}");

    [GeneratedRegex(@"<(\w+)>")]
    private static partial Regex Shape();
}
