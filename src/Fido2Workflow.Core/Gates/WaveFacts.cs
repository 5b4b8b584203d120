using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.ServiceAccounts;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Gates;

/// <summary>All that the gates of a wave are judged by: what was read, as it was answered.</summary>
public sealed record WaveFacts
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The wave.</summary>
    public required Wave Wave { get; init; }

    /// <summary>The wave's enforcement group.</summary>
    public required string EnforcementGroup { get; init; }

    /// <summary>The wave's policy.</summary>
    public required string PolicyId { get; init; }

    /// <summary>Since when neither the policy nor who is in scope has changed, UTC.</summary>
    public required DateTimeOffset UnchangedSince { get; init; }

    /// <summary>Every account.</summary>
    public required Answer<IReadOnlyList<User>> Users { get; init; }

    /// <summary>Roster entries that no account was found for.</summary>
    public required IReadOnlyList<string> RosterWithoutAccount { get; init; }

    /// <summary>The people the wave is for by its roster, those deferred or excluded left out.</summary>
    public required IReadOnlyList<string> Roster { get; init; }

    /// <summary>People the roster names who are not counted now, and why.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Every conditional access policy.</summary>
    public required Answer<IReadOnlyList<ConditionalAccessPolicy>> Policies { get; init; }

    /// <summary>The users of each group that matters, through nested groups, by the group's id.</summary>
    public required IReadOnlyDictionary<string, Answer<IReadOnlyList<string>>> GroupUsers { get; init; }

    /// <summary>The enrollment of everybody in scope.</summary>
    public required Answer<IReadOnlyDictionary<string, UserEnrollment>> Enrollment { get; init; }

    /// <summary>The sign-ins of the last working days since <see cref="UnchangedSince"/>: see <see cref="ReportOnlyLogGate.ReadFrom"/>.</summary>
    public required Answer<SignInLog> SignIns { get; init; }

    /// <summary>What the log showed of people signing in with their keys. It is read once everybody is registered.</summary>
    public required Answer<KeyUse> KeyUse { get; init; }

    /// <summary>What the evidence before had seen of that.</summary>
    public KeyUse KeyUseBefore { get; init; } = global::Fido2Workflow.Core.Enrollment.KeyUse.None;

    /// <summary>The last rehearsal of the rollback; null where there was none.</summary>
    public required RollbackRehearsal? Rollback { get; init; }

    /// <summary>Those in scope or on the roster who look like service accounts nobody knows of, or may: see <see cref="Suspects.Ranked"/>.</summary>
    public required Answer<IReadOnlyList<Suspicion>> Suspicions { get; init; }

    /// <summary>The sign-ins of the break-glass accounts at the time of each drill that counts for the wave, by the drill's id.</summary>
    public IReadOnlyDictionary<string, Answer<SignInLog>> DrillSignIns { get; init; } = new Dictionary<string, Answer<SignInLog>>();

    /// <summary>What each prerequisite of the rollout says; empty where they were not asked.</summary>
    public IReadOnlyList<GateResult> Prerequisites { get; init; } = [];

    /// <summary>What people decided, in order.</summary>
    public required IReadOnlyList<StoredDecision> Decisions { get; init; }

    /// <summary>What people decided about this wave.</summary>
    public IEnumerable<Decision> WaveDecisions => Decisions.Select(stored => stored.Decision).Where(decision => decision.Wave == Wave.Number);

    /// <summary>Object ids of those whom somebody vouched for though the log does not show them.</summary>
    public IReadOnlyList<string> AcceptedUnseen => [.. WaveDecisions.OfType<AcceptedUnseen>().Select(decision => decision.Person).Distinct()];

    /// <summary>The wave's own policy, or why it could not be read.</summary>
    public Answer<ConditionalAccessPolicy> Policy => Policies switch
    {
        Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given given when given.Value.FirstOrDefault(policy => policy.Id == PolicyId) is { } policy =>
            new Answer<ConditionalAccessPolicy>.Given(policy, given.At, given.From),
        Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given given =>
            new Answer<ConditionalAccessPolicy>.Failed(new TenantFailure.NotFound { Request = $"{given.From}, policy {PolicyId}" }),
        _ => Policies.Select(policies => policies[0]),
    };

    /// <summary>The users the wave's policy would really hit: its includes through nested groups, less every exclusion.</summary>
    public Answer<IReadOnlyList<string>> EffectiveScope => Gates.EffectiveScope.Of(this);

    /// <summary>An account's name for a sentence.</summary>
    public string Name(string userId) => AccountNames.Name(Users, userId);

    /// <summary>Names for a sentence: the first three, and how many more.</summary>
    public string Names(IReadOnlyCollection<string> userIds) => AccountNames.Names(Users, userIds);
}
