using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Words of people as evidence.</summary>
internal static class Attestations
{
    private const string Store = "decision store";

    public static Evidence Evidence(TenantFacts facts, Attested word) =>
        new($"{word.Item}{(word.Account is null ? "" : $" of {facts.Names([word.Account])}")}, attested by {facts.Names([word.By])} until {word.Until:yyyy-MM-dd}", word.At, Store);

    public static Evidence Evidence(string what, Decision decision) => new(what, decision.At, Store);
}
