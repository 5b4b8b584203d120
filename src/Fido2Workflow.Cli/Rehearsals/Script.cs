namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>What the people of a rehearsed tenant do when the rollout asks for something.</summary>
public sealed record Script(IReadOnlyList<Reaction> Reactions);

/// <summary>An answer to a hold of that code, so much later, while it stands.</summary>
/// <param name="On">The hold's code.</param>
/// <param name="Wave">Of that wave alone; null for every wave.</param>
/// <param name="By">User principal name of whoever does it.</param>
/// <param name="People">User principal names it is about; empty for those whom the hold names.</param>
public sealed record Reaction(
    string On, int? Wave, TimeSpan After, HumanAction Do, string By, IReadOnlyList<string> People, string? Reason);

/// <summary>What a person can do.</summary>
public enum HumanAction
{
    /// <summary>Starts the wave.</summary>
    Start,

    /// <summary>Approves the evidence that is asked about.</summary>
    Approve,

    /// <summary>Rejects it.</summary>
    Reject,

    /// <summary>Attests a drill of each break-glass account that the hold names.</summary>
    AttestDrill,

    /// <summary>Attests that the support channel is open.</summary>
    AttestSupport,

    /// <summary>Defers people out of the wave.</summary>
    Defer,

    /// <summary>Vouches for people who were not seen in the log.</summary>
    AcceptUnseen,

    /// <summary>Lets people of a wave that asks for two keys go on with one.</summary>
    WaiveSecondKey,

    /// <summary>Issues a Temporary Access Pass to everybody in the wave who has no method.</summary>
    IssuePasses,

    /// <summary>Adds accounts to the service accounts' exclusion group, in the portal.</summary>
    ExcludeServiceAccounts,

    /// <summary>Takes accounts out of the wave's roster groups, in the portal.</summary>
    RemoveFromRoster,

    /// <summary>Excludes the break-glass group from the policies that the hold names, in the portal.</summary>
    ExcludeBreakGlass,
}
