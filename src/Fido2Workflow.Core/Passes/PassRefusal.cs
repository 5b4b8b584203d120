using System.Globalization;

namespace Fido2Workflow.Core.Passes;

/// <summary>Why a person is given no Temporary Access Pass.</summary>
public abstract record PassRefusal
{
    private PassRefusal() { }

    /// <summary>The person's user principal name.</summary>
    public required string Person { get; init; }

    /// <summary>The account is a break-glass account.</summary>
    public sealed record BreakGlass : PassRefusal;

    /// <summary>The account is a guest: it signs in at home, where no pass of this tenant counts.</summary>
    public sealed record Guest : PassRefusal;

    /// <summary>The account cannot sign in at all.</summary>
    public sealed record Disabled : PassRefusal;

    /// <summary>The account holds a directory role or may activate one, and the plan does not name it.</summary>
    /// <param name="Roles">The ids of the roles' definitions.</param>
    public sealed record Privileged(IReadOnlyList<string> Roles) : PassRefusal;

    /// <summary>The tenant's policy lets nobody sign in with a pass.</summary>
    public sealed record PolicyDisabled : PassRefusal;

    /// <summary>The tenant's policy does not let this person sign in with a pass: it would be issued, and would not work.</summary>
    /// <param name="ExcludedBy">The excluded group they are in; null where no target includes them.</param>
    public sealed record NotTargeted(string? ExcludedBy) : PassRefusal;

    /// <summary>The plan's passes live shorter or longer than the tenant's policy allows.</summary>
    /// <param name="Least">In minutes.</param>
    /// <param name="Most">In minutes.</param>
    public sealed record LifetimeOutsidePolicy(double Minutes, int Least, int Most) : PassRefusal;

    /// <summary>Nobody has made sure lately that the person is who they say they are.</summary>
    /// <param name="Within">For how long a check counts.</param>
    public sealed record IdentityNotChecked(TimeSpan Within) : PassRefusal;

    /// <summary>Who checks an identity and gives the pass is the very person who gets it.</summary>
    public sealed record OwnPass : PassRefusal;

    /// <summary>They have lost a key that still works: it goes first.</summary>
    /// <param name="Key">The id of the FIDO2 method.</param>
    public sealed record LostKeyStillWorks(string Key) : PassRefusal;

    /// <summary>The plan names another account to try passes on, or none.</summary>
    public sealed record NotTheTestUser : PassRefusal;

    /// <summary>Nobody could find out whether they may. Unknown is never yes.</summary>
    /// <param name="Why">What was not said, or could not be read.</param>
    public sealed record Unknown(string Why) : PassRefusal;

    /// <summary>Stable.</summary>
    public string Code => this switch
    {
        BreakGlass => "pass-for-break-glass",
        Guest => "pass-for-guest",
        Disabled => "pass-for-disabled",
        Privileged => "pass-for-privileged",
        PolicyDisabled => "pass-policy-disabled",
        NotTargeted => "pass-not-targeted",
        LifetimeOutsidePolicy => "pass-lifetime",
        IdentityNotChecked => "identity-not-checked",
        OwnPass => "own-pass",
        LostKeyStillWorks => "lost-key-still-works",
        NotTheTestUser => "not-the-test-user",
        Unknown => "pass-unknown",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>What happened, in one sentence for the operator.</summary>
    public string Sentence => this switch
    {
        BreakGlass => $"{Person} is a break-glass account: a pass would be a second way into it.",
        Guest => $"{Person} is a guest: they sign in at home, where no pass of this tenant counts.",
        Disabled => $"{Person} is disabled and cannot sign in with anything.",
        Privileged privileged => $"{Person} holds or may activate {(privileged.Roles.Count == 1 ? "a directory role" : $"{privileged.Roles.Count} directory roles")} ({string.Join(", ", privileged.Roles)}): whoever hears the code has what they may do.",
        PolicyDisabled => $"The tenant's policy has Temporary Access Passes switched off: {Person} could not sign in with one.",
        NotTargeted { ExcludedBy: { } group } => $"{Person} is in group {group}, which the Temporary Access Pass policy excludes: a pass would be issued and would not work.",
        NotTargeted => $"{Person} is in none of the groups that the Temporary Access Pass policy targets: a pass would be issued and would not work.",
        LifetimeOutsidePolicy lifetime => string.Create(CultureInfo.InvariantCulture, $"The plan's pass for {Person} would live {lifetime.Minutes} minutes, and the tenant's policy allows {lifetime.Least} to {lifetime.Most}."),
        IdentityNotChecked check => string.Create(CultureInfo.InvariantCulture, $"Nobody has checked within {check.Within.TotalMinutes:0} minutes that {Person} is who they say they are."),
        OwnPass => $"{Person} cannot vouch for their own identity.",
        LostKeyStillWorks lost => $"{Person} has lost the key {lost.Key}, and it still works for whoever found it.",
        NotTheTestUser => $"{Person} is not the account that the plan names to try passes on.",
        Unknown unknown => $"Whether {Person} may be given a pass is not known: {unknown.Why}.",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>What a person does about it.</summary>
    public string NextStep => this switch
    {
        BreakGlass => "Leave the account to its key and its passphrase.",
        Guest => "Take them out of the wave: guests register no keys here.",
        Disabled => "Enable the account first, or take them out of the wave.",
        Privileged => "Let them register by a method they have, or name them under passes.privileged in the plan.",
        PolicyDisabled => "Enable Temporary Access Passes: fido2 prepare shows how.",
        NotTargeted { ExcludedBy: not null } => "Take them out of that group, or the group out of the policy's exclusions.",
        NotTargeted => "Put them into a group that the policy targets.",
        LifetimeOutsidePolicy => "Change passes.lifetime in the plan, or the policy.",
        IdentityNotChecked => "Check it in person or by video, and say how with --identity-check.",
        OwnPass => "Let another operator check and issue it.",
        LostKeyStillWorks => "Delete it first: fido2 lost-key.",
        NotTheTestUser => "Name the account under passes.test-user in the plan.",
        Unknown => "Mend what could not be read, and ask again.",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };
}
