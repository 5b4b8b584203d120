using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Somebody went through the excluded service accounts within the last quarter, every one of today's among them.</summary>
public sealed class ServiceAccountReviewGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "service-account-review";

    /// <inheritdoc/>
    public override string Asks => "Was the service accounts' exclusion reviewed within the last quarter, with all who are in it now?";

    /// <inheritdoc/>
    public override string Keeps => "service-account exclusion reviewed quarterly";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 service-account review";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var group = facts.UsersOf(facts.Plan.Exclusions.ServiceAccountGroup);
        if (group is not Answer<IReadOnlyList<string>>.Given { Value: var members } given) return Unknown(group, now);
        var evidence = Read($"{members.Count} members of the service accounts' group", given);
        if (members.Count == 0) return Yes("There is no excluded service account to review.", evidence);

        const string Next = "Go through the group, take out what does not belong there, and record the review.";
        var since = now - facts.Plan.Prerequisites.ReviewedWithin;
        if (facts.Decisions.OfType<ServiceAccountsReviewed>().LastOrDefault(review => review.At <= now) is not { } review)
            return No("service-account-review-missing", "Nobody has reviewed the excluded service accounts.", Next, [], [evidence]);
        if (review.At < since)
            return No("service-account-review-overdue", $"The excluded service accounts were last reviewed {review.At:yyyy-MM-dd}, before {since:yyyy-MM-dd}.", Next, [], [evidence]);
        var joined = members.Except(review.Accounts).ToList();
        return joined.Count == 0
            ? Yes($"The excluded service accounts were reviewed {review.At:yyyy-MM-dd}.", evidence, Attestations.Evidence($"review by {facts.Names([review.By])}", review))
            : No("service-account-review-void", $"{facts.Names(joined)} {(joined.Count == 1 ? "has" : "have")} joined the group since the review of {review.At:yyyy-MM-dd}, which voids it.", Next, joined, [evidence]);
    }
}
