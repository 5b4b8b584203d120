using System.Text.Json.Nodes;
using Fido2Workflow.Core.People;

namespace Fido2Workflow.Core.Tests;

/// <summary>
/// What is read of Dora, a newcomer whom wave 1, which is enforced, may be let in: and of Ann, whom it hits. Each test changes
/// the one fact it is about.
/// </summary>
internal static class PersonOf
{
    /// <summary>An enabled policy of somebody else's that asks everybody for a second factor, always.</summary>
    public const string RequireMfa = """
        {
          "displayName": "Require MFA", "state": "enabled",
          "conditions": { "clientAppTypes": ["all"], "applications": { "includeApplications": ["All"] }, "users": { "includeUsers": ["All"], "excludeGroups": ["group-break-glass"] } },
          "grantControls": { "operator": "OR", "builtInControls": ["mfa"] }
        }
        """;

    public static IReadOnlyList<Decision> Approved { get; } = [Decide.Start(), Decide.Approve("olga")];

    /// <summary>A newcomer: in no group of the rollout, with two keys that were seen at work everywhere.</summary>
    public static PersonFacts Newcomer(string id = "dora") => new()
    {
        Plan = Some.Plan,
        Person = Some.Person(id),
        Groups = Some.Given(Some.Each("group-staff")),
        Policies = Some.Given(Some.Each(Some.Policy(Some.OurBody(state: ConditionalAccessPolicy.Enabled)), Policy(RequireMfa))),
        Enrollment = Some.Given(Facts.Registered(id)),
        SignIns = Some.Given(new SignInLog(Some.Now.AddDays(-14), Some.Now, [.. Facts.KeyRows(id)])),
        Decisions = Decide.InOrder(Approved),
    };

    /// <summary>Somebody whom the enforced wave hits.</summary>
    public static PersonFacts Hit(string id = "ann") => Newcomer(id) with { Groups = Some.Given(Some.Each("group-staff", Some.EnforcementGroup)) };

    public static ConditionalAccessPolicy Policy(string json, string id = "policy-other") => new(id, Some.Json(json), []);

    public static PersonFacts In(this PersonFacts facts, params IReadOnlyList<string> groups) => facts with { Groups = Some.Given(groups) };

    public static PersonFacts Deciding(this PersonFacts facts, params IReadOnlyList<Decision> decisions) => facts with { Decisions = Decide.InOrder([.. Approved, .. decisions]) };

    /// <summary>The same facts with our policy changed by hand, beside that other one.</summary>
    public static PersonFacts WithOurPolicy(this PersonFacts facts, Action<JsonObject> change)
    {
        var body = Some.OurBody(state: ConditionalAccessPolicy.Enabled);
        change(body);
        return facts with { Policies = Some.Given(Some.Each(Some.Policy(body), Policy(RequireMfa))) };
    }

    /// <summary>The same facts with other policies of other people's.</summary>
    public static PersonFacts WithOthers(this PersonFacts facts, params IReadOnlyList<string> policies) => facts with
    {
        Policies = Some.Given<IReadOnlyList<ConditionalAccessPolicy>>([Some.Policy(Some.OurBody(state: ConditionalAccessPolicy.Enabled)), .. policies.Select((json, i) => Policy(json, $"policy-{i}"))]),
    };

    public static PersonFacts WithKeys(this PersonFacts facts, EnrollmentStatus status, string? why = "no key", params IReadOnlyList<Fido2Key> keys) =>
        facts with { Enrollment = Some.Given(new UserEnrollment(facts.Person.Id, status, why, keys, null) { ReadAt = Some.Now }) };

    public static PersonFacts WithSignIns(this PersonFacts facts, params IReadOnlyList<SignIn> rows) =>
        facts with { SignIns = Some.Given(new SignInLog(Some.Now.AddDays(-14), Some.Now, rows)) };
}
