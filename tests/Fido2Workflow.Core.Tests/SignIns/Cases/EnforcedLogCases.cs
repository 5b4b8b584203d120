using System.Globalization;

namespace Fido2Workflow.Core.Tests;

/// <summary>
/// What a log says of an enforced wave. Ann and Ben are in London, Cat is in New York; usually each signed in to outlook on a
/// laptop on every working day before the promotion, and soon after it. Read on Thursday at noon, unless a line says
/// otherwise, the log is complete to 06:00 that day: 42 clean hours since Tuesday noon, when the change has propagated.
/// </summary>
public class EnforcedLogCases
{
    private static readonly HashSet<string> Scope = ["ann", "ben", "cat"];
    private static readonly Dictionary<string, string?> Places = new() { ["ann"] = "GB", ["ben"] = null, ["cat"] = "US" };
    private static readonly Plan Plan = Some.Plan with
    {
        Calendar = Some.Plan.Calendar with { TimeZones = new Dictionary<string, string> { ["US"] = "America/New_York" } },
    };

    private static readonly (string Case, string Log, string Verdict)[] Cases =
    [
        ("nothing happened", "", "clean 42h"),

        // Blocks, made good or not.
        ("a block made good in twenty minutes", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 10:20  ben  outlook  laptop  ok
            """, "clean 42h"),
        ("a block made good in four working hours, to the minute", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 14:00  ben  outlook  laptop  ok
            """, "clean 42h"),
        ("a block made good a minute later restarts the clock", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 14:01  ben  outlook  laptop  ok
            """, "clean 16h"),
        ("a block that nothing makes good", """
            +1 10:00  ben  outlook  laptop  blocked
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a block whose four hours the log does not reach yet", """
            +2 04:00  ben  outlook  laptop  blocked
            """, "pending: ben | locked out: ben | clean 40h"),
        ("a block that is not pending any more once the log reaches its deadline", """
            read +2 19:00
            +2 05:00  ben  outlook  laptop  blocked
            """, "failure: ben | locked out: ben | clean 0h"),
        ("many blocks are one episode and its first counts", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 13:00  ben  outlook  laptop  blocked
            +1 14:30  ben  outlook  laptop  ok
            """, "clean 15.5h"),
        ("two failures restart the clock at the later success", """
            +1 08:30  ann  outlook  laptop  blocked
            +1 13:00  ann  outlook  laptop  ok
            +1 10:00  ben  outlook  laptop  blocked
            +1 16:00  ben  outlook  laptop  ok
            """, "clean 14h"),
        ("a success in another app makes nothing good", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 10:20  ben  teams    laptop  ok
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a success on another device makes it no lockout, and yet a failure", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 10:20  ben  outlook  phone   ok
            """, "failure: ben | clean 0h"),
        ("a success of somebody else makes nothing good", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 10:20  ann  outlook  laptop  ok
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a success before it makes nothing good", """
            +1 09:59  ben  outlook  laptop  ok
            +1 10:00  ben  outlook  laptop  blocked
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a success under a policy that does not apply any more makes it good", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 11:00  ben  outlook  laptop  ok-not-applied
            """, "clean 42h"),
        ("a block before the promotion is not ours", """
            -1 10:00  ben  outlook  laptop  blocked
            """, "clean 42h"),
        ("a block of somebody who is not in scope", """
            +1 10:00  dan  outlook  laptop  blocked
            """, "clean 42h"),
        ("a block by somebody else's policy", """
            +1 10:00  ben  outlook  laptop  blocked-elsewhere
            """, "clean 42h"),
        ("a block that does not say whose it was is ours, and no reason to brake", """
            +1 10:00  ben  outlook  laptop  blocked-hidden
            """, "failure: ben | clean 0h"),
        ("no method is a block", """
            +1 10:00  ben  outlook  laptop  no-method
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a code nobody knows is a block", """
            +1 10:00  ben  outlook  laptop  new-code
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a refused key counts whatever our policy says", """
            +1 10:00  ben  outlook  laptop  key-refused
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a refused key, and the spare one works", """
            +1 10:00  ben  outlook  laptop  key-refused
            +1 10:02  ben  outlook  laptop  ok
            """, "clean 42h"),

        // Devices that the log does not show.
        ("a block that shows no device is made good on any", """
            +1 10:00  ben  outlook  -       blocked
            +1 10:20  ben  outlook  laptop  ok
            """, "clean 42h"),
        ("a success that shows no device makes a block on a device not good", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 10:20  ben  outlook  -       ok
            """, "failure: ben | clean 0h"),
        ("unless both are one attempt", """
            +1 10:00  ben  outlook  laptop  blocked  correlation=a
            +1 10:20  ben  outlook  -       ok       correlation=a
            """, "clean 42h"),
        ("and not where it is another attempt", """
            +1 10:00  ben  outlook  laptop  blocked  correlation=a
            +1 10:20  ben  outlook  -       ok       correlation=b
            """, "failure: ben | clean 0h"),

        // Interrupts.
        ("an interrupt whose row says failure and ends well", """
            +1 10:00  ben  outlook  laptop  prompt  correlation=a
            +1 10:01  ben  outlook  laptop  ok      correlation=a
            """, "clean 42h"),
        ("an interrupt that ends well under another correlation id", """
            +1 10:00  ben  outlook  laptop  50076  correlation=a
            +1 10:01  ben  outlook  laptop  ok     correlation=b
            """, "clean 42h"),
        ("an interrupt that ends in a block", """
            +1 10:00  ben  outlook  laptop  prompt   correlation=a
            +1 10:01  ben  outlook  laptop  blocked  correlation=a
            """, "failure: ben | locked out: ben | unanswered: ben | clean 0h"),
        ("an interrupt that never ends is shown and is no failure", """
            +1 10:00  ben  outlook  laptop  prompt
            """, "unanswered: ben | clean 42h"),
        ("somebody who only ever leaves the prompt is found out by their silence", """
            away ben
            read +2 18:30
            +1 10:00  ben  outlook  laptop  prompt
            +2 10:00  ben  outlook  laptop  prompt
            """, "silent: ben | unanswered: ben | unseen: ben | clean 48h"),
        ("a question whether to stay signed in", """
            +1 10:00  ben  outlook  laptop  stay-signed-in
            """, "clean 42h"),
        ("a prompt that was not finished", """
            +1 10:00  ben  outlook  laptop  not-finished
            """, "noise 1 | clean 42h"),

        // Silent refreshes.
        ("a silent refresh that fails and is made good by another correlation id", """
            +1 10:00  ben  outlook  laptop  blocked  silent  correlation=a
            +1 10:03  ben  outlook  laptop  ok               correlation=b
            """, "clean 42h"),
        ("a silent refresh that asks for the person", """
            +1 10:00  ben  outlook  laptop  50078  silent
            +1 10:03  ben  outlook  laptop  ok
            """, "clean 42h"),
        ("a silent refresh that fails and stays so", """
            +1 10:00  ben  outlook  laptop  blocked  silent
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a later silent refresh makes a prompt's block good", """
            +1 10:00  ben  outlook  laptop  blocked
            +1 10:30  ben  outlook  laptop  ok  silent
            """, "clean 42h"),

        // Rows.
        ("a row that comes twice", """
            +1 10:00  ben  outlook  laptop  blocked  id=x
            +1 10:00  ben  outlook  laptop  blocked  id=x
            +1 10:30  ben  outlook  laptop  ok       id=y
            +1 10:30  ben  outlook  laptop  ok       id=y
            """, "clean 42h"),
        ("a block split by policy, ours in the second row", """
            +1 10:00  ben  outlook  laptop  blocked  policy=NotListed  correlation=a
            +1 10:00  ben  outlook  laptop  blocked  policy=Failure    correlation=a
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a block split by policy, ours in neither", """
            +1 10:00  ben  outlook  laptop  blocked  policy=NotListed  correlation=a
            +1 10:00  ben  outlook  laptop  blocked  policy=NotListed  correlation=a
            """, "clean 42h"),
        ("a success split by policy, ours in the second row", """
            away ben
            +1 10:00  ben  outlook  laptop  ok-unlisted  correlation=a
            +1 10:00  ben  outlook  laptop  ok           correlation=a
            """, "clean 42h"),
        ("rows of one sign-in that contradict each other are no success of ours", """
            away ben
            +0 13:00  ben  outlook  laptop  ok  policy=Success  id=x
            +0 13:00  ben  outlook  laptop  ok  policy=Failure  id=x
            """, "unknown: ben | unseen: ben | clean 1h"),
        ("a row told again once the prompt was answered", """
            +1 10:00  ben  outlook  laptop  prompt  id=x
            +1 10:00  ben  outlook  laptop  ok      id=x
            """, "clean 42h"),
        ("object ids in place of names", """
            +1 10:00  00000000-0000-4000-8000-000000000002  outlook  laptop  blocked
            +1 10:00  ben                                   outlook  laptop  ok
            """, "clean 42h"),

        // What never counts.
        ("password spray on everybody all night", """
            +1 01:00  ann  outlook  -  wrong-password  in=RU
            +1 01:00  ben  outlook  -  wrong-password  in=RU
            +1 01:00  cat  outlook  -  wrong-password  in=RU
            +1 01:10  ann  outlook  -  account-locked  in=RU
            +1 01:10  ben  outlook  -  account-locked  in=RU
            """, "noise 5 | clean 42h"),
        ("a mistyped password on the way in", """
            +1 10:00  ben  outlook  laptop  wrong-password
            +1 10:01  ben  outlook  laptop  ok
            """, "noise 1 | clean 42h"),
        ("a mistyped password in the middle of nothing", """
            +1 10:00  ben  outlook  laptop  wrong-password
            """, "noise 1 | clean 42h"),
        ("a mistyped password that leaves the policies out", """
            +1 10:00  ben  outlook  laptop  wrong-password  policy=Unknown
            """, "noise 1 | clean 42h"),
        ("a pass that has expired", """
            +1 10:00  ben  outlook  laptop  pass-expired
            """, "noise 1 | clean 42h"),

        // The brake.
        ("within the hour nobody is locked out", """
            read +0 14:59
            +0 14:00  ben  outlook  laptop  blocked
            """, "pending: ben | clean 0h"),
        ("after an hour somebody is", """
            read +0 15:00
            +0 14:00  ben  outlook  laptop  blocked
            """, "pending: ben | locked out: ben | clean 0h"),
        ("not before the log has gone on for an hour: the success may be late", """
            read +0 15:30
            gap +0 14:00 +0 16:00
            +0 14:00  ben  outlook  laptop  blocked
            """, "pending: ben | clean 0h"),
        ("though not for longer than the log is ever late", """
            read +0 17:00
            gap +0 14:00 +0 18:00
            +0 14:00  ben  outlook  laptop  blocked
            """, "pending: ben | locked out: ben | clean 0h"),
        ("two people locked out", """
            read +0 16:00
            +0 14:00  ann  outlook  laptop  blocked
            +0 14:30  ben  outlook  laptop  blocked
            """, "pending: ann, ben | locked out: ann, ben | clean 0h"),
        ("an attacker's device, with the right password", """
            +1 03:00  ann  outlook  evil  blocked  in=RU
            +1 03:00  ben  outlook  evil  blocked  in=RU
            """, "failure: ann, ben | clean 0h"),
        ("an attacker without a device is told by the person's next success", """
            +1 03:00  ben  outlook  -       blocked  in=RU
            +1 09:00  ben  outlook  laptop  ok
            """, "clean 42h"),
        ("an attacker who is asked for the key", """
            +1 03:00  ann  outlook  evil  prompt  in=RU
            +1 03:00  ben  outlook  evil  prompt  in=RU
            """, "unanswered: ann, ben | clean 42h"),
        ("a known device at a place it has never been", """
            +1 10:00  ben  outlook  laptop  blocked  in=RU
            """, "failure: ben | clean 0h"),
        ("a known device in an app it has never used", """
            +1 10:00  ben  powershell  laptop  blocked
            """, "failure: ben | clean 0h"),
        ("a device that had worked fourteen days before", """
            stranger ben
            -14 10:00  ben  mail  old  ok
            +1 10:00   ben  mail  old  blocked
            """, "failure: ben | locked out: ben | clean 0h"),
        ("a device that had worked fifteen days before", """
            stranger ben
            -15 10:00  ben  mail  old  ok
            +1 10:00   ben  mail  old  blocked
            """, "failure: ben | clean 0h"),
        ("a device that had only ever failed", """
            -2 10:00  ben  mail  old  wrong-password
            +1 10:00  ben  mail  old  blocked
            """, "failure: ben | clean 0h"),
        ("a device that got in after the promotion alone is not known", """
            +0 15:00  ben  mail  new  ok
            +1 10:00  ben  mail  new  blocked
            """, "failure: ben | clean 0h"),

        // Silence and coverage.
        ("somebody who falls silent", """
            away ben
            read +2 18:30
            """, "silent: ben | unseen: ben | clean 48h"),
        ("silent, and the working day is not over yet", """
            away ben
            read +1 17:00
            """, "unseen: ben | clean 23h"),
        ("somebody who was not at work before is unseen and not suspected", """
            away ben
            stranger ben
            read +2 18:30
            """, "unseen: ben | clean 48h"),
        ("at work on two of the five days before is no habit", """
            away ben
            stranger ben
            read +2 18:30
            -1 10:00  ben  outlook  laptop  would-pass
            -4 10:00  ben  outlook  laptop  would-pass
            """, "unseen: ben | clean 48h"),
        ("on three of them is, though one was a silent refresh", """
            away ben
            stranger ben
            read +2 18:30
            -1 10:00  ben  outlook  laptop  would-pass
            -4 10:00  ben  outlook  laptop  would-pass
            -5 10:00  ben  outlook  laptop  would-pass  silent
            """, "silent: ben | unseen: ben | clean 48h"),
        ("a weekend before the promotion is no day at work", """
            away ben
            stranger ben
            read +2 18:30
            -1 10:00  ben  outlook  laptop  would-pass
            -2 10:00  ben  outlook  laptop  would-pass
            -3 10:00  ben  outlook  laptop  would-pass
            """, "unseen: ben | clean 48h"),
        ("a day of which the log holds nobody clears nobody", """
            away ben
            stranger ann
            stranger ben
            stranger cat
            read +2 18:30
            gap -9 00:00 -3 23:59
            -1 10:00  ben  outlook  laptop  would-pass
            """, "silent: ben | unseen: ben | clean 48h"),
        ("a wrong password breaks no silence", """
            away ben
            read +2 18:30
            +1 10:00  ben  outlook  laptop  wrong-password
            """, "silent: ben | noise 1 | unseen: ben | clean 48h"),
        ("a success before the change had propagated breaks no silence", """
            away ben
            read +2 18:30
            +0 11:00  ben  outlook  laptop  ok
            """, "silent: ben | clean 48h"),
        ("a success in any app does, though our policy is not for it", """
            away ben
            read +2 18:30
            +1 11:00  ben  vpn  laptop  ok-not-applied
            """, "unseen: ben | clean 48h"),

        // What the log leaves out.
        ("an empty log", "empty", "unseen: ann, ben, cat | unknown: log | clean 0h"),
        ("a log of other people alone", """
            away ann
            away ben
            away cat
            """, "silent: ann, ben, cat | unseen: ann, ben, cat | clean 0h"),
        ("a log without the permission to read policies", """
            away ann
            away ben
            away cat
            +0 13:00  ann  outlook  laptop  ok-hidden
            +0 13:00  ben  outlook  laptop  ok-hidden
            +0 15:00  cat  outlook  laptop  ok-hidden
            """, "unknown: ann, ben, cat | unseen: ann, ben, cat | clean 0h"),
        ("the permission is taken away meanwhile", """
            +1 09:00  ann  outlook  laptop  ok-hidden
            +1 10:00  ben  outlook  laptop  ok-hidden
            """, "unknown: ann, ben | clean 21h"),
        ("and given back", """
            +1 09:00  ann  outlook  laptop  ok-hidden
            +1 12:00  ann  outlook  laptop  ok
            """, "clean 42h"),
        ("a row without a code", """
            +1 10:00  ben  outlook  laptop  no-code
            """, "unknown: ben | clean 22h"),
        ("a row without a code, and a success that has one", """
            +1 10:00  ben  outlook  laptop  no-code
            +1 10:20  ben  outlook  laptop  ok
            """, "clean 42h"),
        ("a day that is missing from the log starts the clock again after it", """
            gap +1 08:00 +1 18:00
            """, "clean 12h"),
        ("a day that is missing from one kind", """
            gap silent +1 08:00 +1 18:00
            """, "clean 12h"),
        ("a morning that is missing is not long enough for a gap", """
            gap +1 08:00 +1 13:00
            """, "clean 42h"),
        ("nobody at night is no gap", """
            gap +0 18:00 +1 08:30
            """, "clean 42h"),
        ("a log that stopped coming in", """
            gap +1 09:00 +3 00:00
            read +2 18:00
            """, "unknown: log | clean 0h"),
        ("a log whose silent kind stopped coming in", """
            gap silent +1 09:00 +3 00:00
            read +2 18:00
            """, "unknown: log | clean 0h"),
        ("a log that begins a day after the promotion", """
            away ann
            away ben
            away cat
            gap +0 09:00 +1 13:00
            +1 13:00  ann  outlook  laptop  ok
            +1 13:00  ben  outlook  laptop  ok
            +1 13:00  cat  outlook  laptop  ok
            """, "clean 17h"),
        ("a success that comes in late is taken as it was made", """
            read +2 18:30
            +1 10:00  ben  outlook  laptop  blocked
            +1 10:05  ben  outlook  laptop  ok  silent
            """, "clean 48h"),

        // Weekends, holidays and the second time zone.
        ("a block on Friday evening may be made good on Monday morning", """
            read +7 12:00
            +3 17:00  ben  outlook  laptop  blocked
            +6 11:30  ben  outlook  laptop  ok
            """, "clean 162h"),
        ("and not after Monday's third hour", """
            read +7 12:00
            +3 17:00  ben  outlook  laptop  blocked
            +6 11:31  ben  outlook  laptop  ok
            """, "clean 18.5h"),
        ("over the weekend it is pending", """
            read +5 12:00
            +3 17:00  ben  outlook  laptop  blocked
            """, "pending: ben | locked out: ben | clean 77h"),
        ("a block at night counts from when the desk opens", """
            +1 02:00  ben  outlook  laptop  blocked
            +1 12:30  ben  outlook  laptop  ok
            """, "clean 42h"),
        ("New York's morning begins when London's is over: made good in time", """
            +1 09:00  cat  outlook  laptop  blocked
            +1 17:30  cat  outlook  laptop  ok
            """, "clean 42h"),
        ("the same hours are too long for London", """
            +1 09:00  ben  outlook  laptop  blocked
            +1 17:30  ben  outlook  laptop  ok
            """, "clean 12.5h"),
        ("New York's evening goes on into its next morning", """
            +1 22:00  cat  outlook  laptop  blocked
            +2 16:30  cat  outlook  laptop  ok
            read +3 12:00
            """, "clean 66h"),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(each => each.Case)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_log_says(string name)
    {
        var (_, log, verdict) = Cases.Single(each => each.Case == name);
        var script = new LogScript(log, readAt: "+2 12:00");
        Assert.Equal(verdict, Verdict(Judge(script)));
    }

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Cases.Length >= 60);

    private static WatchReport Judge(LogScript script) =>
        Watch.Judge(script.Log(LogScript.Promoted.AddDays(-21), Usual()), LogScript.Promoted, Scope, script.ReadAt, Plan, Places);

    private static IEnumerable<SignIn> Usual()
    {
        foreach (var who in Scope)
        {
            foreach (var day in new[] { -1, -4, -5, -6, -7 }) yield return LogScript.Row($"{day} 15:00 {who} outlook laptop would-pass");
            yield return LogScript.Row($"+0 {(who is "cat" ? 14 : 12)}:00 {who} outlook laptop ok");
        }
    }

    // Everything the report finds, so that a case fails on what it did not expect, too.
    private static string Verdict(WatchReport report)
    {
        var found = new List<string>();
        void Say(string what, IReadOnlyList<string> people)
        {
            if (people.Count > 0) found.Add($"{what}: {string.Join(", ", people)}");
        }
        Say("failure", report.Failures);
        Say("pending", report.Pending);
        Say("locked out", report.LockedOut);
        Say("silent", report.Silent);
        Say("unanswered", report.Unanswered);
        Say("unknown", report.Unreadable);
        if (report.Noise > 0) found.Add($"noise {report.Noise}");
        Say("unseen", report.Unseen);
        if (report.Gaps.Any(gap => gap.IsOpen)) found.Add("unknown: log");
        found.Add(string.Create(CultureInfo.InvariantCulture, $"clean {report.Clean.TotalHours:0.#}h"));
        return string.Join(" | ", found);
    }
}
