using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prediction;

/// <summary>A policy made ready to be asked, once, from its raw JSON.</summary>
public sealed class CompiledPolicy
{
    private readonly IReadOnlyList<(string Name, Condition Holds)> _conditions;

    /// <summary>Makes a policy ready.</summary>
    public CompiledPolicy(ConditionalAccessPolicy policy, PolicyReferences references)
    {
        Policy = policy;
        var reading = new ConditionReading(references.Locations);
        _conditions = reading.Read(policy.Body);
        Users = UserCondition.Read(policy.Body);
        Grant = Grant.Read(policy.Body, references.Strengths);
        NotUnderstood =
        [
            .. reading.NotUnderstood, .. Users.NotUnderstood, .. Grant.NotUnderstood,
            .. policy.DuplicateProperties.Select(path => $"{path}, which is there twice"),
        ];
        if (policy.DuplicateProperties.Count > 0) _conditions = [.. _conditions, ("a property that is there twice", _ => Verdict.Unknown)];
    }

    /// <summary>The policy.</summary>
    public ConditionalAccessPolicy Policy { get; }

    /// <summary>What of it is not understood; whatever that is about is unknown.</summary>
    public IReadOnlyList<string> NotUnderstood { get; }

    internal UserCondition Users { get; }

    internal Grant Grant { get; }

    /// <summary>Whether every condition besides the users' holds.</summary>
    internal Verdict IsAbout(Circumstances circumstances) => Verdicts.All(_conditions.Select(condition => condition.Holds(circumstances)));

    /// <summary>The conditions of which nobody knows whether they hold.</summary>
    internal IReadOnlyList<string> UnknownConditions(Circumstances circumstances) =>
        [.. _conditions.Where(condition => condition.Holds(circumstances) is Verdict.Unknown).Select(condition => condition.Name)];
}
