using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Words of people as evidence.</summary>
internal static class Attestations
{
    private const string Store = "decision store";

    public static Evidence Evidence(TenantFacts facts, Attested word) =>
        new($"{word.Item}{(word.Account is null ? "" : $" of {facts.Names([word.Account])}")}, attested by {facts.Names([word.By])} until {word.Until:yyyy-MM-dd}", word.At, Store);

    public static Evidence Evidence(string what, Decision decision) => new(what, decision.At, Store);

    /// <summary>The word that counts for each break-glass account; null where there is none. One about an account that nobody can find vouches for nothing.</summary>
    public static IReadOnlyDictionary<string, Attested?> OfEachBreakGlassAccount(TenantFacts facts, IReadOnlyList<User> users, AttestationItem item, DateTimeOffset now) =>
        facts.BreakGlassAccounts.Distinct().ToDictionary(account => account, account =>
            users.Any(user => user.Id == account) ? facts.Attestation(item, account, now) : null);
}
