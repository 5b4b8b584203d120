using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Readiness;

/// <summary>What a tenant's readiness is told by.</summary>
/// <param name="Keys">The keys of everybody whom the report shows with one, judged as if the FIDO2 policy were on and for everybody.</param>
/// <param name="GroupUsers">The users of every group of <see cref="Placement.GroupsToRead"/>, through nested groups.</param>
/// <param name="SynchronisationAccounts">Object ids of the accounts that directory synchronisation signs in with.</param>
/// <param name="Suspects">Object ids of accounts that look like service accounts.</param>
public sealed record AssessmentFacts(
    Plan Plan, IReadOnlyList<User> Users, IReadOnlyList<RegistrationDetails> Registrations, MethodSwitches Switches,
    IReadOnlyDictionary<string, UserEnrollment> Keys,
    IReadOnlyDictionary<string, IReadOnlyList<string>> GroupUsers, IReadOnlyList<StoredDecision> Decisions,
    IReadOnlySet<string> SynchronisationAccounts, IReadOnlySet<string> Suspects);

/// <summary>Puts every account of a tenant into one of four buckets, or says why it is in none.</summary>
public static class Assessment
{
    /// <summary>The report of a tenant by these facts.</summary>
    public static ReadinessReport Of(AssessmentFacts facts)
    {
        var placed = facts.Plan.Waves.ToDictionary(wave => wave, wave => Placement.Of(facts.Plan, wave.Number, facts.Users, facts.GroupUsers, facts.Decisions));
        var waveOf = placed.SelectMany(wave => wave.Value.Roster.Select(id => (Id: id, wave.Key.Number))).ToDictionary(each => each.Id, each => each.Number);
        var rows = RegistrationDetails.LastOfEach(facts.Registrations).ToDictionary(row => row.UserId, StringComparer.OrdinalIgnoreCase);

        var people = new List<PersonReadiness>();
        var inNoBucket = new List<InNoBucket>();
        foreach (var user in facts.Users.OrderBy(user => user.UserPrincipalName, StringComparer.OrdinalIgnoreCase))
        {
            if (ReasonForNone(facts, user, rows) is { } reason) inNoBucket.Add(new(user.Id, user.UserPrincipalName, reason));
            else if (facts.Keys.GetValueOrDefault(user.Id) is { Status: EnrollmentStatus.Error } unknown)
                inNoBucket.Add(new(user.Id, user.UserPrincipalName, $"holds a key, and nobody can tell whether it will work: {unknown.Reason}") { IsUnknown = true });
            else people.Add(Judge(facts, user, rows[user.Id], waveOf.TryGetValue(user.Id, out var wave) ? wave : null));
        }
        var bucketOf = people.ToDictionary(person => person.UserId, person => person.Bucket);
        var leftOut = placed.Values.SelectMany(wave => wave.LeftOut).Select(left => left.UserId).ToHashSet();
        return new(
            facts.Users.Count, facts.Registrations.Max(row => row.LastUpdated), people, inNoBucket,
            [.. placed.Select(wave => Progress(wave.Key, wave.Value, bucketOf))],
            [.. people.Where(person => person.Wave is null && !leftOut.Contains(person.UserId)).Select(person => person.UserId)],
            facts.Switches.IsTheOnlyPolicy)
        {
            KeyModels = [.. facts.Keys.Values.SelectMany(user => user.Keys).CountBy(KeyModelNames.Of).OrderByDescending(model => model.Value).ThenBy(model => model.Key, StringComparer.Ordinal).Select(model => new KeyModelCount(model.Key, model.Value))],
        };
    }

    private static string? ReasonForNone(AssessmentFacts facts, User user, Dictionary<string, RegistrationDetails> rows)
    {
        var exclusions = facts.Plan.Exclusions;
        if (exclusions.BreakGlassAccounts.Contains(user.Id)) return "a break-glass account";
        if (facts.GroupUsers[exclusions.ServiceAccountGroup].Contains(user.Id)) return "an excluded service account";
        if (exclusions.ServiceAccounts.Contains(user.Id)) return "a service account by the plan, not excluded yet";
        if (facts.SynchronisationAccounts.Contains(user.Id)) return "an account of directory synchronisation";
        if (user.UserType is "Guest") return "a guest, who can register no key here";
        if (user.UserType is not "Member") return "the tenant does not say whether it is a member or a guest";
        if (user.AccountEnabled is false) return "disabled, and the report leaves out disabled accounts";
        if (!rows.ContainsKey(user.Id)) return "missing from the report: new, or not in it yet";
        return null;
    }

    private static PersonReadiness Judge(AssessmentFacts facts, User user, RegistrationDetails row, int? wave)
    {
        var methods = row.MethodsRegistered.Distinct(StringComparer.OrdinalIgnoreCase).Select(MethodNames.Of).ToList();
        var isOpen = methods.ToLookup(method => facts.Switches.IsOpen(method, user.Id));
        var keys = facts.Keys.GetValueOrDefault(user.Id);
        var paths = isOpen[true].Select(method => method.Path).Where(path => path is not MethodPath.Fido2 || keys is { Status: EnrollmentStatus.Registered }).ToHashSet();
        return new(
            user.Id, user.UserPrincipalName, user.DisplayName, BucketOf(paths), wave,
            [.. methods.Select(method => method.Name)],
            [.. isOpen[false].Select(method => method.Name)],
            [.. methods.Where(method => method.Path is MethodPath.Unknown).Select(method => method.Name)],
            isOpen[true].Any(method => method.Path is MethodPath.TemporaryAccessPass),
            facts.Suspects.Contains(user.Id))
        {
            UselessKeys = keys switch
            {
                { Keys: [] } => ["the report shows a key, and there is none any more"],
                null => [],
                _ => keys.UselessKeys,
            },
        };
    }

    private static Bucket BucketOf(HashSet<MethodPath> open) =>
        open.Contains(MethodPath.Fido2) ? Bucket.Fido2Done
        : open.Overlaps([MethodPath.PushApp, MethodPath.OneTimeCode, MethodPath.ExternalProvider, MethodPath.PhishingResistant]) ? Bucket.PushApp
        : open.Contains(MethodPath.SmsOrVoice) ? Bucket.SmsOnly
        : Bucket.NothingAtAll;

    private static WaveReadiness Progress(Wave wave, Placed placed, Dictionary<string, Bucket> bucketOf)
    {
        int In(Bucket bucket) => placed.Roster.Count(id => bucketOf.TryGetValue(id, out var found) && found == bucket);
        return new(
            wave.Number, wave.Name, placed.Roster.Count, In(Bucket.Fido2Done), In(Bucket.PushApp), In(Bucket.SmsOnly), In(Bucket.NothingAtAll),
            placed.Roster.Count(id => !bucketOf.ContainsKey(id)), placed.LeftOut, placed.WithoutAccount);
    }
}
