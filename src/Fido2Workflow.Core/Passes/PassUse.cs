using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Passes;

/// <summary>What the tenant shows of a one-time pass that was issued.</summary>
public abstract record PassUse
{
    private PassUse() { }

    /// <summary>Somebody signed in with it, and it works no more.</summary>
    public sealed record Consumed : PassUse;

    /// <summary>Nobody has signed in with it yet.</summary>
    public sealed record NotYet : PassUse;

    /// <summary>It works no more, and nobody had signed in with it.</summary>
    /// <param name="Why">As Graph says it: <c>Expired</c>, <c>DisabledByPolicy</c>.</param>
    public sealed record Missed(string Why) : PassUse;

    /// <summary>It cannot be told: the pass is gone, another has taken its place, or the tenant says a word that is not known.</summary>
    public sealed record Unclear(string Why) : PassUse;

    /// <summary>Stable: <c>consumed</c>, <c>unused</c>, <c>notYet</c> or <c>unclear</c>.</summary>
    public string Code => this switch
    {
        Consumed => "consumed",
        Missed => "unused",
        NotYet => "notYet",
        Unclear => "unclear",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>What it means for the test of a pass, and what to do.</summary>
    public string Sentence => this switch
    {
        Consumed => "The pass was used, and the tenant shows it consumed: recorded.",
        Missed { Why: var why } => $"The pass works no more ({why}), and nobody had used it: recorded. Run the test again.",
        NotYet => "Nobody has signed in with the pass yet, and it still works: sign in with it, and confirm again.",
        Unclear { Why: var why } => $"Whether the pass was used cannot be told: {why}. Run the test again.",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>What these passes of its holder say of that one.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static PassUse Of(PassIssued issued, IReadOnlyList<TemporaryAccessPass> present, DateTimeOffset now) =>
        present.FirstOrDefault(pass => pass.Id == issued.Pass) switch
        {
            null when present.Count > 0 => new Unclear("another pass has taken its place"),
            null => new Unclear("the tenant does not list it any more"),
            { UsabilityReason: "OneTimeUsed", IsUsable: not true } => new Consumed(),
            { UsabilityReason: ("Expired" or "DisabledByPolicy") and var why } => new Missed(why),
            { UsabilityReason: "EnabledByPolicy" or "NotYetValid" } => issued.Until > now ? new NotYet() : new Missed("Expired"),
            var pass => new Unclear($"the tenant says {pass.UsabilityReason ?? "nothing"} of it"),
        };
}
