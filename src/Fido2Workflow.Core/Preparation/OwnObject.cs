using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>What the tenant holds where an object of the rollout's own belongs.</summary>
public abstract record OwnObject
{
    private OwnObject() { }

    /// <summary>Nothing: it may be made.</summary>
    public sealed record Missing : OwnObject;

    /// <summary>The object as it should be, ours or adopted.</summary>
    public sealed record There(string Id) : OwnObject;

    /// <summary>Something else under that name, which is left alone.</summary>
    /// <param name="Code">Stable.</param>
    /// <param name="Sentence">What it is, without a full stop.</param>
    /// <param name="Ids">Object ids of what was found.</param>
    /// <param name="Differences">Field by field, where it is a policy.</param>
    public sealed record Other(string Code, string Sentence, IReadOnlyList<string> Ids, IReadOnlyList<string> Differences) : OwnObject;

    /// <summary>Judges the groups that were found under a nickname of the rollout's.</summary>
    public static OwnObject Group(string nickname, IReadOnlyList<Group> found) => found switch
    {
        [] => new Missing(),
        [{ IsDynamic: false, SecurityEnabled: true, OnPremisesSyncEnabled: not true } group] => new There(group.Id),
        [var group] => new Other("group-not-ours", $"{nickname} is dynamic, synchronised from on-premises or no security group", [group.Id], []),
        _ => new Other("group-not-ours", $"{found.Count} groups are named {nickname}", [.. found.Select(group => group.Id)], []),
    };

    /// <summary>Judges the policies that were found under a name of the rollout's. The state is not content: a policy may be enforced by now.</summary>
    /// <param name="body">The policy as planned.</param>
    /// <param name="policies">Every policy of the tenant.</param>
    public static OwnObject Policy(JsonObject body, IReadOnlyList<ConditionalAccessPolicy> policies)
    {
        var name = (string)body["displayName"]!;
        return policies.Where(policy => policy.DisplayName == name).ToList() switch
        {
            [] => new Missing(),
            [{ DuplicateProperties: [_, ..] twice } policy] => new Other("policy-not-understood", $"\"{name}\" holds properties twice: {string.Join(", ", twice)}", [policy.Id], []),
            [var policy] when PolicyContent.Differences(JsonSerializer.SerializeToElement(body), policy.Body) is [_, ..] differences =>
                new Other("policy-differs", $"\"{name}\" is there and is not as planned", [policy.Id], differences),
            [var policy] => new There(policy.Id),
            var several => new Other("policy-not-ours", $"{several.Count} policies are named \"{name}\"", [.. several.Select(policy => policy.Id)], []),
        };
    }
}

/// <summary>The groups that the rollout makes and finds again by their mail nickname.</summary>
public static class OwnGroups
{
    private const string OfAWave = "Enforcement group of a FIDO2 rollout: its members are kept by the rollout.";
    private const string OfExcluded = "Out of the reach of a FIDO2 rollout: people decide who is in it.";
    private const string OfKeyHolders = "People who hold a FIDO2 key and would not be let use it otherwise: kept by a FIDO2 rollout.";

    /// <summary>The nickname of the group of those who hold a key already.</summary>
    public static string KeyHolders(Plan plan) => $"fido2-{plan.Rollout}-key-holders";

    /// <summary>Every nickname.</summary>
    public static IReadOnlyList<string> Nicknames(Plan plan) =>
        [.. plan.Waves.Select(wave => WavePolicy.GroupNickname(plan, wave.Number)), KeyHolders(plan), .. ExcludedGroup.All(plan).Select(group => group.Nickname)];

    /// <summary>Makes a wave's enforcement group.</summary>
    public static Change.CreateGroup CreateWave(Plan plan, int wave) =>
        new(WavePolicy.DisplayName(plan, wave), WavePolicy.GroupNickname(plan, wave), OfAWave)
        {
            Why = $"It is the only inclusion of the policy of wave {wave}.",
        };

    /// <summary>Makes the group of key holders.</summary>
    public static Change.CreateGroup CreateKeyHolders(Plan plan) =>
        new($"{WavePolicy.NameOfAll(plan)}key holders", KeyHolders(plan), OfKeyHolders)
        {
            Why = "Some people hold a key already and are in no group that may use one.",
        };

    /// <summary>Makes one of the groups that no policy of the rollout hits.</summary>
    internal static Change.CreateGroup Create(Plan plan, ExcludedGroup group) =>
        new($"{WavePolicy.NameOfAll(plan)}{group.Name}", group.Nickname, OfExcluded) { Why = $"The plan says at {group.InThePlan} that it is to be made." };

    /// <summary>Stands for the id of a group that is yet to be made.</summary>
    internal static string ToBeMade(string nickname) => $"<{nickname}>";
}
