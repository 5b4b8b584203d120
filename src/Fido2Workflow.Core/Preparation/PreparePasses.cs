using System.Text.Json.Nodes;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>Temporary Access Passes: on, one-time, of the plan's lifetimes, and for the waves. Who may use them already goes on to.</summary>
internal static class PreparePasses
{
    /// <summary>What the configuration needs.</summary>
    public static PreparationPlan Of(PreparationFacts facts)
    {
        if (facts.Methods.Configuration(MethodConfiguration.TemporaryAccessPass) is not { } configuration)
            return For("pass-policy-missing", "The authentication methods policy holds nothing about Temporary Access Passes.", "Switch the method on in the portal.");
        var body = MethodConfiguration.Editable(configuration);
        var read = body.DeepClone();
        Change(facts, body);
        var plan = Excluded(facts).Then(TestUser(facts));
        return JsonNode.DeepEquals(read, body)
            ? plan with { Adopted = [new("Temporary Access Passes: on, one-time, for the waves", MethodConfiguration.TemporaryAccessPass)] }
            : plan with
            {
                Changes =
                [
                    new Change.UpdateMethod(MethodConfiguration.TemporaryAccessPass, configuration, body)
                    {
                        Why = "Who has no other method registers a key with a pass, which lives for an hour or a few and works once. A pass for several sign-ins that is out there stops to work.",
                    },
                ],
            };
    }

    private static void Change(PreparationFacts facts, JsonObject body)
    {
        var (passes, found) = (facts.Plan.Passes, facts.Passes);
        var (shortest, longest) = ((int)passes.ShortestLifetime.TotalMinutes, (int)passes.LongestLifetime.TotalMinutes);
        if (found.IsEnabled is not true) body["state"] = "enabled";
        if (found.IsUsableOnce is not true) body["isUsableOnce"] = true;
        var minimum = found.MinimumLifetimeInMinutes is { } least && least >= shortest && least <= longest ? least : shortest;
        var maximum = found.MaximumLifetimeInMinutes is { } most && most <= longest && most >= minimum ? most : longest;
        if (found.MinimumLifetimeInMinutes != minimum) body["minimumLifetimeInMinutes"] = minimum;
        if (found.MaximumLifetimeInMinutes != maximum) body["maximumLifetimeInMinutes"] = maximum;
        if (found.DefaultLifetimeInMinutes is not { } usual || usual < minimum || usual > maximum)
            body["defaultLifetimeInMinutes"] = Math.Clamp((int)passes.Lifetime.TotalMinutes, minimum, maximum);
        foreach (var group in Untargeted(facts)) MethodConfiguration.AddTarget(body, MethodConfiguration.Target(group));
    }

    private static IEnumerable<string> Untargeted(PreparationFacts facts) => facts.Passes.IncludeTargets.Contains(Fido2Policy.AllUsers)
        ? []
        : facts.Plan.Waves.Select(wave => PrepareGroups.IdOfWave(facts, wave.Number)).OfType<string>().Except(facts.Passes.IncludeTargets, StringComparer.OrdinalIgnoreCase);

    private static PreparationPlan Excluded(PreparationFacts facts)
    {
        var excluded = facts.Plan.Waves.Select(wave => PrepareGroups.IdOfWave(facts, wave.Number)).OfType<string>()
            .Intersect(facts.Passes.ExcludeTargets, StringComparer.OrdinalIgnoreCase).ToList();
        return excluded is [] ? new() : For("pass-policy-excludes-a-wave", $"The policy of Temporary Access Passes excludes {excluded.Count} of the waves' groups, and an exclusion beats every inclusion.",
            "Take the groups out of the excluded ones.", [.. excluded]);
    }

    private static PreparationPlan TestUser(PreparationFacts facts)
    {
        if (facts.Plan.Passes.TestUser is not { } user || facts.Passes.IncludeTargets.Contains(Fido2Policy.AllUsers)) return new();
        return facts.Passes.IncludeTargets.Any(target => facts.UsersOf(target).Contains(user)) ? new()
            : For("pass-test-user-not-targeted", $"{facts.Name(user)}, on whom a pass is to be tried, is in no group that may use one.", "Add the account to a group that the policy targets.", user);
    }

    private static PreparationPlan For(string code, string sentence, string nextStep, params IReadOnlyList<string> named) => new()
    {
        ForPeople = [new(code, sentence, nextStep, Portal.AuthenticationMethods) { Named = named }],
    };
}
