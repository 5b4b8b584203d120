using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tests;

/// <summary>The facts of a wave at which every gate says yes; each test changes the one fact it is about.</summary>
internal static class Facts
{
    public static WaveFacts OfWave(params IReadOnlyList<string> people)
    {
        if (people.Count == 0) people = ["ann", "ben"];
        return new WaveFacts
        {
            Plan = Some.Plan,
            Wave = Some.Plan.Wave(1),
            EnforcementGroup = Some.EnforcementGroup,
            PolicyId = Some.PolicyId,
            UnchangedSince = Some.Now.AddDays(-10),
            Users = Some.Given<IReadOnlyList<User>>([.. people.Union(["bg-1", "bg-2", "svc-backup"]).Select(Some.Person)]),
            Roster = people,
            RosterWithoutAccount = [],
            Policies = Some.Given(Some.Each(Some.Policy(Some.OurBody()))),
            GroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>>
            {
                [Some.BreakGlassGroup] = Some.Given(Some.Each("bg-1", "bg-2")),
                [Some.ServiceAccountGroup] = Some.Given(Some.Each("svc-backup")),
                [Some.ReleaseGroup] = Some.Given(Some.Each<string>()),
                [Some.EnforcementGroup] = Some.Given(people),
            },
            Enrollment = Some.Given<IReadOnlyDictionary<string, UserEnrollment>>(people.ToDictionary(id => id, Registered)),
            SignIns = Log([.. people.Select(id => Row(id, PolicyResult.ReportOnlySuccess))]),
            KeyUse = Some.Given(Used(people)),
            Rollback = new(Some.Now.AddHours(-1), Writer, null),
            Suspicions = Some.Given<IReadOnlyList<Suspicion>>([]),
            Decisions = Decide.InOrder(Decide.Drill("bg-1"), Decide.Drill("bg-2"), Decide.Support()),
            Prerequisites = [.. AllGates.OfTheTenant.Select(gate => new GateResult(gate.Name, Verdict.Yes, gate.Name, "Yes.", null, [], null, []))],
        }.WithDrillsSeen();
    }

    /// <summary>The same facts with a log that shows each drill a minute after the instant that was named.</summary>
    public static WaveFacts WithDrillsSeen(this WaveFacts facts) => facts with
    {
        DrillSignIns = facts.Decisions.Select(stored => stored.Decision).OfType<AttestedDrill>()
            .ToDictionary(drill => drill.Id, drill => Log(SignIn(drill.Account, drill.SignedInAt.AddMinutes(1)))),
    };

    /// <summary>So many people, <c>person-1</c> and up.</summary>
    public static WaveFacts OfManyPeople(int count) => OfWave([.. Enumerable.Range(1, count).Select(number => $"person-{number}")]);

    public static UserEnrollment Registered(string id) => new(id, EnrollmentStatus.Registered, null, [Some.Key($"key-of-{id}"), Some.Key($"spare-of-{id}")], Some.Now.AddDays(-30)) { CompliantKeys = 2 };

    /// <summary>The identity that writes, as its token says it.</summary>
    public static TokenIdentity Writer { get; } = new("writer", "app", "tenant", ["Policy.Read.All", RollbackRehearsal.Permission]);

    /// <summary>Everybody was seen to use their key in each of the apps.</summary>
    public static KeyUse Used(params IReadOnlyList<string> people) => KeyUse.None.And(
        new SignInLog(Some.Now.AddDays(-10), Some.Now, [.. people.SelectMany(person => KeyRows(person))]), people.ToHashSet());

    /// <summary>Somebody's sign-ins with the key, one to each of the apps, so long ago.</summary>
    public static IEnumerable<SignIn> KeyRows(string person, double hoursAgo = 24) => KeyUse.Apps.Keys.Select(app =>
        Row(person, PolicyResult.ReportOnlySuccess, hoursAgo: hoursAgo) with { Id = $"{person}-{app}-{hoursAgo}", AppId = app, UsedFido2 = true });

    public static WaveFacts WithEnrollment(this WaveFacts facts, string id, EnrollmentStatus status)
    {
        var read = new Dictionary<string, UserEnrollment>(((Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given)facts.Enrollment).Value)
        {
            [id] = status is EnrollmentStatus.Registered ? Registered(id) : new(id, status, "why", [], null),
        };
        return facts with { Enrollment = Some.Given<IReadOnlyDictionary<string, UserEnrollment>>(read) };
    }

    public static WaveFacts WithGroup(this WaveFacts facts, string group, params IReadOnlyList<string> members) => facts.WithGroup(group, Some.Given(members));

    public static WaveFacts WithGroup(this WaveFacts facts, string group, Answer<IReadOnlyList<string>> members) =>
        facts with { GroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>>(facts.GroupUsers) { [group] = members } };

    /// <summary>The same facts with the wave's policy changed by hand.</summary>
    public static WaveFacts WithOurPolicy(this WaveFacts facts, Action<JsonNode> change)
    {
        var body = Some.OurBody();
        change(body);
        return facts with { Policies = Some.Given(Some.Each(Some.Policy(body))) };
    }

    /// <summary>The same facts with one more policy in the tenant.</summary>
    public static WaveFacts WithPolicy(this WaveFacts facts, string json) =>
        facts with
        {
            Policies = Some.Given(Some.Each(
                Some.Policy(Some.OurBody()), new ConditionalAccessPolicy("policy-other", Some.Json(json), []))),
        };

    public static WaveFacts WithUser(this WaveFacts facts, User user) => facts with
    {
        Users = Some.Given<IReadOnlyList<User>>(
            [.. ((Answer<IReadOnlyList<User>>.Given)facts.Users).Value.Where(other => other.Id != user.Id), user]),
    };

    /// <summary>A log with these rows among those of the rest of the tenant.</summary>
    public static Answer<SignInLog> Log(params IReadOnlyList<SignIn> rows) =>
        Some.Given(new SignInLog(Some.Now.AddDays(-10), Some.Now, [.. rows, .. Elsewhere(Some.Now.AddDays(-10), Some.Now.AddDays(3))]));

    /// <summary>Somebody who is in no wave signs in every hour, and a device of theirs refreshes.</summary>
    public static IEnumerable<SignIn> Elsewhere(DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = from; at < to; at = at.AddHours(1))
            foreach (var isInteractive in new[] { true, false })
                yield return new($"elsewhere-{isInteractive}-{at:O}", at, isInteractive, "elsewhere", "outlook", "Outlook", "desktop", "Browser", null, 0, PolicyResult.NotListed, null);
    }

    public static SignIn Row(string user, PolicyResult result, int? error = 0, double hoursAgo = 24) => new(
        $"{user}-{result}-{hoursAgo}", Some.Now.AddHours(-hoursAgo), true, user, "outlook", "Outlook", "laptop", "Browser", null, error, result, null);

    /// <summary>A sign-in to the portal, of no policy's concern.</summary>
    public static SignIn SignIn(string user, DateTimeOffset at, int? error = 0, bool isInteractive = true) => new(
        $"{user}-{at:O}", at, isInteractive, user, "portal", "Azure Portal", null, "Browser", null, error, PolicyResult.NotListed, true);

    public static GateResult Ask<TGate>(this WaveFacts facts, DateTimeOffset? now = null) where TGate : Gate<WaveFacts>, new() =>
        new TGate().Judge(facts, now ?? Some.Now);

    public static void Says(this GateResult result, Verdict verdict, string code)
    {
        Assert.Equal((verdict, code), (result.Verdict, result.Code));
        Assert.NotEmpty(result.Sentence);
        if (verdict is not Verdict.Yes) Assert.False(string.IsNullOrEmpty(result.NextStep), "a hold names the next step");
    }
}
