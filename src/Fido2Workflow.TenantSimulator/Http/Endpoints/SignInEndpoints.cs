using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Fido2Workflow.TenantSimulator.SignIns;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>The sign-in log: newest first, in pages, interactive rows unless beta is asked for the others.</summary>
internal static class SignInEndpoints
{
    private const int MostPerPage = 1000;
    private const string EventTypes = "signInEventTypes";

    private static readonly string[] Filters =
    [
        "createdDateTime eq", "createdDateTime ge", "createdDateTime le", "createdDateTime gt", "createdDateTime lt",
        "userId eq", "appId eq", "status/errorCode eq",
    ];

    private static readonly IReadOnlyList<string> Interactive = ["interactiveUser"];
    private static readonly IReadOnlyList<string> NonInteractive = ["nonInteractiveUser"];

    private static readonly string[] BetaFilters = [.. Filters, EventTypes + " any"];

    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", "/auditLogs/signIns", Permissions.ReadReports, List),
        new Route.Read("GET", "/auditLogs/signIns/{id}", Permissions.ReadReports, One),
    ];

    private static Answer List(ReadContext context)
    {
        Collections.RefuseOptions(context.Request, "$search", "$expand", "$select");
        if (context.Request.Option("$orderby") is { } order and not ("createdDateTime desc" or "createdDateTime"))
            throw GraphException.UnsupportedOption("$orderby", order);

        var isBeta = context.Request.Version == "beta";
        var filter = context.Request.Option("$filter") is { } text ? FilterParser.Parse(text, isBeta ? BetaFilters : Filters) : null;
        var (asOf, before) = Token(context);
        var (_, size) = Collections.Span(WithoutToken(context.Request), MostPerPage, MostPerPage);
        var (from, until) = Window(filter);
        var onlyInteractive = !Names(filter, EventTypes);
        var visible = UserOf(filter) is { } userId
            ? context.Simulation.Log.VisibleOf(userId, asOf, from, until, before)
            : context.Simulation.Log.Visible(asOf, from, until, before);
        var rows = visible
            .Where(each => !onlyInteractive || each.Row.IsInteractive)
            .Where(each => filter is null || filter.Matches(path => Value(each.Row, path)))
            .Take(size + 1).ToList();

        var next = rows.Count > size
            ? Collections.NextLink(context.Request, string.Create(CultureInfo.InvariantCulture, $"{asOf.UtcTicks}_{rows[size - 1].Place}"))
            : null;
        return Rendered(context, [.. rows.Take(size).Select(each => each.Row)], next);
    }

    private static Answer One(ReadContext context)
    {
        var row = context.Simulation.Log.Visible(context.Now, DateTimeOffset.MinValue, context.Now)
            .Select(each => each.Row)
            .FirstOrDefault(row => row.Id.ToString() == context["id"]) ?? throw GraphException.NotFound(context["id"]);
        return new(200, Written(json => WriteRow(context, json, row)));
    }

    private static Answer Rendered(ReadContext context, List<SignInRow> rows, string? nextLink) => new(200, Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("@odata.context", context.Request.Context("auditLogs/signIns"));
        if (nextLink is not null) json.WriteString("@odata.nextLink", nextLink);
        json.WriteStartArray("value");
        foreach (var each in rows)
            WriteRow(context, json, each);
        json.WriteEndArray();
        json.WriteEndObject();
    }));

    private static void WriteRow(ReadContext context, Utf8JsonWriter json, SignInRow row) => context.Simulation.Log.Kept.Write(
        json, row, new(context.Request.Version == "beta", context.Request.WantsUnknownEnumMembers, Permissions.SeePoliciesOfSignIns.IsGranted(context.Request.Token)),
        context.View.Users[row.Account.UserId]);

    // Rows, decisions and the view never change, so the page may be written when the tenant has moved on.
    private static Action<IBufferWriter<byte>> Written(Action<Utf8JsonWriter> write) => response =>
    {
        using var json = new Utf8JsonWriter(response);
        write(json);
    };

    /// <summary>A page token remembers when the first page was read, so that later pages show that same log, and the place of the last row shown.</summary>
    private static (DateTimeOffset AsOf, int Before) Token(ReadContext context)
    {
        if (context.Request.Option("$skiptoken") is not { } token) return (context.Now, int.MaxValue);
        return token.Split('_') is [var ticks, var place]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var asOf)
            && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
                ? (new(asOf, TimeSpan.Zero), before)
                : throw GraphException.UnsupportedOption("$skiptoken", token);
    }

    private static GraphRequest WithoutToken(GraphRequest request) =>
        request with { Query = request.Query.Where(option => option.Key != "$skiptoken").ToDictionary() };

    /// <summary>The span of time a filter confines itself to, so that only its rows are looked at.</summary>
    private static (DateTimeOffset From, DateTimeOffset Until) Window(Filter? filter)
    {
        var bounds = filter?.Conjunction().OfType<Filter.Compare>().Where(part => part.Path == "createdDateTime").ToList() ?? [];
        return (
            bounds.Where(part => part.Operator is "ge" or "gt" or "eq").Select(part => part.Instant).DefaultIfEmpty(DateTimeOffset.MinValue).Max(),
            bounds.Where(part => part.Operator is "le" or "lt" or "eq").Select(part => part.Instant).DefaultIfEmpty(DateTimeOffset.MaxValue).Min());
    }

    /// <summary>The one user that a filter confines itself to; null where it does not.</summary>
    private static string? UserOf(Filter? filter) =>
        filter?.Conjunction().OfType<Filter.Compare>().FirstOrDefault(part => part is { Path: "userId", Operator: "eq" })?.Literal;

    private static bool Names(Filter? filter, string path) => filter switch
    {
        Filter.And(var left, var right) => Names(left, path) || Names(right, path),
        Filter.Or(var left, var right) => Names(left, path) || Names(right, path),
        Filter.Any(var named, _) => named == path,
        _ => false,
    };

    private static object? Value(SignInRow row, string path) => path switch
    {
        "createdDateTime" => row.CreatedAt,
        "userId" => row.Account.UserId,
        "appId" => row.App.Id,
        "status/errorCode" => (long)row.ErrorCode,
        EventTypes => row.IsInteractive ? Interactive : NonInteractive,
        _ => null,
    };
}
