using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>Whom an enforced policy hits, and who has no key that works: their next sign-in fails.</summary>
public sealed class LockoutWaitingRule : SweepRule
{
    /// <inheritdoc/>
    public override string Name => "lockout-waiting";

    /// <inheritdoc/>
    public override Severity Severity => Severity.Critical;

    /// <inheritdoc/>
    public override string Finds => "Somebody whom an enforced policy of the rollout hits has no key that works: a lockout waiting.";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Users;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Find(SweepFacts facts, DateTimeOffset now)
    {
        if (facts.Waves is Answer<IReadOnlyList<SweptWave>>.Failed) return [Unknown(facts.Waves)];
        return facts.Enforced.SelectMany(wave => Find(facts, wave));
    }

    private IEnumerable<Finding> Find(SweepFacts facts, SweptWave wave)
    {
        if (wave.Scope is not Answer<IReadOnlyList<string>>.Given { Value: var scope }) yield return Unknown(wave.Scope, wave.Number);
        else if (facts.Enrollment is not Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var keys }) yield return Unknown(facts.Enrollment, wave.Number);
        else
        {
            var hit = scope.Where(person => !facts.IsDisabled(person)).ToLookup(person => keys.GetValueOrDefault(person)?.Status ?? EnrollmentStatus.Error);
            List<string> without = [.. hit[EnrollmentStatus.NotRegistered]], unread = [.. hit[EnrollmentStatus.Error]];
            if (without.Count > 0)
                yield return Found($"Wave {wave.Number} is enforced and hits {without.Count} without a key that works: {facts.Names(without)}.",
                    "Call them: help them register a key, or release them until they have one.", without, wave.Number);
            if (unread.Count > 0)
                yield return Unknown($"Wave {wave.Number} is enforced and hits {unread.Count} whose keys could not be read or judged: {facts.Names(unread)}.", unread, wave.Number);
        }
    }
}
