using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Readiness;

namespace Fido2Workflow.Cli.Assessments;

/// <summary>A tenant's readiness as people read it.</summary>
public static class AssessText
{
    private const int ShownAtMost = 10;

    /// <summary>The buckets, the waves, whom they leave out, who needs a pass, who looks like a service account, and what to do.</summary>
    public static IEnumerable<string> Lines(AssessReport report)
    {
        yield return $"Readiness of tenant {report.Tenant}, {Text.Instant(report.At)} UTC";
        foreach (var line in report.Buckets is { } buckets ? Buckets(report, buckets) : []) yield return line;
        foreach (var line in Waves(report.Waves)) yield return line;
        foreach (var line in Listed("Keys by model:", [.. report.KeyModels.Select(model => (model.Name, Text.Count(model.Keys)))])) yield return line;
        foreach (var line in Listed("Hold a key that will not work:",
            [.. report.People.Where(person => person.UselessKeys.Count > 0).Select(person => (person.UserPrincipalName, Useless(person)))])) yield return line;
        foreach (var line in Listed("In no bucket:", [.. report.InNoBucket.Select(account => (account.UserPrincipalName, account.Reason))])) yield return line;
        foreach (var line in Listed("In no wave:", [.. report.InNoWave.Select(name => (name, "an enabled member whom the plan's rosters do not name"))])) yield return line;
        foreach (var line in Listed("Methods that are not in the table, which open nothing until somebody has looked:",
            [.. report.UnknownMethods.Select(method => (method.Name, $"{method.People} {(method.People == 1 ? "person" : "people")}"))])) yield return line;
        if (report.IsTheOnlyPolicy is false)
        {
            yield return "";
            yield return "The migration to the authentication methods policy is not complete: older policies may let through what it has switched off.";
        }
        foreach (var line in Listed("Need a Temporary Access Pass, wave by wave:", [.. report.NeedPass.Select(person => (person.UserPrincipalName, Note(person)))], ShownAtMost)) yield return line;
        foreach (var line in Listed("Look like service accounts, and are neither excluded nor vouched for:",
            [.. report.ServiceAccounts.Where(account => account.IsSuspect).Select(account => (account.UserPrincipalName, Why(account)))])) yield return line;
        foreach (var line in Listed("May be service accounts, which nobody can tell:",
            [.. report.ServiceAccounts.Where(account => !account.IsSuspect).Select(account => (account.UserPrincipalName, $"{account.Unread}; {Why(account)}"))])) yield return line;
        foreach (var line in Listed("Excluded service accounts that nobody answers for:", [.. report.WithoutOwner.Select(name => (name, "no owner, or no reason"))])) yield return line;
        foreach (var line in Listed("Could not be read:", [.. report.Unread.Select(sentence => (sentence, ""))])) yield return line;
        yield return "";
        yield return Verdict(report);
    }

    /// <summary>What there is to know of somebody who needs a pass.</summary>
    public static string Note(PersonReadiness person) => string.Join("; ",
    [
        person.Wave is { } wave ? $"wave {wave}" : "in no wave",
        .. person.LooksLikeService ? ["looks like a service account: decide that first"] : Array.Empty<string>(),
        .. person.HasPass ? ["holds a pass, which may be over"] : Array.Empty<string>(),
        .. person.UselessKeys,
        .. person.SwitchedOff.Select(method => $"{method} is switched off"),
        .. person.Unknown.Select(method => $"{method} is not in the table"),
    ]);

    private static string Useless(PersonReadiness person) =>
        string.Join("; ", person.Bucket is Bucket.Fido2Done ? [.. person.UselessKeys, "another key will"] : person.UselessKeys);

    private static IEnumerable<string> Buckets(AssessReport report, BucketCounts buckets)
    {
        yield return $"By the registration report{(report.ReportedAt is { } at ? $" of {Text.Instant(at)} UTC" : "")}: it is hours late and leaves out disabled accounts, so it helps to plan and decides nothing. The keys that it shows were looked up by their model; `fido2 check` reads everybody's.";
        (string Name, int Count)[] lines =
        [
            ("FIDO2 done", buckets.Fido2Done), ("push app registered", buckets.PushApp), ("SMS only", buckets.SmsOnly),
            ("nothing at all", buckets.NothingAtAll), ("in no bucket", report.InNoBucket.Count), ("accounts", report.Accounts ?? 0),
        ];
        foreach (var (name, count) in lines) yield return $"  {name,-22}{Text.Count(count),7}";
    }

    private static IEnumerable<string> Waves(IReadOnlyList<WaveReadiness> waves)
    {
        if (waves.Count == 0) yield break;
        yield return "";
        yield return $"Wave {"in wave",9}{"FIDO2",8}{"push app",10}{"SMS only",10}{"nothing",9}{"not reported",14}";
        foreach (var wave in waves)
        {
            yield return $"{wave.Number,4} {wave.InWave,9}{wave.Fido2Done,8}{wave.PushApp,10}{wave.SmsOnly,10}{wave.NothingAtAll,9}{wave.NotReported,14}  {wave.Name}";
            foreach (var reason in wave.LeftOut.CountBy(left => left.Reason)) yield return $"       {reason.Value} {reason.Key}";
            if (wave.WithoutAccount.Count > 0) yield return $"       no account: {string.Join(", ", wave.WithoutAccount.Take(3))}{(wave.WithoutAccount.Count > 3 ? $" and {wave.WithoutAccount.Count - 3} more" : "")}";
        }
    }

    private static IEnumerable<string> Listed(string title, IReadOnlyList<(string Name, string Why)> entries, int atMost = int.MaxValue)
    {
        if (entries.Count == 0) yield break;
        var width = entries.Take(atMost).Max(entry => entry.Name.Length);
        yield return "";
        yield return title;
        foreach (var (name, why) in entries.Take(atMost)) yield return $"  {name.PadRight(width)}  {why}".TrimEnd();
        if (entries.Count > atMost) yield return $"  and {entries.Count - atMost} more: --export FILE writes all of them";
    }

    private static string Why(SuspectedAccount account) => string.Join(", ", account.Reasons.OrderByDescending(reason => reason.Weight).Select(reason => reason.Sentence));

    private static string Verdict(AssessReport report)
    {
        List<string> open = [];
        if (report.NeedPass.Count > 0) open.Add($"{report.NeedPass.Count} without a way in");
        if (report.InNoWave.Count > 0) open.Add($"{report.InNoWave.Count} in no wave");
        if (report.Suspects > 0) open.Add($"{report.Suspects} that {(report.Suspects == 1 ? "looks" : "look")} like service accounts");
        return report.ExitCode switch
        {
            ExitCodes.No => $"NOT READY: {string.Join(", ", open)}. Issue passes in their wave (fido2 tap issue), place whom no wave takes in, exclude service accounts or vouch for them (fido2 service-account human).",
            ExitCodes.Unknown => "NOT KNOWN: something could not be read, and nobody is known to be without a way in. Unknown is not a yes: mend what is said above, then assess again.",
            _ => "READY: everybody has a way in and a wave, and nobody looks like a service account.",
        };
    }
}
