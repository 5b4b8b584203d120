using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Prediction;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Tests.Predicted;

/// <summary>Policies as exports hold them: in any Unicode, with annotations, and with conditions that nobody knows.</summary>
public sealed class ExportTests
{
    public static TheoryData<string, bool> Encodings => new() { { "utf-16", true }, { "utf-16BE", true }, { "utf-8", true }, { "utf-8", false } };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task An_export_loads_and_what_is_not_understood_of_it_is_unknown(string encoding, bool hasMark)
    {
        using var drawn = new DrawnTenant(3);
        var file = Path.Combine(drawn.Folder, "conditionalAccessPolicies.json");
        var export = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var promoted = export["value"]!.AsArray().Single(policy => (string?)policy!["id"] == DrawnTenant.Promoted)!;
        export["@odata.context"] = "https://graph.microsoft.com/beta/$metadata#identity/conditionalAccess/policies";
        promoted["conditions"] = JsonNode.Parse("""
            { "users@odata.context": "https://graph.microsoft.com/beta", "users": { "includeUsers": ["All"] }, "applications": { "includeApplications": ["All"] }, "clientAppTypes": ["all"], "moonPhase": { "includePhases": ["full"] } }
            """);
        promoted["grantControls"] = JsonNode.Parse("""{ "operator": "OR", "authenticationStrength@odata.context": "https://graph.microsoft.com/beta", "authenticationStrength": { "id": "00000000-0000-0000-0000-000000000004" } }""");
        var text = Encoding.GetEncoding(encoding);
        await File.WriteAllBytesAsync(file, [.. hasMark ? text.GetPreamble() : [], .. text.GetBytes(export.ToJsonString())]);
        await using var world = DrawnWorld.Open(drawn.Folder);

        var before = Given(await world.Reader.ReadPoliciesAsync());
        var after = before.Select(policy => policy.Id == DrawnTenant.Promoted ? policy with { Body = Enabled(policy.Body) } : policy).ToList();
        var made = Given(await new PredictionReader(world.Reader).PredictAsync(new(before, after, AppUses.None)));

        Assert.Equal(["moonPhase"], Assert.Single(made.Policies).NotUnderstood);
        Assert.Contains("Not understood, and so unknown: moonPhase.", PolicySentence.Of(made.Policies[0]), StringComparison.Ordinal);
        Assert.Equal((0, true), (made.Count(Outcome.LockedOut), made.Count(Outcome.Depends) > 0));
    }

    private static JsonElement Enabled(JsonElement body)
    {
        var copy = JsonNode.Parse(body.GetRawText())!;
        copy["state"] = ConditionalAccessPolicy.Enabled;
        return JsonSerializer.SerializeToElement(copy);
    }

    private static T Given<T>(Answer<T> answer) => Assert.IsType<Answer<T>.Given>(answer).Value;
}
