using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fido2Workflow.Api.Yaml;

/// <summary>A YAML file being read: it remembers where each value stands, and gathers every mistake before it gives up.</summary>
public sealed class YamlFile
{
    private readonly Dictionary<string, Mark> _places = [];
    private readonly SortedDictionary<(long Line, long Column, int Order), string> _mistakes = [];

    private YamlFile(string path, YamlMappingNode root)
    {
        Path = path;
        Root = new YamlSection(this, "", root);
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>The file's outermost section.</summary>
    public YamlSection Root { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">It is not there, is no YAML, or is not a section.</exception>
    public static YamlFile Load(string path)
    {
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file.");
        try
        {
            var yaml = new YamlStream();
            using var reader = File.OpenText(path);
            yaml.Load(reader);
            return yaml.Documents is [{ RootNode: YamlMappingNode root }]
                ? new YamlFile(path, root)
                : throw new BadInputException($"{path}:1:1: expected one document of names and values.");
        }
        catch (YamlException mistake)
        {
            throw new BadInputException($"{path}:{mistake.Start.Line}:{mistake.Start.Column}: this is not YAML: {mistake.Message}");
        }
    }

    /// <summary>Notes a mistake at a value, or at the nearest section around it.</summary>
    public void Mistake(string valuePath, string message)
    {
        var known = valuePath;
        while (known.Length > 0 && !_places.ContainsKey(known)) known = Parent(known);
        var place = _places.GetValueOrDefault(known);
        var (line, column) = place.Line == 0 ? (1, 1) : (place.Line, place.Column);
        _mistakes[(line, column, _mistakes.Count)] = $"{Path}:{line}:{column}: {(valuePath.Length > 0 ? $"{valuePath}: " : "")}{message}.";
    }

    /// <summary>Ends the reading.</summary>
    /// <exception cref="BadInputException">Mistakes were noted.</exception>
    public void ThrowIfMistaken()
    {
        if (_mistakes.Count > 0) throw new BadInputException([.. _mistakes.Values]);
    }

    internal void Remember(string valuePath, YamlNode node) => _places[valuePath] = node.Start;

    private static string Parent(string path) => path.LastIndexOfAny(['.', '[']) is var end and > 0 ? path[..end] : "";
}
