using System.Text.Json;

namespace Fido2Workflow.Core.Auditing;

/// <summary>
/// Checks a file of evidence by itself, and against what the state folder says. By itself nobody can tell that steps were
/// taken off the end and the head with them: for that its head is compared with one kept elsewhere, or with the folder.
/// </summary>
public static class EvidenceVerification
{
    private static readonly string[] Members = ["format", "rollout", "steps", "head", "documents"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Checks the file alone.</summary>
    public static EvidenceVerdict Verify(string text)
    {
        try
        {
            using var file = JsonDocument.Parse(text, Strict);
            return Verify(file.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new EvidenceVerdict.Broken(null, "unreadable", $"The file cannot be read as evidence, which it can be where it was not cut off or edited: {e.Message}");
        }
    }

    /// <summary>Checks the file, and that it is the beginning of what the folder says now.</summary>
    public static EvidenceVerdict Verify(string text, EvidenceFile folder)
    {
        if (Verify(text) is not EvidenceVerdict.Whole whole) return Verify(text);
        if (whole.Rollout != folder.Rollout || folder.Steps.Count == 0)
            return new EvidenceVerdict.Broken(null, "other-rollout", $"The file is of rollout \"{whole.Rollout}\", and the state folder knows {(folder.Steps.Count == 0 ? "nothing of it" : $"of rollout \"{folder.Rollout}\"")}.");
        using var file = JsonDocument.Parse(text, Strict);
        var digests = file.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty(EvidenceStep.DigestMember).GetString()).ToList();
        var differs = digests.Zip(folder.Steps).Index().Where(pair => pair.Item.First != pair.Item.Second.Digest).Select(pair => (int?)pair.Index + 1).FirstOrDefault();
        if (differs is { } number)
            return new EvidenceVerdict.Broken(number, "not-in-folder", $"Step {number} is not what the state folder says happened then: one of the two was written anew from there on.");
        return digests.Count > folder.Steps.Count
            ? new EvidenceVerdict.Broken(folder.Steps.Count + 1, "beyond-folder", $"The state folder ends with step {folder.Steps.Count}, and the file goes on: the folder is an older copy, or has lost what came after.")
            : whole;
    }

    private static EvidenceVerdict Verify(JsonElement file)
    {
        if (file.GetProperty("format").GetString() is var format && format != EvidenceFile.CurrentFormat)
            return new EvidenceVerdict.Broken(null, "other-format", $"The file has format \"{format}\", and this build knows \"{EvidenceFile.CurrentFormat}\".");
        if (file.EnumerateObject().Select(member => member.Name).Except(Members).FirstOrDefault() is { } stranger)
            return new EvidenceVerdict.Broken(null, "unreadable", $"The file holds \"{stranger}\", which no file of evidence does.");
        var rollout = file.GetProperty("rollout").GetString()!;
        var (before, count) = (EvidenceFile.HeaderDigest(rollout), 0);
        foreach (var step in file.GetProperty("steps").EnumerateArray())
        {
            count++;
            if (Check(step, count, before, rollout) is { } broken) return broken;
            before = step.GetProperty(EvidenceStep.DigestMember).GetString()!;
        }
        if (file.GetProperty("head").GetString() is var head && head != before)
            return new EvidenceVerdict.Broken(count + 1, "head", $"The file ends with step {count}, and its head is the digest of another: steps were taken off the end, or put there.");
        return CheckDocuments(file) is { } wrong ? wrong : new EvidenceVerdict.Whole(rollout, count, before);
    }

    private static EvidenceVerdict.Broken? Check(JsonElement step, int number, string before, string rollout)
    {
        var (found, chained, digest) = (Text(step, "number"), Text(step, "before"), Text(step, EvidenceStep.DigestMember));
        if (found is null || chained is null || digest is null)
            return new(number, "step-unreadable", $"What stands at place {number} is no step: it lacks its number or a digest.");
        if (CanonicalJson.DigestWithout(step, EvidenceStep.DigestMember) != digest)
            return new(number, "step-changed", $"The step at place {number} was changed after it was written: its digest is another.");
        if (chained != before)
            return new(number, "step-out-of-place", number == 1
                ? $"The step at place 1, number {found}, is not the first of rollout \"{rollout}\": it was taken off, or the step is another rollout's."
                : $"The step at place {number}, number {found}, does not follow the one before it: a step was taken out, put in or moved, or it is another rollout's.");
        return found == $"{number}" ? null : new(number, "step-out-of-place", $"The step at place {number} says that it is number {found}.");
    }

    private static EvidenceVerdict.Broken? CheckDocuments(JsonElement file)
    {
        var documents = file.GetProperty("documents").EnumerateObject().ToDictionary(document => document.Name, document => document.Value.GetString()!);
        if (documents.FirstOrDefault(document => CanonicalJson.DigestOf(document.Value) != document.Key).Key is { } changed)
            return new(null, "document-changed", $"Document {changed} was changed after it was written: its digest is another.");
        var named = new HashSet<string>();
        foreach (var (i, step) in file.GetProperty("steps").EnumerateArray().Index())
        {
            var names = NamedBy(step).ToList();
            if (names.FirstOrDefault(name => !documents.ContainsKey(name)) is { } missing)
                return new(i + 1, "document-missing", $"Step {i + 1} names document {missing}, which is not in the file.");
            named.UnionWith(names);
        }
        return documents.Keys.FirstOrDefault(document => !named.Contains(document)) is { } unnamed
            ? new(null, "document-unnamed", $"The file holds document {unnamed}, which no step names: it was put in.")
            : null;
    }

    // Wherever a step names a document: under one of these names, and nothing else has them.
    private static IEnumerable<string> NamedBy(JsonElement step)
    {
        var happened = step.GetProperty("happened");
        var holders = happened.TryGetProperty("decision", out var decision) && decision.ValueKind is JsonValueKind.Object ? [happened, decision] : new[] { happened };
        return holders.SelectMany(holder => new[] { Text(holder, "planDigest"), Text(holder, "document") }).OfType<string>();
    }

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
}
