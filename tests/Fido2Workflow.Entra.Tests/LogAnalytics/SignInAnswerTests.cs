using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.LogAnalytics;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests.LogAnalytics;

public class SignInAnswerTests
{
    private const string Ours = "6701123a-b4c6-48af-8565-565c8bf7cabc";
    private static readonly DateTimeOffset From = new(2026, 11, 10, 10, 0, 0, TimeSpan.Zero);
    private static readonly SignInsAsked Asked = new("POST /v1/workspaces/w/query", From, From.AddDays(2), Ours, From.AddDays(2));

    private static readonly string[] Columns =
    [
        "CreatedDateTime", "IsInteractive", "Id", "UserId", "UserPrincipalName", "AppId", "AppDisplayName", "ClientAppUsed", "CorrelationId", "Location", "ResourceIdentity",
        "ResultType", "DeviceDetail", "ConditionalAccessPolicies", "AuthenticationDetails",
    ];

    [Fact]
    public void A_row_is_read_as_Graph_s_would_be()
    {
        var row = Assert.Single(Read(Row()).Value().Rows);
        Assert.Equal(
            new SignIn("row-1", From.AddHours(1), true, "26be570a-ae82-4189-b4e2-a37c6808512d", "app-1", "Outlook", "device-1", "Browser", "correlation-1", 0, PolicyResult.Success, true) { Device = new(null, null, null), Country = "GB", ResourceId = "resource-1" },
            row);
    }

    [Fact]
    public void The_log_is_of_the_span_that_was_asked_for_and_as_old_as_the_question()
    {
        var given = Assert.IsType<Answer<SignInLog>.Given>(Read(Row()));
        Assert.Equal((From, From.AddDays(2), Asked.At, Asked.Request), (given.Value.From, given.Value.To, given.At, given.From));
    }

    [Fact]
    public void Columns_are_found_by_name_in_whatever_order_they_come()
    {
        var order = Columns.Reverse().ToList();
        var row = Row();
        Assert.Equal("row-1", Assert.Single(Read(Table(order, [new JsonArray([.. order.Select(column => row[Array.IndexOf(Columns, column)]?.DeepClone())])])).Value().Rows).Id);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("53003", 53003)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("Success", null)]
    [InlineData("-1", null)]
    public void Only_a_number_is_a_code(string? text, int? code) => Assert.Equal(code, Assert.Single(Read(Row(("ResultType", text))).Value().Rows).ErrorCode);

    [Theory]
    [InlineData("""[{"id":"6701123a-b4c6-48af-8565-565c8bf7cabc","result":"reportOnlyInterrupted"}]""", PolicyResult.ReportOnlyInterrupted)]
    [InlineData("""[{"id":"x","result":"failure"},{"id":"6701123A-B4C6-48AF-8565-565C8BF7CABC","result":"success"}]""", PolicyResult.Success)]
    [InlineData("""[{"id":"x","result":"failure"}]""", PolicyResult.NotListed)]
    [InlineData("[]", PolicyResult.NotListed)]
    [InlineData("", PolicyResult.Unknown)]
    [InlineData("null", PolicyResult.Unknown)]
    [InlineData(null, PolicyResult.Unknown)]
    [InlineData("""[{"id":"6701123a-b4c6-48af-8565-565c8bf7cabc","result":"unknownFutureValue"}]""", PolicyResult.Unknown)]
    public void A_row_that_leaves_its_policies_out_is_unknown_and_one_that_lists_others_is_not(string? policies, PolicyResult result) =>
        Assert.Equal(result, Assert.Single(Read(Row(("ConditionalAccessPolicies", policies))).Value().Rows).PolicyResult);

    [Fact]
    public void A_column_that_came_as_dynamic_is_read_all_the_same()
    {
        var row = Row();
        row[Array.IndexOf(Columns, "ConditionalAccessPolicies")] = JsonNode.Parse($$"""[{"id":"{{Ours}}","result":"failure"}]""");
        Assert.Equal(PolicyResult.Failure, Assert.Single(Read(row).Value().Rows).PolicyResult);
    }

    [Fact]
    public void A_sign_in_split_by_policy_comes_as_it_stands_and_keeps_what_ties_it_together()
    {
        var rows = Read(Row(("Id", "a"), ("ConditionalAccessPolicies", "[]")), Row(("Id", "b"))).Value().Rows;
        Assert.Equal([("a", PolicyResult.NotListed), ("b", PolicyResult.Success)], rows.Select(row => (row.Id, row.PolicyResult)));
        Assert.Single(rows.Select(row => (row.CorrelationId, row.UserId, row.AppId, row.At)).Distinct());
    }

    [Theory]
    [InlineData("26BE570A-AE82-4189-B4E2-A37C6808512D", "ann@contoso.com")]
    [InlineData("", "26be570a-ae82-4189-b4e2-a37c6808512d")]
    [InlineData(null, "26be570a-ae82-4189-b4e2-a37c6808512d")]
    public void Who_it_was_is_the_object_id_even_where_it_stands_in_place_of_the_name(string? id, string name) =>
        Assert.Equal("26be570a-ae82-4189-b4e2-a37c6808512d", Assert.Single(Read(Row(("UserId", id), ("UserPrincipalName", name))).Value().Rows).UserId);

    [Fact]
    public void A_row_of_nobody_makes_the_log_unreadable() =>
        Unreadable("rows[0].userId is missing", Read(Row(("UserId", null))));

    [Theory]
    [InlineData("CreatedDateTime", "yesterday", "rows[0].CreatedDateTime is \"yesterday\", expected an instant")]
    [InlineData("Id", null, "rows[0].Id is missing, expected a text")]
    [InlineData("DeviceDetail", "no json", "rows[0].DeviceDetail is no JSON")]
    [InlineData("ConditionalAccessPolicies", "{}", "rows[0].ConditionalAccessPolicies is no array")]
    public void A_cell_that_is_something_else_makes_the_log_unreadable(string column, string? value, string message) => Unreadable(message, Read(Row((column, value))));

    [Fact]
    public void A_missing_column_and_a_short_row_make_the_log_unreadable()
    {
        Unreadable("rows[0].Id is missing, expected a column", Read(Table(["CreatedDateTime"], [new JsonArray("2026-11-10T11:00:00Z")])));
        Unreadable("fewer cells than columns", Read(Table(Columns, [new JsonArray("2026-11-10T11:00:00Z")])));
    }

    [Fact]
    public void Rows_with_an_error_beside_them_are_a_part_of_the_log_and_no_log()
    {
        var answer = JsonNode.Parse(Table(Columns, [Row()]))!;
        answer["error"] = new JsonObject { ["code"] = "PartialError", ["message"] = "There were some errors when processing your query." };
        Unreadable("a part of the rows (PartialError: There were some errors when processing your query.)", Read(answer.ToJsonString()));
    }

    [Fact]
    public void An_empty_answer_is_no_empty_log()
    {
        Unreadable("holds no sign-in log at all", SignInAnswer.Read(HttpStatusCode.NoContent, default, Asked, From));
        Unreadable("holds no sign-in log at all", SignInAnswer.Read(HttpStatusCode.OK, default, Asked, From));
    }

    [Fact]
    public void A_table_without_rows_is_an_empty_log() => Assert.Empty(Read(Table(Columns, [])).Value().Rows);

    [Fact]
    public void As_many_rows_as_the_service_answers_at_most_are_not_all_of_them()
    {
        var rows = string.Join(',', Enumerable.Repeat("[]", 500_000));
        Unreadable("rows is cut at 500000", Read($$"""{"tables":[{"name":"PrimaryResult","columns":[],"rows":[{{rows}}]}]}"""));
    }

    [Fact]
    public void An_answer_to_some_other_question_is_unreadable() => Unreadable("is missing, expected a column", Read(Reply.Text("loganalytics-query.response")));

    [Fact]
    public void Without_access_the_grant_is_named()
    {
        var denied = Refused(HttpStatusCode.Forbidden, "loganalytics-query.error.403.insufficient").FailedAs<TenantFailure.Denied, SignInLog>();
        Assert.Equal("InsufficientAccessError", denied.Code);
        Assert.EndsWith("; grant the identity that asked the permission Data.Read of the Log Analytics API, and the role Log Analytics Reader on the workspace", denied.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workspace_that_is_not_there_is_not_found() =>
        Refused(HttpStatusCode.NotFound, "loganalytics-query.error.404.path").FailedAs<TenantFailure.NotFound, SignInLog>();

    [Fact]
    public void A_question_that_it_does_not_understand_is_no_log() =>
        Assert.Contains("BadArgumentError", Refused(HttpStatusCode.BadRequest, "loganalytics-query.error.400.syntax").FailedAs<TenantFailure.Unavailable, SignInLog>().Message, StringComparison.Ordinal);

    [Fact]
    public void It_is_asked_again_when_it_says()
    {
        var answer = SignInAnswer.Read(HttpStatusCode.TooManyRequests, default, Asked, From, TimeSpan.FromSeconds(90));
        Assert.Equal(From.AddSeconds(90), answer.FailedAs<TenantFailure.Throttled, SignInLog>().Until);
    }

    private static Answer<SignInLog> Refused(HttpStatusCode status, string sample) => SignInAnswer.Read(status, Encoding.UTF8.GetBytes(Reply.Text(sample)), Asked, From);

    private static void Unreadable(string message, Answer<SignInLog> answer) =>
        Assert.Contains(message, answer.FailedAs<TenantFailure.Unreadable, SignInLog>().Message, StringComparison.Ordinal);

    private static Answer<SignInLog> Read(params JsonArray[] rows) => Read(Table(Columns, rows));

    private static Answer<SignInLog> Read(string body) => SignInAnswer.Read(HttpStatusCode.OK, Encoding.UTF8.GetBytes(body), Asked, From);

    private static string Table(IEnumerable<string> columns, IEnumerable<JsonArray> rows) => new JsonObject
    {
        ["tables"] = new JsonArray(new JsonObject
        {
            ["name"] = "PrimaryResult",
            ["columns"] = new JsonArray([.. columns.Select(name => new JsonObject { ["name"] = name, ["type"] = "string" })]),
            ["rows"] = new JsonArray([.. rows]),
        }),
    }.ToJsonString();

    private static JsonArray Row(params (string Column, string? Value)[] changes)
    {
        var cells = new Dictionary<string, JsonNode?>
        {
            ["CreatedDateTime"] = "2026-11-10T11:00:00Z", ["IsInteractive"] = true, ["Id"] = "row-1", ["UserId"] = "26be570a-ae82-4189-b4e2-a37c6808512d",
            ["UserPrincipalName"] = "ann@contoso.com", ["AppId"] = "app-1", ["AppDisplayName"] = "Outlook", ["ClientAppUsed"] = "Browser",
            ["CorrelationId"] = "correlation-1", ["Location"] = "GB", ["ResourceIdentity"] = "resource-1", ["ResultType"] = "0", ["DeviceDetail"] = """{"deviceId":"device-1"}""",
            ["ConditionalAccessPolicies"] = $$"""[{"id":"{{Ours}}","displayName":"Wave 1","result":"success"}]""",
            ["AuthenticationDetails"] = """[{"authenticationMethod":"FIDO2 security key","succeeded":true}]""",
        };
        foreach (var (column, value) in changes) cells[column] = value;
        return [.. Columns.Select(column => cells[column])];
    }
}
