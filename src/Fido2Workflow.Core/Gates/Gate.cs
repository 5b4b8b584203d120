using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>A question with a yes, a no or an unknown, and what there is to say of it to people.</summary>
public abstract class Gate
{
    /// <summary>How the code of every answer ends that nobody could find out.</summary>
    public const string UnknownSuffix = "-unknown";

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>The gate's stable name.</summary>
    public abstract string Name { get; }

    /// <summary>What it asks, as one sentence that ends in a question mark.</summary>
    public abstract string Asks { get; }

    /// <summary>The item of the rollout's checklist or the rule that it keeps.</summary>
    public abstract string Keeps { get; }

    /// <summary>Where a no is mended: a verb of the command line, or the address of a portal page.</summary>
    public abstract string MendedAt { get; }

    /// <summary>Lets the rollout through.</summary>
    protected GateResult Yes(string sentence, params IReadOnlyList<Evidence> evidence) =>
        new(Name, Verdict.Yes, Name, sentence, null, [], null, evidence);

    /// <summary>Holds the rollout.</summary>
    protected GateResult No(
        string code, string sentence, string nextStep, IReadOnlyList<string> named, IReadOnlyList<Evidence> evidence, DateTimeOffset? until = null) =>
        new(Name, Verdict.No, code, sentence, nextStep, named, until, evidence) { MendedAt = MendedAt };

    /// <summary>Holds the rollout, since nobody could find out.</summary>
    protected GateResult Unknown(string sentence, string nextStep, params IReadOnlyList<string> named) =>
        new(Name, Verdict.Unknown, Name + UnknownSuffix, sentence, nextStep, named, null, []) { MendedAt = MendedAt };

    /// <summary>Holds the rollout for what could not be read. It is asked again soon: a window would not wait for the next poll.</summary>
    protected GateResult Unknown<T>(Answer<T> answer, DateTimeOffset now)
    {
        var failure = ((Answer<T>.Failed)answer).Failure;
        var (nextStep, until) = failure switch
        {
            TenantFailure.Throttled throttled => ("Nothing to do: it is asked again then.", throttled.Until),
            TenantFailure.Denied => ("Grant the reader's identity the permission that this request needs.", (DateTimeOffset?)null),
            _ => ("It is asked again then. If it stays, look at the tenant's service health.", AskAgain(now)),
        };
        return Unknown($"{failure.Sentence}.", nextStep) with { Until = until };
    }

    /// <summary>When what could not be read is asked again, UTC.</summary>
    protected static DateTimeOffset AskAgain(DateTimeOffset now) => now + AskAgainAfter;

    /// <summary>The evidence of an answer.</summary>
    protected static Evidence Read<T>(string what, Answer<T>.Given answer) => new(what, answer.At, answer.From);
}

/// <summary>A gate that is judged by facts of one kind. Pure: the same facts at the same time give the same answer.</summary>
public abstract class Gate<TFacts> : Gate
{
    /// <summary>The gate's answer by these facts.</summary>
    /// <param name="facts">What was read.</param>
    /// <param name="now">The rollout's clock, UTC.</param>
    public abstract GateResult Judge(TFacts facts, DateTimeOffset now);
}
