using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class PassCodeSecrecyTests
{
    private const string Code = "Zebra7-Quartz";
    private const string Good = $$"""{"id":"pass-1","temporaryAccessPass":"{{Code}}","createdDateTime":"2027-01-04T07:00:00Z","startDateTime":"2027-01-04T07:00:00Z","lifetimeInMinutes":60,"isUsableOnce":true,"isUsable":true,"methodUsabilityReason":"EnabledByPolicy"}""";

    [Fact]
    public async Task The_code_is_handed_out_and_shown_by_nothing_else()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(201, Good));

        var answer = await IssueAsync(graph);

        Assert.Equal(Code, answer.Value().RevealCode());
        AssertSecret(answer);
    }

    [Theory]
    [InlineData("\"pass-1\"", "7")]
    [InlineData("\"id\":\"pass-1\",", "")]
    [InlineData("\"2027-01-04T07:00:00Z\",\"startDateTime\"", "\"soon\",\"startDateTime\"")]
    [InlineData("\"lifetimeInMinutes\":60", "\"lifetimeInMinutes\":\"long\"")]
    [InlineData($"\"{Code}\"", $"[\"{Code}\"]")]
    [InlineData($"\"{Code}\"", $$"""{"code":"{{Code}}"}""")]
    [InlineData($"\"{Code}\"", Code)]
    [InlineData("\"EnabledByPolicy\"}", "\"EnabledByPolicy\"")]
    public async Task An_answer_that_is_not_understood_is_told_without_the_code_that_is_in_it(string text, string other)
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(201, Good.Replace(text, other, StringComparison.Ordinal)));

        var answer = await IssueAsync(graph);

        if (answer is Answer<IssuedPass>.Failed { Failure: var failure })
        {
            Assert.IsType<TenantFailure.Unreadable>(failure);
            Assert.DoesNotContain(Code, failure.Sentence, StringComparison.Ordinal);
        }
        AssertSecret(answer);
    }

    private static Task<Answer<IssuedPass>> IssueAsync(ScriptedGraph graph) => VirtualTime.RunAsync(graph.Clock, transport =>
        EntraClient.CreatePassIssuer(new(graph.Clock, new StaticTokenCredential("issuer"), transport, graph.Address)).IssueAsync("ann", TimeSpan.FromHours(1), isUsableOnce: true));

    private static void AssertSecret(Answer<IssuedPass> answer)
    {
        Assert.DoesNotContain(Code, answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Code, answer is Answer<IssuedPass>.Given given ? JsonSerializer.Serialize(given, WorkflowJson.Options) : "", StringComparison.Ordinal);
    }
}
