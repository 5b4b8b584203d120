using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prediction;

/// <summary>What is asked of a prediction.</summary>
/// <param name="Before">Every policy as it is.</param>
/// <param name="After">Every policy as it will be.</param>
/// <param name="Uses">What people signed in with.</param>
public sealed record PredictionAsked(IReadOnlyList<ConditionalAccessPolicy> Before, IReadOnlyList<ConditionalAccessPolicy> After, AppUses Uses)
{
    /// <summary>Who will be in a group besides those who are, by the group's id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Joining { get; init; } = new Dictionary<string, IReadOnlyCollection<string>>();

    /// <summary>Object ids of accounts that have no person behind them.</summary>
    public IReadOnlySet<string> ServiceAccounts { get; init; } = new HashSet<string>();

    /// <summary>Object ids of those seen to sign in with a key; null where the log never says how somebody signed in.</summary>
    public IReadOnlySet<string>? KeyUsedBy { get; init; }
}

/// <summary>What becomes of everybody in effective scope.</summary>
/// <param name="Policies">The policies that change.</param>
/// <param name="People">Everybody whom one of them is for, or may be, in the order of the directory.</param>
public sealed record PredictionMade(IReadOnlyList<CompiledPolicy> Policies, IReadOnlyList<PersonPrediction> People)
{
    /// <summary>How many end so.</summary>
    public int Count(Outcome outcome) => People.Count(person => person.Outcome == outcome);
}
