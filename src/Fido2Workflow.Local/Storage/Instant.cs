using System.Globalization;

namespace Fido2Workflow.Local.Storage;

/// <summary>Instants as the databases keep them: ISO 8601, UTC, of one width, so that text order is time order.</summary>
internal static class Instant
{
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
