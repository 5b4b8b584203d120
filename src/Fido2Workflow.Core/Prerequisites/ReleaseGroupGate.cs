using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>The group that one person is released into is there, assigned, and a group of its own.</summary>
public sealed class ReleaseGroupGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "release-group";

    /// <inheritdoc/>
    public override string Asks => "Is there an assigned group into which one person can be released?";

    /// <inheritdoc/>
    public override string Keeps => "a way out for one person";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 prepare";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var exclusions = facts.Plan.Exclusions;
        var id = exclusions.ReleaseGroup;
        if (id == exclusions.BreakGlassGroup || id == exclusions.ServiceAccountGroup)
            return No("release-group-shared", "The plan names the release group for another purpose too.", "Name a group of its own.", [id], []);
        if (GroupFaults.Of(facts, id) is { } faults)
            return No("release-group-unfit", $"The release group {faults}.", "Make an assigned security group in the cloud, and name it in the plan.", [id], []);
        return facts.GroupOf(id) is Answer<Group>.Given given
            ? Yes($"The release group \"{given.Value.DisplayName}\" is there.", Read("the release group", given))
            : Unknown(facts.GroupOf(id), now);
    }
}
