using System.Globalization;
using System.Text.Json;
using Fido2Workflow.Core.Notifications;

namespace Fido2Workflow.Api.Yaml;

/// <summary>How values are written in a plan and a script. Each answers null for what it cannot read.</summary>
public static class Values
{
    private static readonly Dictionary<string, NotificationKind> NotificationKinds =
        Enum.GetValues<NotificationKind>().ToDictionary(kind => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()));

    /// <summary>What a span looks like, for a sentence.</summary>
    public const string SpanExpected = "a span of time such as 90m, 12h or 3d";

    /// <summary>What an object id looks like, for a sentence.</summary>
    public const string IdExpected = "an object id, such as 60000001-3ba3-4c46-b02b-b3ef458294ff";

    /// <summary>The kinds of notification, for a sentence.</summary>
    public static string NotificationKindExpected { get; } = $"one of {string.Join(", ", NotificationKinds.Keys)}";

    /// <summary>An object id.</summary>
    public static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;

    /// <summary><c>90m</c>, <c>12h</c>, <c>3d</c>.</summary>
    public static TimeSpan? Span(string text) =>
        text.Length > 1 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            ? text[^1] switch
            {
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                _ => null,
            }
            : null;

    /// <summary><c>2027-01-04</c>.</summary>
    public static DateOnly? Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : null;

    /// <summary><c>09:30</c>.</summary>
    public static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, "HH:mm", out var time) ? time : null;

    /// <summary><c>Monday</c>.</summary>
    public static DayOfWeek? Day(string text) => Enum.TryParse<DayOfWeek>(text, true, out var day) && !char.IsDigit(text[0]) ? day : null;

    /// <summary><c>approval-needed</c>.</summary>
    public static NotificationKind? NotificationKind(string text) => NotificationKinds.TryGetValue(text, out var kind) ? kind : null;

    /// <summary>A whole number.</summary>
    public static int? Whole(string text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number with decimals.</summary>
    public static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static bool? Truth(string text) => bool.TryParse(text, out var truth) ? truth : null;
}
