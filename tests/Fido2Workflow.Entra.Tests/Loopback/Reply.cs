using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Entra.Tests.Loopback;

/// <summary>One scripted reply. <c>{address}</c> in its body stands for the server's own.</summary>
internal sealed record Reply(int Status, string? Body = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    /// <summary>The connection is cut instead of answered.</summary>
    public bool IsBroken { get; private init; }

    public static Reply Json(string body) => new(200, body);

    /// <summary>A response as Graph's documentation shows it.</summary>
    public static Reply Sample(string name) => Json(Text(name));

    public static Reply Refusal(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString());

    public static Reply Broken() => new(0) { IsBroken = true };

    public static string Text(string sample) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", sample + ".json"));

    public Reply With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    /// <summary>The answer reaches the client only after that many seconds of virtual time.</summary>
    public Reply Late(int seconds) => With(SimulatedDelayHandler.Header, $"{seconds}");
}
