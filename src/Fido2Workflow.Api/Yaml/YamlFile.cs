using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fido2Workflow.Api.Yaml;

/// <summary>A YAML file being read: it remembers where each value stands, and gathers every mistake before it gives up.</summary>
public sealed class YamlFile
{
    private const int Deepest = 20;

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
    public static YamlFile Load(string path) =>
        File.Exists(path) ? Parse(path, File.ReadAllText(path)) : throw new BadInputException($"{path}: there is no such file.");

    /// <summary>Reads the text of a file, or what was sent as one.</summary>
    /// <param name="path">What mistakes are told by.</param>
    /// <exception cref="BadInputException">It is no YAML, or is not a section.</exception>
    public static YamlFile Parse(string path, string text)
    {
        try
        {
            ExpectShallow(path, text);
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
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

    // Nodes are read one within the other: deep enough, and the process would end for want of stack.
    private static void ExpectShallow(string path, string text)
    {
        var (parser, depth) = (new Parser(new StringReader(text)), 0);
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > Deepest) throw new BadInputException($"{path}:{parser.Current.Start.Line}:{parser.Current.Start.Column}: this nests deeper than any plan; expected sections within sections, at most {Deepest} deep.");
        }
    }

    private static string Parent(string path) => path.LastIndexOfAny(['.', '[']) is var end and > 0 ? path[..end] : "";
}
