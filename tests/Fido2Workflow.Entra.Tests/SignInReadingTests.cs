using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class SignInReadingTests
{
    private const string Ours = "6701123a-b4c6-48af-8565-565c8bf7cabc";
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Reply None = Reply.Json("""{"value":[]}""");

    [Fact]
    public async Task Both_logs_are_asked_and_each_row_says_which_one_it_is_from()
    {
        await using var graph = await ScriptedGraph.StartAsync(Rows(Row("1")), Rows(Row("2")));

        var log = (await ReadAsync(graph)).Value();

        Assert.Equal([("1", true), ("2", false)], log.Rows.Select(row => (row.Id, row.IsInteractive)));
        Assert.Equal((From, To), (log.From, log.To));
        var span = "createdDateTime ge 2020-01-01T00:00:00Z and createdDateTime le 2022-01-01T00:00:00Z";
        Assert.Equal($"/beta/auditLogs/signIns?$filter={span}&$top=1000", graph.Requests[0].Target);
        Assert.Equal($"/beta/auditLogs/signIns?$filter={span} and signInEventTypes/any(t: t eq 'nonInteractiveUser')&$top=1000", graph.Requests[1].Target);
        Assert.All(graph.Requests, request => Assert.Equal("include-unknown-enum-members", request.Headers["Prefer"]));
    }

    [Fact]
    public async Task A_log_that_fails_fails_both()
    {
        await using var graph = await ScriptedGraph.StartAsync(Rows(Row("1")), Reply.Refusal(403, "Authorization_RequestDenied", "no"));

        (await ReadAsync(graph)).FailedAs<TenantFailure.Denied, SignInLog>();
    }

    [Fact]
    public async Task A_row_of_the_documentation_is_read_though_it_repeats_itself()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("auditLogs-signIns.list.response.beta"), None);

        var row = Assert.Single((await ReadAsync(graph)).Value().Rows);

        Assert.Equal(
            new SignIn("1691d37b-8579-43a7-966a-0f35583c1300", new DateTimeOffset(2021, 6, 30, 16, 34, 32, TimeSpan.Zero), true,
                "26be570a-1111-5555-b4e2-a37c6808512d", "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "Azure Portal", "", "Browser",
                "5d295068-919b-4017-85d8-44be2f5f5483", 50126, PolicyResult.NotListed, false)
            {
                Country = "US", ResourceId = "797f4846-ba00-4fd7-ba43-dac1f8f63013", IsTrustedLocation = false, Risk = "none", Protocol = "oAuth2",
                Device = new("Windows 10", false, ""),
            },
            row);
    }

    [Fact]
    public async Task A_row_that_does_not_say_how_is_not_known_to_have_used_a_key()
    {
        var sample = Reply.Json(Reply.Text("auditLogs-signIns.list.response.v1").Replace("https://graph.microsoft.com", "{address}", StringComparison.Ordinal));
        await using var graph = await ScriptedGraph.StartAsync(sample, None);

        var row = Assert.Single((await ReadAsync(graph)).Value().Rows);

        Assert.Equal((0, PolicyResult.NotEnabled, null), (row.ErrorCode, row.PolicyResult, row.UsedFido2));
    }

    [Theory]
    [InlineData("success", PolicyResult.Success)]
    [InlineData("failure", PolicyResult.Failure)]
    [InlineData("notApplied", PolicyResult.NotApplied)]
    [InlineData("notEnabled", PolicyResult.NotEnabled)]
    [InlineData("reportOnlySuccess", PolicyResult.ReportOnlySuccess)]
    [InlineData("reportOnlyFailure", PolicyResult.ReportOnlyFailure)]
    [InlineData("reportOnlyNotApplied", PolicyResult.ReportOnlyNotApplied)]
    [InlineData("reportOnlyInterrupted", PolicyResult.ReportOnlyInterrupted)]
    [InlineData("unknown", PolicyResult.Unknown)]
    [InlineData("unknownFutureValue", PolicyResult.Unknown)]
    [InlineData("Success", PolicyResult.Unknown)]
    [InlineData("7", PolicyResult.Unknown)]
    public async Task Only_a_known_word_is_a_result(string word, PolicyResult result)
    {
        await using var graph = await ScriptedGraph.StartAsync(Rows(Row("1", applied: $$"""[{"id":"x","result":"failure"},{"id":"{{Ours.ToUpperInvariant()}}","result":"{{word}}"}]""")), None);

        Assert.Equal(result, Assert.Single((await ReadAsync(graph)).Value().Rows).PolicyResult);
    }

    [Theory]
    [InlineData("null", PolicyResult.Unknown)]
    [InlineData("[]", PolicyResult.NotListed)]
    [InlineData("""[{"id":"x","result":"success"}]""", PolicyResult.NotListed)]
    [InlineData("""[{"id":"6701123a-b4c6-48af-8565-565c8bf7cabc"}]""", PolicyResult.Unknown)]
    [InlineData("""[{"id":"6701123a-b4c6-48af-8565-565c8bf7cabc","result":"success"},{"id":"6701123a-b4c6-48af-8565-565c8bf7cabc","result":"failure"}]""", PolicyResult.Unknown)]
    public async Task A_policy_that_cannot_be_seen_is_not_one_that_did_not_apply(string applied, PolicyResult result)
    {
        await using var graph = await ScriptedGraph.StartAsync(Rows(Row("1", applied)), None);

        Assert.Equal(result, Assert.Single((await ReadAsync(graph)).Value().Rows).PolicyResult);
    }

    [Theory]
    [InlineData("FIDO2 security key", "true", true)]
    [InlineData("Passkey (device-bound)", "true", true)]
    [InlineData("FIDO2 security key", "false", false)]
    [InlineData("FIDO2 security key", "null", false)]
    [InlineData("Password", "true", false)]
    public async Task A_key_was_used_where_a_step_with_it_succeeded(string method, string succeeded, bool used)
    {
        await using var graph = await ScriptedGraph.StartAsync(
            Rows(Row("1", details: $$"""[{"authenticationMethod":null},{"authenticationMethod":"{{method}}","succeeded":{{succeeded}}}]""")), None);

        Assert.Equal(used, Assert.Single((await ReadAsync(graph)).Value().Rows).UsedFido2);
    }

    [Fact]
    public async Task A_row_of_the_last_instant_belongs_to_the_next_span()
    {
        await using var graph = await ScriptedGraph.StartAsync(Rows(Row("1", at: "2022-01-01T00:00:00Z"), Row("2", at: "2021-12-31T23:59:59.9999999Z")), None);

        Assert.Equal("2", Assert.Single((await ReadAsync(graph)).Value().Rows).Id);
    }

    [Fact]
    public async Task A_row_of_nobody_makes_the_log_unreadable()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"value":[{"id":"1","createdDateTime":"2021-01-01T00:00:00Z"}]}"""));

        Assert.Equal("value[0].userId is missing, expected a text", (await ReadAsync(graph)).FailedAs<TenantFailure.Unreadable, SignInLog>().Message);
    }

    [Fact]
    public async Task The_log_is_no_fresher_than_its_first_page()
    {
        await using var graph = await ScriptedGraph.StartAsync(None, new Reply(429).With("Retry-After", "20"), None);

        Assert.Equal(ScriptedGraph.Start, Assert.IsType<Answer<SignInLog>.Given>(await ReadAsync(graph)).At);
    }

    private static Task<Answer<SignInLog>> ReadAsync(ScriptedGraph graph) => graph.ReadAsync(reader => reader.ReadSignInsAsync(From, To, Ours));

    private static Reply Rows(params string[] rows) => Reply.Json($$"""{"value":[{{string.Join(',', rows)}}]}""");

    private static string Row(string id, string applied = "[]", string details = "[]", string at = "2021-01-01T00:00:00Z") =>
        $$"""{"id":"{{id}}","createdDateTime":"{{at}}","userId":"u","appId":"a","appliedConditionalAccessPolicies":{{applied}},"authenticationDetails":{{details}}}""";
}
