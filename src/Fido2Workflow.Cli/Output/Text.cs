using System.Globalization;

namespace Fido2Workflow.Cli.Output;

/// <summary>How instants and spans are shown: UTC, and never by the machine's locale.</summary>
public static class Text
{
    /// <summary><c>2027-01-04 09:30</c>, UTC.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>3 d 4 h</c>, <c>5 h 20 min</c>, <c>12 min</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => $"{(int)span.TotalDays} d {span.Hours} h",
        { TotalHours: >= 1 } => $"{span.Hours} h {span.Minutes} min",
        _ => $"{span.Minutes} min",
    };

    /// <summary><c>12,345</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
