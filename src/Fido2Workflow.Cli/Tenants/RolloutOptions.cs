using System.CommandLine;
using Fido2Workflow.Cli.Plans;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Tenants;

/// <summary>The options of every verb that works on one rollout of one tenant.</summary>
public sealed class RolloutOptions
{
    /// <summary><c>--tenant</c>.</summary>
    public Option<string> Tenant { get; } = new("--tenant") { Description = $"{TenantConnection.Expected}.", HelpName = "tenant", Required = true };

    /// <summary><c>--plan</c>.</summary>
    public Option<string?> Plan { get; } = new("--plan") { Description = $"{PlanChoice.Expected}.", HelpName = "file" };

    /// <summary><c>--state</c>.</summary>
    public Option<string?> State { get; } = new("--state") { Description = "Where decisions are kept, and what was written to a simulated tenant. Without it .fido2 beside the plan.", HelpName = "folder" };

    /// <summary><c>--json</c>.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Data on standard output, talk on standard error." };

    /// <summary><c>--allow-writes</c>: only a verb that writes to the tenant has it.</summary>
    public Option<bool> AllowWrites { get; } = new("--allow-writes") { Description = "Lets the verb change the tenant. Without it nothing is written." };

    /// <summary>Adds the options that every such verb has.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(Tenant);
        verb.Options.Add(Plan);
        verb.Options.Add(State);
        verb.Options.Add(Json);
    }

    /// <summary>Adds them, and the one that lets it write.</summary>
    public void AddToWriting(Command verb)
    {
        AddTo(verb);
        verb.Options.Add(AllowWrites);
    }

    /// <summary>Opens the rollout that a command line names.</summary>
    /// <exception cref="Yaml.BadInputException">A file, a folder or the tenant cannot be used.</exception>
    public Task<OpenRollout> OpenAsync(ParseResult parsed) =>
        OpenRollout.OpenAsync(
            parsed.GetValue(Tenant)!, parsed.GetValue(Plan), parsed.GetValue(State),
            parsed.CommandResult.Command.Options.Contains(AllowWrites) && parsed.GetValue(AllowWrites));
}
