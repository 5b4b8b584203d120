namespace Fido2Workflow.Core.Tests;

/// <summary>
/// What a log says of a wave in report-only, asked on Tuesday at 10:00: it is judged from Thursday 04:00 on, three working
/// days of log that has come in. Ann and Ben hold a compliant key; usually each signed in the day before and would have passed.
/// </summary>
public class ReportOnlyLogCases
{
    private static readonly (string Case, string Log, string Verdict)[] Cases =
    [
        ("everybody would have passed", "", "yes"),
        ("somebody would have failed", """
            -1 12:00  ben  outlook  laptop  would-fail
            """, "no report-only-failure: ben"),
        ("a silent refresh would have failed", """
            -1 12:00  ben  outlook  laptop  would-fail  silent
            """, "no report-only-failure: ben"),
        ("it passed later: the log of these days is not clean all the same", """
            -1 12:00  ben  outlook  laptop  would-fail
            -1 12:10  ben  outlook  laptop  would-pass
            """, "no report-only-failure: ben"),
        ("somebody who is not in scope would have failed", """
            -1 12:00  dan  outlook  laptop  would-fail
            """, "yes"),
        ("object ids in place of names", """
            -1 12:00  00000000-0000-4000-8000-000000000002  outlook  laptop  would-fail
            """, "yes"),
        ("user action required of somebody with a key is as good as seen", """
            without ben
            -1 12:00  ben  outlook  laptop  would-ask
            """, "yes"),
        ("user action required of somebody without a key", """
            no-key ben
            -1 12:00  ben  outlook  laptop  would-ask
            """, "no report-only-failure: ben"),
        ("user action required of somebody whose keys could not be read", """
            keys-unread ben
            -1 12:00  ben  outlook  laptop  would-ask
            """, "unknown: ben"),
        ("a prompt shows our policy as failed until it is answered", """
            no-key ben
            -1 12:00  ben  outlook  laptop  asked-meanwhile  correlation=a
            -1 12:01  ben  outlook  laptop  would-pass       correlation=a
            """, "yes"),
        ("a prompt that is left, by somebody with a key", """
            -1 12:00  ben  outlook  laptop  asked-meanwhile
            """, "yes"),
        ("a prompt that is left, by somebody without one", """
            no-key ben
            -1 12:00  ben  outlook  laptop  asked-meanwhile
            """, "no report-only-failure: ben"),
        ("blocked by somebody else's policy, and ours would have let them in", """
            -1 12:00  ben  outlook  laptop  blocked-elsewhere-would-pass
            """, "yes"),
        ("blocked by somebody else's policy, and ours would have failed too", """
            -1 12:00  ben  outlook  laptop  blocked-elsewhere  policy=ReportOnlyFailure
            """, "no report-only-failure: ben"),
        ("password spray all night", """
            -1 01:00  ann  outlook  -  wrong-password  in=RU
            -1 01:00  ben  outlook  -  wrong-password  in=RU
            -1 01:05  ben  outlook  -  account-locked  in=RU
            """, "yes"),
        ("a wrong password that leaves the policies out", """
            -1 12:00  ben  outlook  laptop  wrong-password  policy=Unknown
            """, "yes"),
        ("wrong passwords are no sign-ins", """
            without ben
            -1 12:00  ben  outlook  laptop  wrong-password
            """, "no unseen: ben"),
        ("a key that was refused and has not worked since", """
            -1 12:00  ben  outlook  laptop  key-refused
            -1 12:05  ben  outlook  laptop  would-ask  key=no
            """, "no report-only-key-refused: ben"),
        ("a key that was refused and works now", """
            -1 12:00  ben  outlook  laptop  key-refused
            -1 12:05  ben  outlook  laptop  would-pass  key=yes
            """, "yes"),
        ("a row that comes twice", """
            -1 12:00  ben  outlook  laptop  would-pass  id=x
            -1 12:00  ben  outlook  laptop  would-pass  id=x
            """, "yes"),
        ("rows split by policy, ours in the second", """
            without ben
            -1 12:00  ben  outlook  laptop  ok-unlisted  correlation=a
            -1 12:00  ben  outlook  laptop  would-pass   correlation=a
            """, "yes"),
        ("rows split by policy, and ours would have failed", """
            -1 12:00  ben  outlook  laptop  ok-unlisted  correlation=a
            -1 12:00  ben  outlook  laptop  would-fail   correlation=a
            """, "no report-only-failure: ben"),
        ("two rows of one sign-in that contradict each other", """
            -1 12:00  ben  outlook  laptop  would-pass  id=x
            -1 12:00  ben  outlook  laptop  would-fail  id=x
            """, "unknown: ben"),
        ("without the permission to read policies", """
            without ben
            -1 12:00  ben  outlook  laptop  ok-hidden
            """, "unknown: ben"),
        ("a row that says nothing of somebody who is accepted by name", """
            accept ben
            -1 12:00  ben  outlook  laptop  ok-hidden
            """, "yes"),
        ("rows that say nothing of anybody, whoever is accepted by name", """
            without ann
            without ben
            accept ben
            -1 12:00  ben  outlook  laptop  ok-hidden
            """, "unknown: ben"),
        ("a row without a code", """
            -1 12:00  ben  outlook  laptop  no-code  policy=ReportOnlySuccess
            """, "unknown: ben"),
        ("an empty log", "empty", "unknown"),
        ("a log of other people alone", """
            without ann
            without ben
            """, "unknown"),
        ("somebody who was not seen", "without ben", "no unseen: ben"),
        ("somebody who was not seen and is accepted by name", """
            without ben
            accept ben
            """, "yes"),
        ("sign-ins that the policy is not for", """
            without ben
            -1 12:00  ben  vpn  laptop  would-not-apply
            """, "no unseen: ben"),
        ("a working day is missing from the log", "gap -4 08:00 -4 18:00", "unknown"),
        ("a working day is missing from one kind", "gap silent -4 08:00 -4 18:00", "unknown"),
        ("the weekend is no gap", "gap -4 18:00 -1 08:30", "yes"),
        ("the log begins later than it was asked for", "gap -6 00:00 -4 12:00", "unknown"),
        ("the log stopped coming in", "gap -1 00:00 +0 10:01", "unknown"),
        ("the log is as late as it always is", "gap +0 04:00 +0 10:01", "yes"),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(each => each.Case)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_log_says(string name)
    {
        var (_, log, verdict) = Cases.Single(each => each.Case == name);
        var lines = log.Split('\n', StringSplitOptions.TrimEntries).ToLookup(line => line.Split(' ')[0] is "no-key" or "keys-unread" or "accept");
        var script = new LogScript(string.Join('\n', lines[false]), readAt: "+0 10:00");
        var facts = lines[true].Aggregate(Facts.OfWave(), With) with
        {
            SignIns = Some.Given(script.Log(ReportOnlyLogGate.ReadFrom(Some.Plan, Some.Now.AddDays(-10), Some.Now), Usual)),
        };
        Assert.Equal(verdict, Verdict(facts.Ask<ReportOnlyLogGate>()));
    }

    private static IReadOnlyList<SignIn> Usual =>
        [LogScript.Row("-1 10:00 ann outlook laptop would-pass"), LogScript.Row("-1 10:00 ben outlook laptop would-pass")];

    private static WaveFacts With(WaveFacts facts, string line) => line.Split(' ') switch
    {
        ["no-key", var who] => facts.WithEnrollment(who, EnrollmentStatus.NotRegistered),
        ["keys-unread", var who] => facts.WithEnrollment(who, EnrollmentStatus.Error),
        ["accept", var who] => facts with { Decisions = Decide.InOrder(Decide.Accept(who)) },
        _ => facts,
    };

    private static string Verdict(GateResult result)
    {
        var named = result.Named.Count == 0 ? "" : $": {string.Join(", ", result.Named)}";
        if (result.Verdict is not Core.Gates.Verdict.Yes) Assert.False(string.IsNullOrEmpty(result.NextStep), "a hold names the next step");
        return result.Verdict switch
        {
            Core.Gates.Verdict.Yes => "yes",
            Core.Gates.Verdict.Unknown => $"unknown{named}",
            _ => $"no {result.Code}{named}",
        };
    }
}
