using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fido2Workflow.Core.Waves;

/// <summary>Writes a step as <c>{"taken": …}</c> or <c>{"held": …}</c>: a generic hierarchy has no type names to tell it by.</summary>
public sealed class StepJsonConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Step<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed record Written<T>(T? Taken, Hold? Held, IReadOnlyList<Hold>? Besides);

    private sealed class Converter<T> : JsonConverter<Step<T>>
    {
        public override Step<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Written<T>>(ref reader, options) switch
            {
                { Held: { } hold } written => new Step<T>.Held(hold) { Besides = written.Besides ?? [] },
                { Taken: { } value } => new Step<T>.Taken(value),
                _ => throw new JsonException("a step that is neither taken nor held"),
            };

        public override void Write(Utf8JsonWriter writer, Step<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value switch
            {
                Step<T>.Taken taken => new Written<T>(taken.Value, null, null),
                Step<T>.Held held => new Written<T>(default, held.Hold, held.Besides.Count == 0 ? null : held.Besides),
                _ => throw new JsonException("a step that is neither taken nor held"),
            }, options);
    }
}
