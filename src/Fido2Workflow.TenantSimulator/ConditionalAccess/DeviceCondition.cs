using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>
/// The <c>devices</c> condition: a filter of comparisons over isCompliant and trustType, joined by -and and -or, -and
/// binding closer. Managed devices are compliant and hybrid joined; the others are not registered, so no comparison holds of them.
/// </summary>
internal static partial class DeviceCondition
{
    public static Predicate<Attempt>? Compile(JsonNode condition)
    {
        if (!ConditionCompiler.HoldsOnly(condition, "deviceFilter")) return null;
        var filter = condition["deviceFilter"];
        if (filter.Text("rule") is not { } rule || Holds(rule) is not { } holds) return null;
        var isExcluding = filter.Text("mode") == "exclude";
        return attempt => (attempt.Device.IsManaged && holds) != isExcluding;
    }

    private static bool? Holds(string rule)
    {
        var alternatives = Or().Split(rule).Select(part => And().Split(part).Select(Comparison).ToList()).ToList();
        return alternatives.Any(conjunction => conjunction.Contains(null))
            ? null
            : alternatives.Any(conjunction => conjunction.TrueForAll(comparison => comparison is true));
    }

    private static bool? Comparison(string text)
    {
        if (Shape().Match(text) is not { Success: true } match) return null;
        var actual = match.Groups["property"].Value.Equals("isCompliant", StringComparison.OrdinalIgnoreCase) ? "True" : "ServerAD";
        return string.Equals(actual, match.Groups["value"].Value, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\s-or\s", RegexOptions.IgnoreCase)]
    private static partial Regex Or();

    [GeneratedRegex(@"\s-and\s", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex("""^\s*device\.(?<property>isCompliant|trustType)\s+-eq\s+"?(?<value>\w+)"?\s*$""", RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}
