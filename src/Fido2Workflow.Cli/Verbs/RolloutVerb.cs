using System.CommandLine;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Users;
using Fido2Workflow.Api.Views;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Operating;
using Fido2Workflow.Cli.Plans;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 rollout</c>: creates a rollout on its host, and says how it stands.</summary>
public static class RolloutVerb
{
    private const string Path = "api/rollouts";

    /// <summary>The verb.</summary>
    public static Command Create() => new("rollout", "The rollouts of a host.") { CreateOne(), Status() };

    /// <summary><c>--rollout</c>.</summary>
    internal static Option<string> Name() => new("--rollout") { Description = "The rollout, by its plan's name.", HelpName = "name", Required = true };

    private static Command CreateOne()
    {
        var plan = new Option<string?>("--plan") { Description = $"{PlanChoice.Expected}.", HelpName = "file" };
        var verb = new Command("create", "Sends a plan, with the lists that it names, and begins its rollout: nothing changes in the tenant until somebody starts a wave.") { plan };
        new HostOptions().Run(verb,
            (parsed, host, cancellation) => host.PostAsync<DecisionStored>(Path, Read(parsed.GetValue(plan)), cancellation),
            (_, stored) => ([$"{(stored.Repeated ? "Created before" : "Created")}: decision {stored.Decision}. It waits for its first wave to be started."], ExitCodes.Yes));
        return verb;
    }

    private static Command Status()
    {
        var name = new Option<string?>("--rollout") { Description = "The rollout, by its plan's name; without it all of the tenant's.", HelpName = "name" };
        var verb = new Command("status", "Says how rollouts stand: what is waited for, since when, until when, what to do next. Exits 0 where nothing holds, 1 where something does, 3 where one was stopped by an error.") { name };
        new HostOptions().Run(verb,
            async (parsed, host, cancellation) => parsed.GetValue(name) is { } one
                ? [await host.GetAsync<RolloutView>($"{Path}/{Uri.EscapeDataString(one)}", cancellation)]
                : await host.GetAsync<IReadOnlyList<RolloutView>>(Path, cancellation),
            (_, rollouts) => (
                rollouts.Count == 0 ? ["There are no rollouts."] : rollouts.SelectMany(StandingText.Of),
                rollouts.Select(rollout => StandingText.ExitCodeOf(rollout.State, [.. rollout.Holds, .. rollout.Waves.SelectMany(wave => wave.Status?.Holds ?? [])])).DefaultIfEmpty(ExitCodes.Yes).Max()));
        return verb;
    }

    // Read here first: a mistake is told with its file and line before anything is sent.
    private static Func<HttpContent> Read(string? named)
    {
        var path = PlanChoice.Find(named, folder: null) ?? throw new BadInputException($"There is no plan.yaml in the current folder. {PlanChoice.Expected}: name it with --plan.");
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file.");
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        var parts = new Dictionary<string, string> { ["plan"] = File.ReadAllText(path) };
        PlanFile.Parse(path, parts["plan"], csv =>
        {
            var list = System.IO.Path.Combine(folder, csv);
            var people = UserListFile.Load(list);
            parts[csv] = File.ReadAllText(list);
            return people;
        });
        return () =>
        {
            var form = new MultipartFormDataContent();
            foreach (var (part, text) in parts) form.Add(new StringContent(text), part);
            return form;
        };
    }
}
