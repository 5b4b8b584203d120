using System.Text.Json.Nodes;
using Fido2Workflow.Core.Prediction;
using Fido2Workflow.Core.Tenants;
using Xunit.Abstractions;

namespace Fido2Workflow.Entra.Tests.Predicted;

/// <summary>Policies as tenants really deploy them: a folder of published ones, named by FIDO2_PUBLIC_POLICIES, read back from the simulator.</summary>
public sealed class PublicPolicyTests(ITestOutputHelper output)
{
    private static readonly string[] Placeholders =
        ["<ExclusionTempGroup>", "<ExclusionPermGroup>", "<EmergencyAccessAccountsGroup>", "<SynchronizationServiceAccountsGroup>", "<AdministratorGroup>", "<AADP2Group>"];

    [SkippableFact]
    public async Task Each_is_read_back_and_described_in_a_sentence()
    {
        var folder = Environment.GetEnvironmentVariable("FIDO2_PUBLIC_POLICIES");
        Skip.If(string.IsNullOrEmpty(folder), "FIDO2_PUBLIC_POLICIES does not name a folder of published policies.");
        using var drawn = new DrawnTenant(1);
        var filled = new JsonObject(Placeholders.Select(name => KeyValuePair.Create<string, JsonNode?>(name, "00000000-0000-4000-9000-000000000001"))) { ["<RING>"] = "Ring 1" };
        await File.WriteAllTextAsync(Path.Combine(drawn.Folder, "policies.placeholders.json"), filled.ToJsonString());
        await using var world = DrawnWorld.Open(drawn.Folder, folder);

        var published = Directory.EnumerateFiles(folder!, "*.json", SearchOption.AllDirectories).Count();
        var read = Assert.IsType<Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given>(await world.Reader.ReadPoliciesAsync()).Value
            .Where(policy => policy.DisplayName.Contains("Ring 1", StringComparison.Ordinal)).ToList();
        Assert.Equal(published, read.Count);
        var references = Assert.IsType<Answer<PolicyReferences>.Given>(await PolicyReferences.ReadAsync(world.Reader, read)).Value;
        foreach (var policy in read)
        {
            var compiled = new CompiledPolicy(policy, references);
            var sentence = PolicySentence.Of(compiled);
            output.WriteLine($"{policy.DisplayName}\n    {sentence}");
            Assert.Matches("^(All users|Members|Holders|Guests|Workload identities|Nobody).* (are blocked|are asked for|sign in anew|go through|stay signed|meet the|need tokens|have their traffic|are asked for nothing)", sentence);
        }
    }
}
