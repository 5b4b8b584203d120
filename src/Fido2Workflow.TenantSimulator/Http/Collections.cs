using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>Answers with a collection or one object, as the query options ask: filter, select, count, pages.</summary>
internal static class Collections
{
    private const int MostPerPage = 999;
    private const string Context = "@odata.context";

    public static Answer Page(
        ReadContext context, string what, IEnumerable<JsonObject> items, IReadOnlyCollection<string> filters, int perPage = 100)
    {
        RefuseOptions(context.Request, "$search", "$orderby");
        var matching = (context.Request.Option("$filter") is { } filter ? items.Where(Matching(filter, filters)) : items).ToList();
        var (start, size) = Span(context.Request, perPage, MostPerPage);
        var isSelected = Selection(context.Request);
        return Answer.Written(200, json =>
        {
            json.WriteStartObject();
            json.WriteString(Context, context.Request.Context(what));
            if (context.Request.Option("$count") == "true") json.WriteNumber("@odata.count", matching.Count);
            if (start + size < matching.Count) json.WriteString("@odata.nextLink", NextLink(context.Request, (start + size).ToString(CultureInfo.InvariantCulture)));
            json.WriteStartArray("value");
            foreach (var item in matching.Skip(start).Take(size))
            {
                json.WriteStartObject();
                WriteProperties(json, item, isSelected);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static Answer One(ReadContext context, string what, JsonObject item) => Answer.Written(200, json =>
    {
        json.WriteStartObject();
        var isSelected = Selection(context.Request);
        json.WriteString(Context, context.Request.Context(what + "/$entity"));
        // An exported object may have brought the one that it was exported with.
        WriteProperties(json, item, name => name != Context && isSelected(name));
        json.WriteEndObject();
    });

    /// <summary>Where the page starts and how long it is; the token is the number of items before it.</summary>
    public static (int Start, int Size) Span(GraphRequest request, int perPage, int most)
    {
        var size = Number("$top", perPage);
        return (Number("$skiptoken", 0), size is > 0 && size <= most ? size : throw GraphException.UnsupportedOption("$top", request.Option("$top") ?? ""));

        int Number(string option, int otherwise) => request.Option(option) switch
        {
            null => otherwise,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            var text => throw GraphException.UnsupportedOption(option, text),
        };
    }

    public static string NextLink(GraphRequest request, string token)
    {
        var options = request.Query.Where(option => option.Key != "$skiptoken").Append(KeyValuePair.Create("$skiptoken", token));
        return $"{request.BaseAddress}{Uri.EscapeDataString(request.Path).Replace("%2F", "/", StringComparison.Ordinal)}?"
            + string.Join('&', options.Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value)}"));
    }

    public static void RefuseOptions(GraphRequest request, params ReadOnlySpan<string> options)
    {
        foreach (var option in options)
            if (request.Option(option) is { } value)
                throw GraphException.UnsupportedOption(option, value);
    }

    private static Func<JsonObject, bool> Matching(string filter, IReadOnlyCollection<string> supported)
    {
        var parsed = FilterParser.Parse(filter, supported);
        return item => parsed.Matches(path => Value(item, path));
    }

    private static object? Value(JsonObject item, string path) => item[path] switch
    {
        JsonArray array => array.Select(element => element.AsText()).OfType<string>().ToList(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.GetValue<long>(),
            _ => value.AsText(),
        },
        _ => null,
    };

    private static Predicate<string> Selection(GraphRequest request)
    {
        if (request.Option("$select") is not { Length: > 0 } select) return _ => true;
        var wanted = select.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return name => wanted.Contains(name) || name.StartsWith("@odata.", StringComparison.Ordinal);
    }

    private static void WriteProperties(Utf8JsonWriter json, JsonObject item, Predicate<string> isSelected)
    {
        foreach (var (name, value) in item)
        {
            if (!isSelected(name)) continue;
            json.WritePropertyName(name);
            if (value is null) json.WriteNullValue();
            else value.WriteTo(json);
        }
    }
}
