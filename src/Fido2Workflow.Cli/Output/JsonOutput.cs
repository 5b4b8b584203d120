using System.Text.Encodings.Web;
using System.Text.Json;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Cli.Output;

/// <summary>Data for machines, on standard output; all talk goes to standard error.</summary>
public static class JsonOutput
{
    private static readonly JsonSerializerOptions Readable = new(WorkflowJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one value.</summary>
    public static void Write<T>(TextWriter to, T value) => to.WriteLine(JsonSerializer.Serialize(value, Readable));
}
