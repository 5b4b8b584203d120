using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prediction;

/// <summary>
/// What a change of policies does to people. Only policies that are enforced after it and were not before, or said something
/// else, are judged: what all others ask is asked before and after alike, known or not.
/// </summary>
public sealed class PredictedChange
{
    private readonly PolicySet _after;
    private readonly PolicyBits _changed;
    private readonly PolicyBits _mattering;
    private readonly Explanation _explanation;
    private readonly Dictionary<Likeness, int> _alike = [];
    private readonly Dictionary<(int Alike, Circumstances At), Finding?> _judged = [];

    /// <summary>Compares every policy before with every policy after.</summary>
    public PredictedChange(
        IReadOnlyList<ConditionalAccessPolicy> before, IReadOnlyList<ConditionalAccessPolicy> after, PolicyReferences references)
    {
        var enforcedBefore = before.Where(IsEnforced).Select(policy => (policy.Id, PolicyContent.Digest(policy.Body))).ToHashSet();
        var enforced = after.Where(IsEnforced).ToList();
        _after = new([.. enforced.Select(policy => new CompiledPolicy(policy, references))]);
        _changed = new(enforced.Count);
        foreach (var (place, policy) in enforced.Index())
            if (!enforcedBefore.Contains((policy.Id, PolicyContent.Digest(policy.Body)))) _changed.Add(place);
        _mattering = new(enforced.Count);
        foreach (var place in Enumerable.Range(0, enforced.Count))
            if (_changed.Contains(place) || _after.About(Circumstances.Registration).Perhaps.Contains(place)) _mattering.Add(place);
        _explanation = new(_after);
    }

    /// <summary>How often a policy was judged so far, for one likeness of people and one way of signing in: what the time goes into.</summary>
    public long Judgements { get; private set; }

    /// <summary>How many apps and clients of people were looked up so far.</summary>
    public long Lookups { get; private set; }

    /// <summary>The policies that begin to be enforced, or to say something else.</summary>
    public IReadOnlyList<CompiledPolicy> Changed => [.. _changed.Each().Select(place => _after.Policies[place])];

    /// <summary>Whether a policy that changes is for somebody, or may be.</summary>
    public bool IsFor(Person person) => _after.For(person).Perhaps.Intersect(_changed).Each().Any();

    /// <summary>The groups by which it is known whom the policies that matter are for: those that change, and those over registration.</summary>
    public IReadOnlyList<string> GroupsToRead =>
        [.. Mattering.SelectMany(policy => policy.Users.Include.Groups.Concat(policy.Users.Exclude.Groups)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether one of those goes by directory roles.</summary>
    public bool GoesByRoles => Mattering.Any(policy => policy.Users.Include.Roles.Count > 0 || policy.Users.Exclude.Roles.Count > 0);

    /// <summary>What becomes of somebody; null where no policy that changes is for them.</summary>
    public PersonPrediction? Predict(Person person)
    {
        var policies = _after.For(person);
        if (!policies.Perhaps.Intersect(_changed).Each().Any()) return null;
        var alike = LikenessOf(person, policies);
        List<Finding>? findings = null;
        foreach (var use in person.Uses)
            if (Judge(alike, person, policies, use) is { } finding) (findings ??= []).Add(finding);
        return new(person.Id, findings ?? (IReadOnlyList<Finding>)[], person.IsUnseen, person.Warnings);
    }

    // The rest is asked before and after alike, and closes no way to a key.
    private IEnumerable<CompiledPolicy> Mattering => _mattering.Each().Select(place => _after.Policies[place]);

    // Whoever the same policies are for and who can present the same gets the same answers.
    private int LikenessOf(Person person, Matches policies)
    {
        var likeness = new Likeness(policies.Sure.Intersect(_mattering), policies.Perhaps.Intersect(_mattering), person.Means.Signature, person.GuestKind, person.Kind);
        if (_alike.TryGetValue(likeness, out var known)) return known;
        return _alike[likeness] = _alike.Count;
    }

    private Finding? Judge(int alike, Person person, Matches policies, Circumstances at)
    {
        Lookups++;
        if (_judged.TryGetValue((alike, at), out var known)) return known;
        var about = _after.About(at);
        Finding? worst = null;
        foreach (var place in policies.Perhaps.Intersect(about.Perhaps).Intersect(_changed).Each())
        {
            Judgements++;
            var isSure = policies.Sure.Contains(place) && about.Sure.Contains(place);
            if (_explanation.Judge(_after.Policies[place], isSure, person, policies, at) is { } finding && (worst is null || finding.Outcome > worst.Outcome))
                worst = finding;
        }
        return _judged[(alike, at)] = worst;
    }

    /// <summary>Whether a policy is enforced. A word for the state that nobody knows is no promise that it sleeps.</summary>
    public static bool IsEnforced(ConditionalAccessPolicy policy) => policy.State is not (ConditionalAccessPolicy.Disabled or ConditionalAccessPolicy.ReportOnly);

    private readonly record struct Likeness(PolicyBits Sure, PolicyBits Perhaps, string Means, string? GuestKind, AccountKind Kind);
}
