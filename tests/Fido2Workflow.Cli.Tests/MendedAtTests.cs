using System.CommandLine;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Sweeps;

namespace Fido2Workflow.Cli.Tests;

/// <summary>Where a gate or a rule of the sweeps says that what it found is mended, there is something: a verb of this program, or a page of the admin portals.</summary>
public sealed class MendedAtTests
{
    private const string Program = "fido2 ";

    public static TheoryData<string> Places =>
    [
        .. typeof(Gate).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Gate)) && !type.IsAbstract)
            .Select(type => ((Gate)Activator.CreateInstance(type)!).MendedAt).Concat(AllSweepRules.InOrder.Select(rule => rule.MendedAt)).Distinct().Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public void It_is_a_verb_that_there_is_or_a_page_of_the_portal(string place)
    {
        if (!place.StartsWith(Program, StringComparison.Ordinal))
        {
            Assert.StartsWith("https://", place, StringComparison.Ordinal);
            return;
        }
        Command command = CommandLine.Root;
        foreach (var word in place[Program.Length..].Split(' '))
            command = command.Subcommands.FirstOrDefault(verb => verb.Name == word || verb.Aliases.Contains(word)) ?? throw new InvalidOperationException($"{place}: there is no such verb");
        Assert.Empty(command.Subcommands);
    }
}
