using Fido2Workflow.Core.Preparation;

namespace Fido2Workflow.Core.Tests.Sweeps;

/// <summary>A rollout in which there is nothing to find: its first wave, Ann alone, promoted on an approval and done. Each test changes one fact.</summary>
internal static class Swept
{
    public static readonly DateTimeOffset PromotedAt = Some.Now.AddDays(-5);

    public static SweepFacts Clean()
    {
        var tenant = TenantFactsOf.Ready().WithFido2(fido2 => fido2 with { IncludeTargets = [.. fido2.IncludeTargets, new(Some.EnforcementGroup, [])] })
            .With(Some.Policy(Some.OurBody(state: ConditionalAccessPolicy.Enabled)));
        return new(
            tenant with { Decided = Decide.InOrder([.. TenantFactsOf.Words, Decide.Start(), Decide.Approve("olga")]) },
            Some.Given(Some.Each(Wave1())),
            Some.Given<IReadOnlyDictionary<string, UserEnrollment>>(new Dictionary<string, UserEnrollment> { ["ann"] = Facts.Registered("ann") }));
    }

    public static SweptWave Wave1(string state = ConditionalAccessPolicy.Enabled) => new(
        1, new OwnPolicy.Found(Some.Policy(Some.OurBody(state: state))), Some.Given<OwnObject>(new OwnObject.There(Some.EnforcementGroup)),
        new(WaveStage.Done) { PromotedAt = PromotedAt }, Some.Given(Some.Each("ann")), Some.Given(new Placed(["ann"], [], [])));

    public static SweepFacts With(this SweepFacts facts, SweptWave wave) => facts with { Waves = Some.Given(Some.Each(wave)) };

    public static SweepFacts With(this SweepFacts facts, Func<TenantFacts, TenantFacts> change) => facts with { Tenant = change(facts.Tenant) };

    public static SweepFacts Decided(this SweepFacts facts, params IReadOnlyList<Decision> further) =>
        facts.With(tenant => tenant with { Decided = Decide.InOrder([.. tenant.Decisions, .. further]) });

    public static TenantFacts With(this TenantFacts facts, params IReadOnlyList<ConditionalAccessPolicy> policies) => facts with { Policies = Some.Given(policies) };

    public static IReadOnlyList<Finding> Find(this SweepFacts facts) => SweepReport.Of(facts, null, Some.Now).Findings;

    /// <summary>The one finding there is.</summary>
    public static Finding FindOne(this SweepFacts facts) => Assert.Single(facts.Find());
}
