using Fido2Workflow.Api.Yaml;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>Reads a script from YAML.</summary>
public static class ScriptFile
{
    private static readonly Dictionary<string, HumanAction> Actions =
        Enum.GetValues<HumanAction>().ToDictionary(action => string.Concat(action.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString())));

    /// <summary>Reads a script for the people of these accounts.</summary>
    /// <exception cref="BadInputException">The file cannot be used.</exception>
    public static Script Load(string path, Accounts accounts)
    {
        var file = YamlFile.Load(path);
        var script = new Script([.. file.Root.Sections("reactions").Select(section => ReadReaction(section, accounts))]);
        file.Root.RefuseTheRest();
        file.ThrowIfMistaken();
        return script;
    }

    private static Reaction ReadReaction(YamlSection section, Accounts accounts)
    {
        var reaction = new Reaction(
            section.Text("on"),
            section.OptionalText("wave") is null ? null : section.Value("wave", 0, Values.Whole, "a wave's number"),
            section.Value("after", TimeSpan.FromHours(1), Values.Span, Values.SpanExpected),
            section.Value("do", HumanAction.Start, text => Actions.TryGetValue(text, out var action) ? action : (HumanAction?)null, $"one of {string.Join(", ", Actions.Keys)}"),
            section.Text("by"),
            section.Texts("people"),
            section.OptionalText("reason"));
        section.RefuseTheRest();
        Check("by", reaction.By);
        foreach (var (i, name) in reaction.People.Index()) Check($"people[{i}]", name);
        return reaction;

        void Check(string where, string name)
        {
            if (name.Length > 0 && !accounts.Knows(name))
                section.Mistake(where, $"\"{name}\" was found; expected the user principal name of an account of the tenant");
        }
    }
}
