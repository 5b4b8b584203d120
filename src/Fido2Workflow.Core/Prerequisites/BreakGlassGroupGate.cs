using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// The break-glass group is assigned, of the cloud and flat, holds the break-glass accounts and nobody else, and is not the
/// service accounts' group: whoever else were in it, no policy would protect.
/// </summary>
public sealed class BreakGlassGroupGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-group";

    /// <inheritdoc/>
    public override string Asks => "Does the break-glass group hold exactly the break-glass accounts, each put in by hand?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass exclusion group in place";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Groups;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var exclusions = facts.Plan.Exclusions;
        var id = exclusions.BreakGlassGroup;
        if (id == exclusions.ServiceAccountGroup)
            return No("break-glass-group-shared", "The plan names one group for break-glass and service accounts.", "Name a group of its own for each.", [id], []);
        if (GroupFaults.Of(facts, id) is { } faults)
            return No("break-glass-group-unfit", $"The break-glass group {faults}.", "Make an assigned security group in the cloud, put the accounts in, and name it in the plan.", [id], []);
        if (facts.GroupOf(id) is not Answer<Group>.Given) return Unknown(facts.GroupOf(id), now);

        if (facts.BreakGlassMembers is not Answer<GroupMembers>.Given { Value: var members } given) return Unknown(facts.BreakGlassMembers, now);
        var evidence = Read($"{members.Users.Count + members.Others.Count} members of the break-glass group", given);
        var absent = facts.BreakGlassAccounts.Except(members.Users).ToList();
        if (absent.Count > 0)
            return No("break-glass-not-in-group", $"{facts.Names(absent)} is not in the break-glass group.", "Add the account to the group: no policy may ever hit it.", absent, [evidence]);
        if (members.Others.Count > 0)
            return No("break-glass-group-nested", $"The break-glass group holds {members.Others.Count} {(members.Others.Count == 1 ? "object" : "objects")} that {(members.Others.Count == 1 ? "is" : "are")} no account: whoever is in there escapes every policy.",
                "Take them out of the group.", members.Others, [evidence]);
        var strangers = members.Users.Except(facts.BreakGlassAccounts).ToList();
        return strangers.Count == 0
            ? Yes("The break-glass group is assigned and flat, and holds exactly the break-glass accounts.", evidence)
            : No("break-glass-group-holds-others", $"The break-glass group also holds {facts.Names(strangers)}, whom no policy would protect.", "Take them out of the group.", strangers, [evidence]);
    }
}
