using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Readiness;

namespace Fido2Workflow.Cli.Assessments;

/// <summary>Those who need a Temporary Access Pass, as a spreadsheet and every verb that takes a list of people read it.</summary>
public static class PassListCsv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>The whole file, wave by wave.</summary>
    public static string Write(IReadOnlyList<PersonReadiness> people)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Format))
            csv.WriteRecords(people.Select(person => new
            {
                UPN = person.UserPrincipalName,
                Name = SpreadsheetText.Of(person.DisplayName ?? ""),
                person.Wave,
                Methods = SpreadsheetText.Of(string.Join("; ", person.Methods)),
                Note = AssessText.Note(person),
            }));
        return text.ToString();
    }
}
