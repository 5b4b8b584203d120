using System.Globalization;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>
/// The policy of a wave: its enforcement group alone, Office 365 apps, the required strength, and out of it both
/// exclusion groups and the release group.
/// </summary>
public static class WavePolicy
{
    /// <summary>The name by which the wave's policy is found again; it is compared whole, never guessed by.</summary>
    public static string DisplayName(Plan plan, int wave) => DisplayName(plan.Rollout, wave);

    /// <summary>The same, where no more is known of the plan than its rollout's name.</summary>
    public static string DisplayName(string rollout, int wave) => $"{NameOfAll(rollout)}wave {wave}";

    /// <summary>The wave whose policy bears that name; null where it is no wave's. The remainder wave's number is in no plan.</summary>
    public static int? NumberOf(Plan plan, string displayName)
    {
        var before = $"{NameOfAll(plan)}wave ";
        return displayName.StartsWith(before, StringComparison.Ordinal)
            && int.TryParse(displayName.AsSpan(before.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var wave)
            && displayName == DisplayName(plan, wave)
                ? wave
                : null;
    }

    /// <summary>How the name of every policy of the rollout begins.</summary>
    public static string NameOfAll(Plan plan) => NameOfAll(plan.Rollout);

    /// <summary>The same, where no more is known of the plan than its rollout's name.</summary>
    public static string NameOfAll(string rollout) => $"FIDO2 rollout {rollout}: ";

    /// <summary>The mail nickname by which the wave's enforcement group is found again.</summary>
    public static string GroupNickname(Plan plan, int wave) => $"fido2-{plan.Rollout}-wave-{wave}";

    /// <summary>The body of the wave's policy, in report-only, over that enforcement group.</summary>
    public static JsonObject Body(Plan plan, int wave, string enforcementGroup) =>
        RolloutPolicy.Body(plan, DisplayName(plan, wave), new() { ["includeGroups"] = new JsonArray(enforcementGroup) });
}
