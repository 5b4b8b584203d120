using YamlDotNet.RepresentationModel;

namespace Fido2Workflow.Api.Yaml;

/// <summary>A section of a YAML file. Reading a value of the wrong kind notes a mistake and goes on with the fallback.</summary>
public sealed class YamlSection
{
    private readonly YamlFile _file;
    private readonly string _path;
    private readonly Dictionary<string, YamlNode> _names = [];
    private readonly Dictionary<string, YamlNode> _values = [];
    private readonly HashSet<string> _asked = [];

    internal YamlSection(YamlFile file, string path, YamlMappingNode node)
    {
        (_file, _path) = (file, path);
        file.Remember(path, node);
        foreach (var (key, value) in node.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
            {
                file.Remember(At("?"), key);
                file.Mistake(At("?"), "a section or list was found in place of a name; expected text");
                continue;
            }
            _names[name] = key;
            _values[name] = value;
            file.Remember(At(name), value);
        }
    }

    /// <summary>The names in this section, in order.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>Text that must be there.</summary>
    public string Text(string name) => Value(name, "", text => text, "text", isRequired: true);

    /// <summary>An object id that must be there, in lower case as the tenant writes it.</summary>
    public string Id(string name) => Value(name, "", text => Values.Id(text)?.ToString(), Values.IdExpected, isRequired: true);

    /// <summary>An object id, or that word in place of one.</summary>
    /// <param name="meaning">When the word is written, for a sentence.</param>
    public string IdOr(string name, string word, string meaning) => Value(
        name, "", text => text == word ? word : Values.Id(text)?.ToString(), $"{Values.IdExpected}, or {word} {meaning}", isRequired: true);

    /// <summary>A list of object ids, empty where absent.</summary>
    public IReadOnlyList<string> Ids(string name) => [.. List(name, Values.Id, Values.IdExpected).Select(id => id.ToString())];

    /// <summary>Text that may be absent.</summary>
    public string? OptionalText(string name) => Value<string?>(name, null, text => text, "text");

    /// <summary>A value with a default.</summary>
    /// <param name="parse">Answers null for what it cannot read.</param>
    public T Value<T>(string name, T fallback, Func<string, T?> parse, string expected) where T : class? => Value(name, fallback, parse, expected, false);

    /// <summary>A value with a default.</summary>
    /// <param name="parse">Answers null for what it cannot read.</param>
    public T Value<T>(string name, T fallback, Func<string, T?> parse, string expected) where T : struct
    {
        if (Scalar(name, expected) is not { } text) return fallback;
        if (parse(text) is { } value) return value;
        _file.Mistake(At(name), $"\"{text}\" was found; expected {expected}");
        return fallback;
    }

    /// <summary>A list of values, empty where absent.</summary>
    public IReadOnlyList<T> List<T>(string name, Func<string, T?> parse, string expected) where T : struct =>
        [.. Items(name).Select(item => item.Text is not null && parse(item.Text) is { } value ? value : Wrong<T>(item, expected))];

    /// <summary>A list of texts, empty where absent.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        [.. Items(name).Select(item => item.Text ?? Wrong<string>(item, "text")!)];

    /// <summary>A section that must be there; an empty one where it is not.</summary>
    public YamlSection Section(string name)
    {
        if (OptionalSection(name) is { } section) return section;
        if (!_values.ContainsKey(name)) _file.Mistake(At(name), "nothing was found; expected a section of names and values");
        return new YamlSection(_file, At(name), []);
    }

    /// <summary>A section, or null where absent.</summary>
    public YamlSection? OptionalSection(string name)
    {
        _asked.Add(name);
        if (!_values.TryGetValue(name, out var node)) return null;
        if (node is YamlMappingNode mapping) return new YamlSection(_file, At(name), mapping);
        _file.Mistake(At(name), "a value was found; expected a section of names and values");
        return null;
    }

    /// <summary>A list of sections, empty where absent.</summary>
    public IReadOnlyList<YamlSection> Sections(string name)
    {
        _asked.Add(name);
        if (!_values.TryGetValue(name, out var node)) return [];
        if (node is YamlSequenceNode items && items.All(item => item is YamlMappingNode))
            return [.. items.Select((item, i) => new YamlSection(_file, $"{At(name)}[{i}]", (YamlMappingNode)item))];
        _file.Mistake(At(name), "expected a list of sections");
        return [];
    }

    /// <summary>Notes a mistake at one of this section's values.</summary>
    public void Mistake(string name, string message) => _file.Mistake(At(name), message);

    /// <summary>Notes every name that nobody asked for: a misspelt name must not pass for a default.</summary>
    public void RefuseTheRest()
    {
        foreach (var name in _values.Keys.Where(name => !_asked.Contains(name)))
        {
            // It is the name that is wrong, not its value.
            _file.Remember(At(name), _names[name]);
            _file.Mistake(At(name), $"this name is not known here; expected one of {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    private T Value<T>(string name, T fallback, Func<string, T?> parse, string expected, bool isRequired) where T : class?
    {
        if (Scalar(name, expected) is { } text)
        {
            if (parse(text) is { } value) return value;
            _file.Mistake(At(name), $"\"{text}\" was found; expected {expected}");
        }
        else if (isRequired && !_values.ContainsKey(name)) _file.Mistake(At(name), $"nothing was found; expected {expected}");
        return fallback;
    }

    private string? Scalar(string name, string expected)
    {
        _asked.Add(name);
        if (!_values.TryGetValue(name, out var node)) return null;
        if (node is YamlScalarNode { Value: { Length: > 0 } text }) return text;
        _file.Mistake(At(name), $"{(node is YamlScalarNode ? "nothing" : "a section or list")} was found; expected {expected}");
        return null;
    }

    private IEnumerable<(string Path, string? Text)> Items(string name)
    {
        _asked.Add(name);
        if (!_values.TryGetValue(name, out var node)) return [];
        if (node is YamlSequenceNode items) return items.Select((item, i) => (Remembered($"{At(name)}[{i}]", item), (item as YamlScalarNode)?.Value));
        _file.Mistake(At(name), "expected a list");
        return [];
    }

    private string Remembered(string path, YamlNode node)
    {
        _file.Remember(path, node);
        return path;
    }

    private T? Wrong<T>((string Path, string? Text) item, string expected)
    {
        _file.Mistake(item.Path, $"{(item.Text is null ? "a section or list" : $"\"{item.Text}\"")} was found; expected {expected}");
        return default;
    }

    private string At(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
