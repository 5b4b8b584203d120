using System.Globalization;
using System.Text;

namespace Fido2Workflow.Core.Tests.Sweeps;

/// <summary>
/// <c>docs/sweeps.md</c> lists what a sweep looks for as the code has it. Run with the environment variable
/// <c>FIDO2_WRITE_DOCS</c> set, this test writes the table anew.
/// </summary>
public class SweepTableTests
{
    private const string Begin = "<!-- generated: sweeps -->";
    private const string End = "<!-- end of generated -->";

    [Fact]
    public void The_table_of_the_documentation_is_that_of_the_code()
    {
        var path = Path.Combine(Root(), "docs", "sweeps.md");
        var page = File.ReadAllText(path);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var expected = $"{page[..from]}\n{Table()}{page[to..]}";
        if (Environment.GetEnvironmentVariable("FIDO2_WRITE_DOCS") is { Length: > 0 }) File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Each_rule_has_a_name_of_its_own_says_what_it_finds_and_where_that_is_mended()
    {
        var rules = AllSweepRules.InOrder;
        Assert.Equal(rules.Count, rules.Select(rule => rule.Name).Distinct().Count());
        Assert.All(rules, rule =>
        {
            Assert.Matches("^[a-z0-9-]+$", rule.Name);
            Assert.Matches("[.?]$", rule.Finds);
            Assert.Matches("^(fido2 [a-z]|https://)", rule.MendedAt);
        });
        Assert.Equal(
            typeof(SweepRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SweepRule))).Select(type => type.Name).Order(),
            rules.Select(rule => rule.GetType().Name).Distinct().Order());
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| rule | severity | finds | mended by |\n| --- | --- | --- | --- |\n");
        foreach (var rule in AllSweepRules.InOrder)
            table.Append(CultureInfo.InvariantCulture, $"| `{rule.Name}` | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Finds} | {(rule.MendedAt.StartsWith("https://", StringComparison.Ordinal) ? $"[the portal]({rule.MendedAt})" : $"`{rule.MendedAt}`")} |\n");
        return table.Append('\n').ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Fido2Workflow.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
