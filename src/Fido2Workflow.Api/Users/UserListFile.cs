using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Fido2Workflow.Api.Yaml;

namespace Fido2Workflow.Api.Users;

/// <summary>Reads a list of people: a CSV with a column <c>UPN</c>, whatever else it holds.</summary>
public static class UserListFile
{
    private const string Column = "UPN";

    /// <summary>The user principal names, in the file's order, each once.</summary>
    /// <exception cref="BadInputException">The file is not there, has no such column, or names nobody.</exception>
    public static IReadOnlyList<string> Load(string path)
    {
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file.");
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: the file could not be read: {unreadable.Message}");
        }
    }

    /// <summary>The user principal names of such a file's text.</summary>
    /// <param name="path">What mistakes are told by.</param>
    /// <exception cref="BadInputException">It has no such column, or names nobody.</exception>
    public static IReadOnlyList<string> Parse(string path, string text)
    {
        try
        {
            using var reader = new StringReader(text);
            using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                PrepareHeaderForMatch = header => header.Header.Trim().ToUpperInvariant(),
                TrimOptions = TrimOptions.Trim,
                DetectDelimiter = true,
                DetectDelimiterValues = [",", ";", "\t"],
            });
            if (!csv.Read() || !csv.ReadHeader() || !csv.HeaderRecord!.Any(name => name.Trim().Equals(Column, StringComparison.OrdinalIgnoreCase)))
                throw new BadInputException($"{path}:1: no column named {Column} was found; expected a CSV whose first line names its columns, {Column} among them.");
            var names = new List<string>();
            while (csv.Read())
                if (csv.GetField(Column)?.Trim() is { Length: > 0 } name) names.Add(name);
            return names.Count > 0
                ? [.. names.Distinct(StringComparer.OrdinalIgnoreCase)]
                : throw new BadInputException($"{path}: the list names nobody; expected one user principal name a line. An empty list proves nothing.");
        }
        catch (CsvHelperException mistake)
        {
            throw new BadInputException($"{path}:{mistake.Context?.Parser?.Row ?? 1}: this is not CSV: {mistake.Message.Split('\n')[0].Trim()}");
        }
    }
}
