using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fido2Workflow.Core.Durable;

/// <summary>How inputs, outputs and statuses are written, alike in every host.</summary>
public static class WorkflowJson
{
    /// <summary>Camel case, enums by name, nothing written that is null.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes a value.</summary>
    public static JsonElement Write<T>(T value) => JsonSerializer.SerializeToElement(value, Options);

    /// <summary>Reads a value back.</summary>
    /// <exception cref="JsonException">It is not of that shape.</exception>
    public static T Read<T>(JsonElement element) =>
        element.Deserialize<T>(Options) is { } value ? value : throw new JsonException($"null where a {typeof(T).Name} was expected");
}
