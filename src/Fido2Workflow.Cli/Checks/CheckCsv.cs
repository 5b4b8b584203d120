using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Fido2Workflow.Cli.Output;

namespace Fido2Workflow.Cli.Checks;

/// <summary>A check as a spreadsheet reads it: one row per user, in the order of the list.</summary>
public static class CheckCsv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>The whole file.</summary>
    public static string Write(CheckReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Format))
            csv.WriteRecords(report.Users.Select(user => new
            {
                UPN = user.UserPrincipalName,
                user.Status,
                user.KeyCount,
                RegisteredDate = user.RegisteredAt is { } registered ? Text.Instant(registered) : "",
                // A user principal name is left as it is: it is looked up again by whoever reads the file.
                Model = string.Join("; ", user.Models.Select(SpreadsheetText.Of)),
            }));
        return text.ToString();
    }
}
