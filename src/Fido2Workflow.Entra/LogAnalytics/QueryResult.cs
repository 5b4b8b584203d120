using System.Text.Json;
using Fido2Workflow.Entra.Reading;

namespace Fido2Workflow.Entra.LogAnalytics;

/// <summary>What the query API answers: tables of columns and rows. Microsoft Learn: Azure Monitor Log Analytics API, response format.</summary>
internal static class QueryResult
{
    /// <summary>The API cuts an answer at so many rows (Microsoft Learn: Azure Monitor service limits): a log of that many is not whole.</summary>
    public const int MostRows = 500_000;

    private const string Primary = "PrimaryResult";

    /// <summary>Each row of the table that was asked for.</summary>
    /// <exception cref="UnexpectedShapeException">It is not such an answer, or a part of one.</exception>
    public static IReadOnlyList<T> Rows<T>(JsonElement answer, Func<QueryRow, T> read)
    {
        // What went wrong half way comes with a success and the rows until then. They are not the log.
        if (answer.OptionalObject("error") is { } error)
            throw new UnexpectedShapeException("", $"a part of the rows ({error.OptionalString("code")}: {error.OptionalString("message")})", "all of them");
        var tables = answer.Rows("tables", table => (Name: table.OptionalString("name"), Table: table));
        if (tables.FirstOrDefault(table => table.Name is Primary) is not { Name: Primary, Table: var primary })
            throw new UnexpectedShapeException("tables", $"without {Primary}", $"a table {Primary}");
        var columns = primary.Rows("columns", column => column.RequiredString("name"))
            .Select((name, place) => (name, place)).ToDictionary(column => column.name, column => column.place, StringComparer.Ordinal);
        return primary.Rows("rows", row => row).Count < MostRows
            ? primary.Rows("rows", row => read(new(row, columns)))
            : throw new UnexpectedShapeException("rows", $"cut at {MostRows}", "all of them: ask for a shorter span");
    }
}

/// <summary>One row, by the names of its columns.</summary>
internal readonly struct QueryRow(JsonElement row, IReadOnlyDictionary<string, int> columns)
{
    /// <summary>A cell's text; null where it is empty, which is how a table holds nothing.</summary>
    public string? Text(string column) => Cell(column) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } said ? said : null,
        // A dynamic column that was not made a string.
        { ValueKind: JsonValueKind.Object or JsonValueKind.Array } nested => nested.GetRawText(),
        { } other => other.ToString(),
    };

    /// <summary>A cell's truth.</summary>
    public bool Truth(string column) => Cell(column) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        // SQL's own numbers for it, which older workspaces answer.
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var bit) => bit != 0,
        _ => throw new UnexpectedShapeException(column, "neither", "true or false"),
    };

    /// <summary>What a cell's JSON is; null where the cell is empty or holds no more than the word null.</summary>
    public T? Json<T>(string column, Func<JsonElement, T> read) where T : class
    {
        if (Text(column) is not { } text) return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Null ? null : read(document.RootElement);
        }
        catch (JsonException)
        {
            throw new UnexpectedShapeException(column, "no JSON", "JSON");
        }
        catch (UnexpectedShapeException unexpected)
        {
            throw unexpected.Within(column);
        }
    }

    private JsonElement Cell(string column)
    {
        if (!columns.TryGetValue(column, out var place)) throw new UnexpectedShapeException(column, "missing", "a column");
        return row.ValueKind is JsonValueKind.Array && place < row.GetArrayLength()
            ? row[place]
            : throw new UnexpectedShapeException("", "a row of fewer cells than columns", "a cell for each");
    }
}
