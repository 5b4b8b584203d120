using System.Text.RegularExpressions;
using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Core.Prediction;

/// <summary>
/// A filter for devices: comparisons joined by <c>-and</c>, which binds closer, <c>-or</c>, <c>-not</c> and parentheses. A device
/// that is not registered has no property at all, so that only comparisons that deny hold of it. (Microsoft Learn:
/// "Conditional Access: Filter for devices".)
/// </summary>
internal sealed partial class DeviceFilter
{
    private readonly Queue<string> _tokens;

    private DeviceFilter(IEnumerable<string> tokens) => _tokens = new(tokens);

    /// <summary>Reads a rule; null where it is none.</summary>
    public static Condition? Parse(string rule)
    {
        var filter = new DeviceFilter(Tokens().Matches(rule).Select(match => match.Value));
        var parsed = filter.Either();
        return filter._tokens.Count == 0 && Tokens().Replace(rule, "").Trim().Length == 0 ? parsed : null;
    }

    private Condition? Either()
    {
        var one = Both();
        while (one is not null && Next("-or"))
        {
            if (Both() is not { } other) return null;
            var before = one;
            one = circumstances => before(circumstances).Or(other(circumstances));
        }
        return one;
    }

    private Condition? Both()
    {
        var one = Single();
        while (one is not null && Next("-and"))
        {
            if (Single() is not { } other) return null;
            var before = one;
            one = circumstances => before(circumstances).And(other(circumstances));
        }
        return one;
    }

    private Condition? Single()
    {
        if (Next("-not")) return Single() is { } denied ? circumstances => denied(circumstances).Not() : null;
        if (!Next("(")) return Comparison();
        var inside = Either();
        return Next(")") ? inside : null;
    }

    private Condition? Comparison()
    {
        if (!_tokens.TryDequeue(out var property) || !property.StartsWith("device.", StringComparison.OrdinalIgnoreCase)) return null;
        if (!_tokens.TryDequeue(out var comparison) || Denies(comparison) is not { } isDenial) return null;
        var isList = comparison.EndsWith("in", StringComparison.OrdinalIgnoreCase) && !comparison.EndsWith("contain", StringComparison.OrdinalIgnoreCase);
        if (!_tokens.TryDequeue(out var value)) return null;
        var values = isList ? List().Matches(value).Select(item => item.Value.Trim('"', '\'')).ToList() : [value.Trim('"', '\'')];
        var name = property["device.".Length..];
        return circumstances => Compare(name, comparison, values, circumstances) is var holds && isDenial ? holds.Not() : holds;
    }

    // Null for a word that is no comparison.
    private static bool? Denies(string comparison) => comparison.ToUpperInvariant() switch
    {
        "-EQ" or "-EQUALS" or "-IN" or "-STARTSWITH" or "-ENDSWITH" or "-CONTAINS" => false,
        "-NE" or "-NOTEQUALS" or "-NOTIN" or "-NOTSTARTSWITH" or "-NOTENDSWITH" or "-NOTCONTAINS" => true,
        _ => null,
    };

    // Whether the comparison holds, before what denies it.
    private static Verdict Compare(string property, string comparison, List<string> values, Circumstances circumstances)
    {
        if (circumstances.IsRegistered is false) return Verdict.No;
        var actual = property.ToUpperInvariant() switch
        {
            "ISCOMPLIANT" => circumstances.IsCompliant?.ToString(),
            "TRUSTTYPE" => circumstances.TrustType,
            _ => null,
        };
        if (actual is null) return Verdict.Unknown;
        return Verdicts.Of(values.Exists(value =>
            comparison.Contains("starts", StringComparison.OrdinalIgnoreCase) ? actual.StartsWith(value, StringComparison.OrdinalIgnoreCase)
            : comparison.Contains("ends", StringComparison.OrdinalIgnoreCase) ? actual.EndsWith(value, StringComparison.OrdinalIgnoreCase)
            : comparison.Contains("contains", StringComparison.OrdinalIgnoreCase) ? actual.Contains(value, StringComparison.OrdinalIgnoreCase)
            : actual.Equals(value, StringComparison.OrdinalIgnoreCase)));
    }

    private bool Next(string token)
    {
        if (!_tokens.TryPeek(out var next) || !next.Equals(token, StringComparison.OrdinalIgnoreCase)) return false;
        _tokens.Dequeue();
        return true;
    }

    [GeneratedRegex("""\[[^\]]*\]|"[^"]*"|'[^']*'|[()]|[^\s()\[\]"']+""")]
    private static partial Regex Tokens();

    [GeneratedRegex("""("[^"]*"|'[^']*'|[^\s,\[\]"']+)""")]
    private static partial Regex List();
}
