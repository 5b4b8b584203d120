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

    /// <summary>Signs in with each break-glass account that the hold names, and attests the drill.</summary>
    AttestDrill,

    /// <summary>Signs in with each break-glass account that the hold names, for no wave yet, and attests that.</summary>
    VerifyBreakGlass,

    /// <summary>Answers, with a reason, for each service account that the hold names, and for all that are excluded.</summary>
    OwnServiceAccounts,

    /// <summary>Goes through the excluded service accounts, and records that each belongs there.</summary>
    ReviewServiceAccounts,

    /// <summary>Runs the product's own <c>prepare</c>, writes allowed.</summary>
    Prepare,

    /// <summary>Attests that the credentials of the break-glass accounts that the hold names, or of each, lie in the safe.</summary>
    AttestCredentials,

    /// <summary>Attests that somebody receives the alert of the break-glass accounts that the hold names, or of each.</summary>
    AttestAlert,

    /// <summary>Issues a Temporary Access Pass to the test user of the plan.</summary>
    TestPass,

    /// <summary>Looks whether the test user has used it, and records that.</summary>
    ConfirmPass,

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

    /// <summary>Says that there is a person behind accounts that look like service accounts.</summary>
    VouchHuman,

    /// <summary>Takes accounts out of the wave's roster groups, in the portal.</summary>
    RemoveFromRoster,

    /// <summary>Excludes the break-glass group from the policies that the hold names, in the portal.</summary>
    ExcludeBreakGlass,
}
