using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Preparation;

namespace Fido2Workflow.Cli.Preparations;

/// <summary>A preparation as people read it: what is there, what would change field by field, what only they may do.</summary>
public static class PrepareText
{
    private const string AddWrites = "Nothing was written. To write it, add --allow-writes.";

    /// <summary>Everything, and in the last line what it comes to.</summary>
    public static IEnumerable<string> Lines(PrepareReport report)
    {
        yield return $"Rollout {report.Rollout} in tenant {report.Tenant}, {Text.Instant(report.At)} UTC";
        var plan = report.Plan ?? new();
        foreach (var line in Section("Found and adopted as it is:", plan.Adopted.Select(adopted => $"{adopted.What} ({adopted.Id})"))) yield return line;
        foreach (var line in Changes("Done and read back:", report.Done)) yield return line;
        foreach (var line in Changes(report.WritesAllowed ? "Still to do:" : "Would be done:", plan.Changes)) yield return line;
        foreach (var line in Section("These keys would stop to work:", plan.LostKeys.Select(Lost))) yield return line;
        foreach (var line in Section("Only a person may do this:", plan.ForPeople.SelectMany(each => new[] { each.Sentence, $"  {each.NextStep}", $"  {each.MendedAt}" }))) yield return line;
        foreach (var line in Section("Worth knowing:", plan.Remarks.Select(remark => remark.Sentence))) yield return line;
        yield return "";
        foreach (var line in Conclusion(report, plan)) yield return line;
    }

    private static IEnumerable<string> Conclusion(PrepareReport report, PreparationPlan plan) => report switch
    {
        { Outcome: PrepareOutcome.Unread } => [$"NOT KNOWN: {report.Why}", report.NextStep!],
        { Outcome: PrepareOutcome.Stopped } => [$"STOPPED after {Counted(report.Done.Count, "change")}. {report.Why}", report.NextStep!],
        { Outcome: PrepareOutcome.Refused } => [$"REFUSED: {report.Why}", report.NextStep!],
        _ when plan.ForPeople.Any(each => each.Blocks) => [$"HELD: nothing further is made before this is done by a person{(plan.Changes is [] || report.WritesAllowed ? "" : $", but {Counted(plan.Changes.Count, "change")} that it rests on. {AddWrites}")}."],
        _ when plan.Changes is not [] => [$"{Counted(plan.Changes.Count, "change")} to make{ToDo(plan)}. {AddWrites}"],
        _ => [$"{(report.Done is [] ? "Nothing to change" : $"{Counted(report.Done.Count, "change")} made")}{ToDo(plan)}."],
    };

    private static string ToDo(PreparationPlan plan) => plan.ForPeople is [] ? "" : $", and {Counted(plan.ForPeople.Count, "thing")} for a person to do";

    private static IEnumerable<string> Changes(string title, IReadOnlyList<Change> changes) =>
        Section(title, changes.SelectMany((change, index) => new[] { $"{index + 1}. {change.Does}", $"   {change.Why}" }.Concat(change.Fields.Select(Field))));

    private static string Field(FieldChange field) => field switch
    {
        { Before: null } => $"     + {field.Path}: {field.After}",
        { After: null } => $"     - {field.Path}: {field.Before}",
        _ => $"     ~ {field.Path}: {field.Before} -> {field.After}",
    };

    private static string Lost(LostKey key) => $"{key.UserPrincipalName}: {key.Model}, {key.Why}{(key.IsLast ? "; this person would have no key left" : "")}";

    private static IEnumerable<string> Section(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all is [] ? [] : ["", title, .. all.Select(line => $"  {line}")];
    }

    private static string Counted(int count, string what) => $"{Text.Count(count)} {what}{(count == 1 ? "" : "s")}";
}
