using System.CommandLine;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Plans;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Auditing;
using Fido2Workflow.Hosting.Tenants;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Evidences;

/// <summary>The state folder that a rollout is told from, and which rollout of it.</summary>
/// <param name="rollout">Null for the only one that the folder knows.</param>
public sealed class RecordedFolder(string path, string? rollout)
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>The folder and rollout that a command line names, or those of the plan at hand.</summary>
    /// <exception cref="BadInputException">It names none.</exception>
    public static RecordedFolder Find(ParseResult parsed, RolloutOptions options) =>
        FindNamed(parsed, options) ?? Of(PlanChoice.Find(null, null) ?? throw NoPlan(), null);

    /// <summary>Those that it names; null where it names neither folder, plan nor tenant.</summary>
    /// <exception cref="BadInputException">It names a tenant, and there is no plan for it.</exception>
    public static RecordedFolder? FindNamed(ParseResult parsed, RolloutOptions options)
    {
        var (state, plan, tenant) = (parsed.GetValue(options.State), parsed.GetValue(options.Plan), parsed.GetValue(options.Tenant));
        if (plan is null && tenant is null) return state is null ? null : new(state, null);
        return Of(plan ?? PlanChoice.Find(null, TenantConnection.FolderOf(tenant!)) ?? throw NoPlan(), state);
    }

    /// <summary>The evidence of that rollout, or of the one that was named; without a step where the folder knows nothing of it.</summary>
    /// <exception cref="BadInputException">There is no such folder, or none or several rollouts may be meant.</exception>
    /// <exception cref="StateFolderException">The folder cannot be used.</exception>
    public async Task<EvidenceFile> ReadAsync(string? asked = null)
    {
        // Opening a folder makes it where there is none, and a question makes nothing.
        if (!Directory.Exists(Path)) throw new BadInputException($"{Path}: there is no such state folder. Name it with --state.");
        using var state = StateFolder.Open(Path);
        var known = await state.Decisions.ReadRolloutsAsync();
        var name = asked ?? rollout ?? (known is [var only] ? only
            : throw new BadInputException($"{Path}: the folder knows of {(known.Count == 0 ? "no rollout" : $"the rollouts {string.Join(", ", known)}")}. Name the plan of the one that you mean with --plan."));
        try
        {
            var evidence = await new EvidenceReader(state.Decisions, state.Statuses, state.Documents).ReadAsync(name);
            return evidence.Steps.Count > 0 || asked is not null ? evidence : throw new BadInputException($"{Path}: the folder knows nothing of rollout {name}. Name another with --state.");
        }
        catch (KeyNotFoundException gone)
        {
            throw new StateFolderException(StateFolderException.Damaged, gone.Message, "Restore the state folder, whole, from a copy.", gone);
        }
    }

    private static RecordedFolder Of(string plan, string? state) => new(state ?? OpenRollout.StateBeside(plan), PlanFile.Load(plan).Rollout);

    private static BadInputException NoPlan() => new($"There is no plan.yaml in the simulated tenant's folder or the current one. {PlanChoice.Expected}: name it with --plan.");
}
