using Fido2Workflow.Core.ServiceAccounts;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>
/// Nobody whom the policy would hit looks like a service account that nobody knows of: each is excluded, or a named person
/// says that it is a human.
/// </summary>
public sealed class ServiceAccountsGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "service-accounts";

    /// <inheritdoc/>
    public override string Asks => "Is there a person behind every account in scope, by its sign-ins and its directory entry, or by somebody's word?";

    /// <inheritdoc/>
    public override string Keeps => "service accounts found and excluded";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 service-account human";

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.EffectiveScope is not Answer<IReadOnlyList<string>>.Given { Value: var scope }) return Unknown(facts.EffectiveScope, now);
        if (facts.Suspicions is not Answer<IReadOnlyList<Suspicion>>.Given { Value: var suspicions } given) return Unknown(facts.Suspicions, now);

        var vouched = Suspects.VouchedHuman(facts.Decisions);
        var inScope = suspicions.Where(each => scope.Contains(each.UserId) && !vouched.Contains(each.UserId)).ToList();
        var suspects = inScope.Where(each => each.IsSuspect(facts.Plan.ServiceAccounts.Threshold)).ToList();
        var evidence = Read($"sign-ins and directory entries of {scope.Count} in scope", given);
        if (suspects.Count > 0)
            return No("service-account-suspected",
                $"{suspects.Count} in scope {(suspects.Count == 1 ? "looks" : "look")} like {(suspects.Count == 1 ? "a service account" : "service accounts")}: {Described(suspects, facts)}.",
                $"Add each to group {facts.Plan.Exclusions.ServiceAccountGroup} with an owner and a reason, or say that a person is behind it.",
                [.. suspects.Select(suspect => suspect.UserId)], [evidence]);
        var unread = inScope.Where(each => each.Unread is not null).ToList();
        if (unread.Count > 0)
            return Unknown($"Whether these are service accounts depends on what could not be read: {facts.Names([.. unread.Select(each => each.UserId)])} ({unread[0].Unread}).",
                "Mend what is said there, or say that a person is behind each.", [.. unread.Select(each => each.UserId)]) with { Until = AskAgain(now) };
        return Yes("Nobody in scope looks like a service account.", evidence);
    }

    private static string Described(List<Suspicion> suspects, WaveFacts facts) =>
        string.Join("; ", suspects.Take(3).Select(suspect => $"{facts.Name(suspect.UserId)} ({suspect.Because})")) + (suspects.Count > 3 ? $" and {suspects.Count - 3} more" : "");
}
