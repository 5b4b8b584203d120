using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Prerequisites;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>Who holds a key that does not work, the only one or a spare: restrictions bind sign-in and not only registration.</summary>
public sealed class KeyWillNotWorkRule : SweepRule
{
    /// <inheritdoc/>
    public override string Name => "key-will-not-work";

    /// <inheritdoc/>
    public override Severity Severity => Severity.Medium;

    /// <inheritdoc/>
    public override string Finds => "Somebody holds a key that does not work, such as one of a model that is no longer let through.";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 assess";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Find(SweepFacts facts, DateTimeOffset now)
    {
        // What could not be read of keys is said by the prerequisite on them.
        if (KeyHolding.Judge(facts.Tenant) is not Answer<KeyHolding>.Given { Value: var holding }) yield break;
        var useless = holding.Holders.Where(user => user.Status is not EnrollmentStatus.Error && user.CompliantKeys + user.UnjudgedKeys < user.Keys.Count).ToList();
        if (useless.Count == 0) yield break;
        var why = AccountNames.List([.. useless.Select(user => $"{facts.Names([user.UserId])} ({user.Reason ?? "a spare"})")]);
        yield return Found($"{useless.Count} {(useless.Count == 1 ? "holds a key that does" : "hold keys that do")} not work: {why}.",
            "Let the model through again, or help them register another key.", [.. useless.Select(user => user.UserId).Order(StringComparer.Ordinal)]);
    }
}
