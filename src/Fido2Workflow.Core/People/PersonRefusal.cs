using System.Globalization;
using Fido2Workflow.Core.Operations;

namespace Fido2Workflow.Core.People;

/// <summary>Why something is not done for one person.</summary>
public abstract record PersonRefusal
{
    private PersonRefusal() { }

    /// <summary>The person's user principal name.</summary>
    public required string Person { get; init; }

    /// <summary>A break-glass account: no policy of the rollout ever hits it.</summary>
    public sealed record BreakGlass : PersonRefusal;

    /// <summary>An account with no person behind it.</summary>
    public sealed record ServiceAccount : PersonRefusal;

    /// <summary>A guest: they register no key in this tenant.</summary>
    public sealed record Guest : PersonRefusal;

    /// <summary>The account cannot sign in at all.</summary>
    public sealed record Disabled : PersonRefusal;

    /// <summary>The wave is not enforced, so there is nothing to be let into or out of.</summary>
    /// <param name="Why">A sentence without its full stop.</param>
    public sealed record WaveNotEnforced(int Wave, string Why) : PersonRefusal;

    /// <summary>The wave is paused, rolled back or aborted.</summary>
    /// <param name="How">In one word.</param>
    public sealed record WaveHalted(int Wave, string How) : PersonRefusal;

    /// <summary>The wave's policy is not what was approved.</summary>
    /// <param name="Difference">The first field that differs.</param>
    public sealed record PolicyDiffers(int Wave, string Difference) : PersonRefusal;

    /// <summary>They are in an enforced wave already.</summary>
    public sealed record AlreadyInScope(int Wave) : PersonRefusal;

    /// <summary>They have no compliant key.</summary>
    /// <param name="Why">Nothing registered, or what is wrong with what is.</param>
    public sealed record NotRegistered(string Why) : PersonRefusal;

    /// <summary>The wave asks for two keys, and they have one.</summary>
    public sealed record SecondKeyMissing(int Wave) : PersonRefusal;

    /// <summary>They were not seen to sign in with the key everywhere.</summary>
    /// <param name="Apps">Where not.</param>
    public sealed record NotProven(IReadOnlyList<string> Apps) : PersonRefusal;

    /// <summary>No enforced wave hits them, so a release would release them from nothing.</summary>
    public sealed record NotInScope(int Wave) : PersonRefusal;

    /// <summary>The wave's policy does not exclude the release group: whoever is in it stays hit.</summary>
    public sealed record ReleaseGroupNotExcluded(int Wave) : PersonRefusal;

    /// <summary>Released, nobody would surely ask them for a second factor.</summary>
    /// <param name="Because">Of each policy that asks for one, why it may not ask them.</param>
    public sealed record NotCoveredByMfa(IReadOnlyList<string> Because) : PersonRefusal;

    /// <summary>Nobody has made sure lately that the person is who they say they are.</summary>
    /// <param name="Within">For how long a check counts.</param>
    public sealed record IdentityNotChecked(TimeSpan Within) : PersonRefusal;

    /// <summary>Who decides is the very person it is about.</summary>
    public sealed record OwnCase : PersonRefusal;

    /// <summary>Nothing says why.</summary>
    public sealed record ReasonMissing : PersonRefusal;

    /// <summary>Longer than the plan lets a release last, or over already.</summary>
    /// <param name="AtMost">What the plan allows.</param>
    public sealed record UntilOutOfRange(TimeSpan AtMost) : PersonRefusal;

    /// <summary>They are not released, so there is nothing to end.</summary>
    public sealed record NotReleased : PersonRefusal;

    /// <summary>They have no compliant key: ended now, their release would leave them locked out.</summary>
    /// <param name="Why">Nothing registered, or what is wrong with what is.</param>
    public sealed record EndLocksOut(string Why, DateTimeOffset Until) : PersonRefusal;

    /// <summary>They have lost a key that still works: it goes first.</summary>
    /// <param name="Key">The id of the FIDO2 method.</param>
    public sealed record LostKeyStillWorks(string Key) : PersonRefusal;

    /// <summary>They have no such key.</summary>
    /// <param name="Key">What was named; null where nothing was, and it is not clear which is meant.</param>
    /// <param name="Keys">The ids of those they have.</param>
    public sealed record NoSuchKey(string? Key, IReadOnlyList<string> Keys) : PersonRefusal;

    /// <summary>Nobody could find out. Unknown is never yes.</summary>
    /// <param name="Why">A sentence without its full stop.</param>
    public sealed record Unknown(string Why) : PersonRefusal;

    /// <summary>Stable.</summary>
    public string Code => this switch
    {
        BreakGlass => "account-break-glass",
        ServiceAccount => "account-service",
        Guest => "account-guest",
        Disabled => "account-disabled",
        WaveNotEnforced => "wave-not-enforced",
        WaveHalted => "wave-halted",
        PolicyDiffers => "policy-differs",
        AlreadyInScope => "already-in-scope",
        NotRegistered => "not-registered",
        SecondKeyMissing => "second-key-missing",
        NotProven => "not-proven",
        NotInScope => "not-in-scope",
        ReleaseGroupNotExcluded => "release-group-not-excluded",
        NotCoveredByMfa => "not-covered-by-mfa",
        IdentityNotChecked => "identity-not-checked",
        OwnCase => "own-case",
        ReasonMissing => "reason-missing",
        UntilOutOfRange => "until-out-of-range",
        NotReleased => "not-released",
        EndLocksOut => "end-locks-out",
        LostKeyStillWorks => "lost-key-still-works",
        NoSuchKey => "no-such-key",
        Unknown => "person-unknown",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>What happened, in one sentence for the operator.</summary>
    public string Sentence => this switch
    {
        BreakGlass => $"{Person} is a break-glass account, which no policy of the rollout hits.",
        ServiceAccount => $"{Person} is a service account: nobody stands behind it who could hold a key.",
        Guest => $"{Person} is a guest, who can register no key in this tenant.",
        Disabled => $"{Person} is disabled and cannot sign in with anything.",
        WaveNotEnforced wave => $"Wave {wave.Wave} is not enforced: {wave.Why}.",
        WaveHalted wave => $"Wave {wave.Wave} is {wave.How}, and nothing is changed in it until it is resumed.",
        PolicyDiffers policy => $"The policy of wave {policy.Wave} is not what was approved: {policy.Difference}.",
        AlreadyInScope scope => $"{Person} is in the enforcement group of wave {scope.Wave} already.",
        NotRegistered key => $"{Person} has no compliant key ({key.Why}): let in, they would be locked out.",
        SecondKeyMissing second => $"{Person} has one compliant key, and wave {second.Wave} asks for two.",
        NotProven proof => $"{Person} was not seen to sign in with their key to {string.Join(", ", proof.Apps)}.",
        NotInScope scope => $"{Person} is in nothing that wave {scope.Wave} enforces: a release would release them from nothing.",
        ReleaseGroupNotExcluded policy => $"The policy of wave {policy.Wave} does not exclude the release group: {Person} would stay as they are.",
        NotCoveredByMfa { Because: [] } => $"No other enabled policy asks {Person} for a second factor: released, a password alone would let them in.",
        NotCoveredByMfa mfa => $"No other enabled policy surely asks {Person} for a second factor: {string.Join("; ", mfa.Because.Take(3))}{(mfa.Because.Count > 3 ? $"; and {mfa.Because.Count - 3} more" : "")}.",
        IdentityNotChecked check => string.Create(CultureInfo.InvariantCulture, $"Nobody has checked within {check.Within.TotalMinutes:0} minutes that {Person} is who they say they are."),
        OwnCase => $"{Person} cannot decide this of themselves.",
        ReasonMissing => $"Nothing says why this is done for {Person}.",
        UntilOutOfRange until => string.Create(CultureInfo.InvariantCulture, $"A release of {Person} lasts more than nothing and at most {until.AtMost.TotalHours:0.#} hours."),
        NotReleased => $"{Person} is not released.",
        EndLocksOut end => string.Create(CultureInfo.InvariantCulture, $"{Person} has no compliant key ({end.Why}): ended now, their release would leave them locked out. It ends by itself at {end.Until:yyyy-MM-dd HH:mm} UTC."),
        LostKeyStillWorks lost => $"{Person} has lost the key {lost.Key}, and it still works for whoever found it.",
        NoSuchKey { Keys: [] } => $"{Person} has no key.",
        NoSuchKey { Key: null } key => $"{Person} has {key.Keys.Count} keys, and nothing says which is lost: {string.Join(", ", key.Keys)}.",
        NoSuchKey key => $"{Person} has no key {key.Key}; they have {string.Join(", ", key.Keys)}.",
        Unknown unknown => $"Nobody can tell for {Person}: {unknown.Why}.",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>What a person does about it.</summary>
    public string NextStep => this switch
    {
        BreakGlass or ServiceAccount or Guest => "Leave the account out of the waves.",
        Disabled => "Enable the account first.",
        WaveNotEnforced => "Put them on the wave's roster: they are enrolled and enforced with it.",
        WaveHalted => "Resume the wave, then ask again.",
        PolicyDiffers => "Find out who changed it and put it back, or roll the wave back.",
        AlreadyInScope => "Nothing to do.",
        NotRegistered => "Help them register a key: fido2 tap issue, where they have no other way.",
        SecondKeyMissing => "Let them register a spare, or waive it by name.",
        NotProven => "Ask them to sign in with the key there, and ask again once the log shows it.",
        NotInScope => "Ask why they cannot sign in: fido2 why.",
        ReleaseGroupNotExcluded => "Exclude the release group from it, or roll the wave back.",
        NotCoveredByMfa => "Let them sign in with a spare key or register one with a pass, or let an enabled policy ask them for a second factor without conditions.",
        IdentityNotChecked => "Check it in person or by video, and say how with --identity-check.",
        OwnCase => "Let another operator do it.",
        ReasonMissing => "Say why with --reason.",
        UntilOutOfRange => "Ask for less; it can be released again.",
        NotReleased => "Nothing to do.",
        EndLocksOut => "Let them register a key first: fido2 tap issue.",
        LostKeyStillWorks => "Delete it first: fido2 lost-key.",
        NoSuchKey { Keys: [] } => "Give them a way in: fido2 tap issue.",
        NoSuchKey => "Name one of these with --key.",
        Unknown => "Mend what could not be read, and ask again.",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>All of them as one: the first that is known, and the sentences of the rest.</summary>
    public static OperationRefusal ToOperation(IReadOnlyList<PersonRefusal> refusals)
    {
        var ranked = refusals.OrderBy(refusal => refusal is Unknown).ToList();
        return new(ranked[0].Kind, ranked[0].Code, string.Join(' ', ranked.Select(refusal => refusal.Sentence)), ranked[0].NextStep);
    }

    private RefusalKind Kind => this switch
    {
        OwnCase => RefusalKind.Forbidden,
        ReasonMissing or UntilOutOfRange or NoSuchKey => RefusalKind.Invalid,
        _ => RefusalKind.Conflict,
    };
}
