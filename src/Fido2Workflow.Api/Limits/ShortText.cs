using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fido2Workflow.Api.Limits;

/// <summary>Refuses a text that is too long for what becomes of it: a reason goes into a workflow's status, which is small.</summary>
internal sealed class ShortText : JsonConverter<string>
{
    private const int Longest = 1000;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String when reader.GetString() is { Length: <= Longest } text => text,
        JsonTokenType.String => throw new JsonException($"The text is longer than {Longest} characters"),
        _ => throw new JsonException("A text is expected"),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
