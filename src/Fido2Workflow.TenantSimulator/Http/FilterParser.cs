using System.Globalization;
using System.Text.RegularExpressions;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>
/// Reads <c>$filter</c> for one endpoint, which supports certain operators on certain properties, each written like
/// <c>createdDateTime ge</c>, <c>displayName startswith</c> or <c>signInEventTypes any</c>. Anything else is refused by name.
/// </summary>
internal sealed partial class FilterParser
{
    private readonly string _text;
    private readonly IReadOnlyCollection<string> _supported;
    private int _at;

    private FilterParser(string text, IReadOnlyCollection<string> supported) => (_text, _supported) = (text, supported);

    public static Filter Parse(string text, IReadOnlyCollection<string> supported)
    {
        var parser = new FilterParser(text, supported);
        var filter = parser.Disjunction();
        return parser.Take(End()) is not null ? filter : throw parser.Unsupported();
    }

    private Filter Disjunction()
    {
        var left = Conjunction();
        while (Take(OrWord()) is not null)
            left = new Filter.Or(left, Conjunction());
        return left;
    }

    private Filter Conjunction()
    {
        var left = Term();
        while (Take(AndWord()) is not null)
            left = new Filter.And(left, Term());
        return left;
    }

    private Filter Term()
    {
        if (Take(Open()) is not null)
        {
            var inner = Disjunction();
            return Take(Close()) is not null ? inner : throw Unsupported();
        }

        if (Take(AnyShape()) is { } any)
            return Supported(any.Groups["path"].Value, "any", path => new Filter.Any(path, Unquoted(any)));
        if (Take(StartsWithShape()) is { } starts)
            return Supported(starts.Groups["path"].Value, "startswith", path => new Filter.StartsWith(path, Unquoted(starts)));
        if (Take(CompareShape()) is { } compare)
            return Supported(compare.Groups["path"].Value, compare.Groups["operator"].Value, path => Compare(path, compare));
        throw Unsupported();
    }

    private Filter.Compare Compare(string path, Match match)
    {
        var literal = match.Groups["text"].Success ? Unquoted(match) : match.Groups["bare"].Value;
        var isReadable = !path.EndsWith("DateTime", StringComparison.Ordinal)
            || DateTimeOffset.TryParse(literal, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
        var isNumber = !path.EndsWith("errorCode", StringComparison.Ordinal) || long.TryParse(literal, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
        return isReadable && isNumber ? new(path, match.Groups["operator"].Value, literal) : throw Unsupported();
    }

    private Filter Supported(string path, string operation, Func<string, Filter> make) =>
        _supported.FirstOrDefault(known => string.Equals(known, $"{path} {operation}", StringComparison.OrdinalIgnoreCase)) is { } supported
            ? make(supported.Split(' ')[0])
            : throw Unsupported();

    private Match? Take(Regex shape)
    {
        var match = shape.Match(_text, _at);
        if (!match.Success) return null;
        _at += match.Length;
        return match;
    }

    private GraphException Unsupported() => GraphException.UnsupportedOption("$filter", _text);

    private static string Unquoted(Match match) => match.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"\G\s*\z")]
    private static partial Regex End();

    [GeneratedRegex(@"\G\s+or\s+")]
    private static partial Regex OrWord();

    [GeneratedRegex(@"\G\s+and\s+")]
    private static partial Regex AndWord();

    [GeneratedRegex(@"\G\s*\(")]
    private static partial Regex Open();

    [GeneratedRegex(@"\G\s*\)")]
    private static partial Regex Close();

    [GeneratedRegex(@"\G\s*(?<path>[\w/]+)/any\(\s*(?<item>\w+)\s*:\s*\k<item>\s+eq\s+'(?<text>(?:[^']|'')*)'\s*\)")]
    private static partial Regex AnyShape();

    [GeneratedRegex(@"\G\s*starts[wW]ith\(\s*(?<path>[\w/]+)\s*,\s*'(?<text>(?:[^']|'')*)'\s*\)")]
    private static partial Regex StartsWithShape();

    [GeneratedRegex(@"\G\s*(?<path>[\w/]+)\s+(?<operator>eq|ge|gt|le|lt)\s+(?:'(?<text>(?:[^']|'')*)'|(?<bare>[\w:.+\-]+))")]
    private static partial Regex CompareShape();
}
