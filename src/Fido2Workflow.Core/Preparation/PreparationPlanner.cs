namespace Fido2Workflow.Core.Preparation;

/// <summary>Compares a tenant with the plan. Pure: the same facts give the same answer, and what was written is not asked for again.</summary>
public static class PreparationPlanner
{
    /// <summary>All that stands between the two. Nothing is made before both exclusion groups are in place, so until then nothing else is proposed.</summary>
    public static PreparationPlan Plan(PreparationFacts facts)
    {
        var excluded = PrepareGroups.Excluded(facts).Then(PreparePolicies.Named(facts));
        return excluded.ForPeople.Any(each => each.Blocks)
            ? excluded
            : excluded
                .Then(PrepareGroups.OfTheWaves(facts))
                .Then(PrepareFido2.Of(facts))
                .Then(PreparePasses.Of(facts))
                .Then(PreparePolicies.Ours(facts))
                .Then(PreparePolicies.Exclusions(facts));
    }
}
