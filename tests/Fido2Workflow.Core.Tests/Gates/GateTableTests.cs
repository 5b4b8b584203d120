using System.Globalization;
using System.Text;

namespace Fido2Workflow.Core.Tests;

/// <summary>
/// <c>docs/gates.md</c> lists every gate as the code has it. Run with the environment variable <c>FIDO2_WRITE_DOCS</c> set,
/// this test writes the table anew.
/// </summary>
public class GateTableTests
{
    private const string Begin = "<!-- generated: gates -->";
    private const string End = "<!-- end of generated -->";

    [Fact]
    public void The_table_of_gates_in_the_documentation_is_that_of_the_code()
    {
        var path = Path.Combine(Root(), "docs", "gates.md");
        var page = File.ReadAllText(path);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var expected = $"{page[..from]}\n{Table()}{page[to..]}";
        if (Environment.GetEnvironmentVariable("FIDO2_WRITE_DOCS") is { Length: > 0 }) File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Every_gate_asks_a_question_and_says_which_rule_it_keeps_and_where_a_no_is_mended() =>
        Assert.All(Asked().SelectMany(list => list.Gates), gate =>
        {
            Assert.EndsWith("?", gate.Asks, StringComparison.Ordinal);
            Assert.NotEmpty(gate.Keeps);
            Assert.Matches("^(fido2 [a-z]|https://)", gate.MendedAt);
        });

    private static IEnumerable<(string When, IReadOnlyList<Gate> Gates)> Asked() =>
    [
        ("of the tenant: the prerequisites, before a wave opens", AllGates.OfTheTenant),
        ("before the approval and at the promotion", AllGates.OfTheWave),
        ("at the promotion alone", AllGates.OfTheMoment),
    ];

    private static string Table()
    {
        var table = new StringBuilder();
        foreach (var (when, gates) in Asked())
        {
            table.Append(CultureInfo.InvariantCulture, $"\n**Asked {when}**\n\n| gate | asks | keeps | a no is mended by |\n| --- | --- | --- | --- |\n");
            foreach (var gate in gates)
                table.Append(CultureInfo.InvariantCulture, $"| `{gate.Name}` | {gate.Asks} | {gate.Keeps} | {Mended(gate.MendedAt)} |\n");
        }
        return table.Append('\n').ToString();
    }

    private static string Mended(string at) => at.StartsWith("https://", StringComparison.Ordinal) ? $"[the portal]({at})" : $"`{at}`";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Fido2Workflow.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
