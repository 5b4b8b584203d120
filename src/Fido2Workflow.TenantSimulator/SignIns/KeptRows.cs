using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.SignIns;

/// <summary>
/// Writes rows, and keeps the JSON of those that were written last: whoever watches a log reads the same days again and
/// again. So many are kept and no more, since a whole log would fill the memory. Pages may be written beside each other.
/// </summary>
internal sealed class KeptRows
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Row, RowShape Shape), (JsonObject User, byte[] Json)> _kept = [];
    private readonly Queue<(Guid Row, RowShape Shape)> _oldestFirst = new();
    private readonly ArrayBufferWriter<byte> _written = new();

    /// <summary>Writes a row into a page, of its user as they are shown.</summary>
    public void Write(Utf8JsonWriter page, SignInRow row, RowShape shape, JsonObject user)
    {
        lock (_gate) page.WriteRawValue(Kept(row, shape, user), skipInputValidation: true);
    }

    private byte[] Kept(SignInRow row, RowShape shape, JsonObject user)
    {
        var key = (row.Id, shape);
        if (_kept.TryGetValue(key, out var kept) && ReferenceEquals(kept.User, user)) return kept.Json;
        var json = Json(row, shape, user);
        if (!_kept.ContainsKey(key)) _oldestFirst.Enqueue(key);
        _kept[key] = (user, json);
        if (_kept.Count > Most) _kept.Remove(_oldestFirst.Dequeue());
        return json;
    }

    private byte[] Json(SignInRow row, RowShape shape, JsonObject user)
    {
        _written.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_written)) new SignInJson(json, shape).Write(row, user);
        return _written.WrittenSpan.ToArray();
    }
}
