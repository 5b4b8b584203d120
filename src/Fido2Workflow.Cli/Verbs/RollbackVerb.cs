using System.CommandLine;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Plans;
using Fido2Workflow.Cli.Rollbacks;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 rollback --direct --tenant TENANT --wave N --allow-writes</c>: the red handle without a host.</summary>
public static class RollbackVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        var direct = new Option<bool>("--direct") { Description = "Straight against Graph, whatever has become of the host, its state folder or the plan. A host that runs is asked with fido2 wave rollback." };
        var wave = new Option<int?>("--wave") { Description = "The wave whose policy goes back to report-only.", HelpName = "number" };
        var allUsers = new Option<bool>("--all-users") { Description = "The rollout's policy for all users goes back to report-only." };
        var policy = new Option<string?>("--policy") { Description = "The policy, by its object id, where it cannot be found by its name or the plan is gone.", HelpName = "id" };
        var reason = Words.Reason();
        var verb = new Command("rollback", "Puts a policy of the rollout back to report-only, straight against Graph, and reads it back. It needs no host, no journal and no decision; where the state folder can be opened it stores the decision first, so that nothing promotes the wave again. Exits 0 once report-only is read back, 3 where that is not seen or the policy is not found, 4 where it was not let write, 2 for bad input.")
        {
            direct, wave, allUsers, policy, reason,
        };
        options.AddToWriting(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (talk, data) = Words.Streams(parsed, options);
            if (!parsed.GetValue(direct)) throw new BadInputException("--direct was not found; expected it here, since a host that runs is asked with fido2 wave rollback.");
            var (name, plan) = (parsed.GetRequiredValue(options.Tenant), parsed.GetValue(options.Plan));
            var target = DirectTarget.Of(name, plan, parsed.GetValue(wave), parsed.GetValue(allUsers), parsed.GetValue(policy), talk.WriteLine);
            var state = parsed.GetValue(options.State) ?? StateBeside(name, plan);
            await using var tenant = await TenantConnection.OpenAsync(name, state, parsed.GetValue(options.AllowWrites));
            var report = await new DirectRollback(tenant, target, new DirectWords(state), parsed.GetValue(reason), talk.WriteLine).RunAsync();
            foreach (var line in report.Lines()) talk.WriteLine(line);
            if (data is not null) JsonOutput.Write(data, report);
            return report.ExitCode;
        });
        return verb;
    }

    private static string StateBeside(string tenant, string? plan)
    {
        var folder = PlanChoice.Find(plan, TenantConnection.FolderOf(tenant)) is { } path ? Path.GetDirectoryName(Path.GetFullPath(path))! : TenantConnection.FolderOf(tenant) ?? "";
        return Path.GetFullPath(Path.Combine(folder, StateChoice.Name));
    }
}
