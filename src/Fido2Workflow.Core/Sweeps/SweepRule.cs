using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>Something that a sweep looks for. Pure: the same facts at the same time give the same findings.</summary>
public abstract class SweepRule
{
    /// <summary>The rule's stable name. Of a rule that finds one thing it is that thing's code.</summary>
    public abstract string Name { get; }

    /// <summary>How bad it is.</summary>
    public abstract Severity Severity { get; }

    /// <summary>What it finds, as one sentence.</summary>
    public abstract string Finds { get; }

    /// <summary>Where it is mended: a verb of the command line, or the address of a portal page.</summary>
    public abstract string MendedAt { get; }

    /// <summary>What there is to find by these facts; nothing where all is well.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public abstract IEnumerable<Finding> Find(SweepFacts facts, DateTimeOffset now);

    /// <summary>It is so.</summary>
    protected Finding Found(string sentence, string nextStep, IReadOnlyList<string> named, int? wave = null, DateTimeOffset? since = null) =>
        new(Name, Name, Severity, false, wave, sentence, nextStep, MendedAt, named, since);

    /// <summary>Nobody could find out.</summary>
    protected Finding Unknown(string sentence, IReadOnlyList<string> named, int? wave = null) =>
        new(Name, Name + Gate.UnknownSuffix, Severity, true, wave, sentence, "It is asked again with the next sweep. If it stays, look at the tenant's service health.", MendedAt, named, null);

    /// <summary>Nobody could find out, since this was not answered.</summary>
    protected Finding Unknown<T>(Answer<T> answer, int? wave = null) => ((Answer<T>.Failed)answer).Failure switch
    {
        TenantFailure.Denied denied => Unknown($"{denied.Sentence}.", [], wave) with { NextStep = "Grant the reader's identity the permission that this request needs." },
        var failure => Unknown($"{failure.Sentence}.", [], wave),
    };
}
