using System.Text;
using Fido2Workflow.Api.Yaml;

namespace Fido2Workflow.Cli.Output;

/// <summary>A file for others to read: it is there whole or not at all, and what it replaces stays until then.</summary>
public static class WholeFile
{
    // No byte-order mark: it would be part of the first column's name to readers that do not expect one.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Refuses a place that cannot be written to, before the work that would be lost.</summary>
    /// <exception cref="BadInputException">Its folder is not there, or it is a folder.</exception>
    public static void Expect(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder)) throw new BadInputException($"{path}: there is no folder {folder} to write it to.");
        if (Directory.Exists(path)) throw new BadInputException($"{path}: this is a folder; expected the name of a file.");
    }

    /// <summary>Writes it, UTF-8, beside its place, and moves it there.</summary>
    /// <exception cref="BadInputException">It could not be written.</exception>
    public static void Write(string path, string text)
    {
        var partial = $"{path}.partial";
        try
        {
            File.WriteAllText(partial, text, Utf8);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: the file could not be written: {refused.Message}");
        }
    }
}
