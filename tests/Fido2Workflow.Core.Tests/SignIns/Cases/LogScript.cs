using System.Globalization;

namespace Fido2Workflow.Core.Tests;

/// <summary>
/// A sign-in log in words, one row a line: <c>+1 10:00 ben outlook laptop blocked</c>. The day counts from the promotion,
/// Tuesday 2026-11-10 10:00 UTC; times are UTC; a device <c>-</c> is one that the row does not show. After the result may
/// stand <c>silent</c> (non-interactive), <c>id=</c>, <c>correlation=</c>, <c>in=</c> (a country) and <c>policy=</c>.
/// </summary>
/// <remarks>
/// Lines that are no rows: <c>read +2 12:00</c> (when the log is read), <c>gap +1 09:00 +1 17:00</c> (rows of the rest of
/// the tenant that are missing, <c>gap silent …</c> for one kind), <c>away ben</c> (no usual sign-ins since the promotion),
/// <c>stranger ben</c> (none before it), <c>without ben</c> (none at all), <c>empty</c> (no row but those written).
/// </remarks>
internal sealed class LogScript
{
    public static readonly DateTimeOffset Promoted = Some.Now;
    private static readonly DateTimeOffset Midnight = Some.At("2026-11-10 00:00");

    private static readonly Dictionary<string, (int? Code, PolicyResult Policy)> Results = new()
    {
        ["ok"] = (0, PolicyResult.Success),
        ["ok-not-applied"] = (0, PolicyResult.NotApplied),
        ["ok-hidden"] = (0, PolicyResult.Unknown),
        ["ok-unlisted"] = (0, PolicyResult.NotListed),
        ["prompt"] = (50074, PolicyResult.Failure),
        ["stay-signed-in"] = (50140, PolicyResult.Success),
        ["blocked"] = (53003, PolicyResult.Failure),
        ["blocked-elsewhere"] = (53003, PolicyResult.Success),
        ["blocked-hidden"] = (53003, PolicyResult.Unknown),
        ["no-method"] = (50079, PolicyResult.Failure),
        ["key-refused"] = (135010, PolicyResult.NotListed),
        ["wrong-password"] = (50126, PolicyResult.NotListed),
        ["account-locked"] = (50053, PolicyResult.NotListed),
        ["not-finished"] = (500121, PolicyResult.Failure),
        ["pass-expired"] = (130504, PolicyResult.NotListed),
        ["new-code"] = (599999, PolicyResult.Failure),
        ["no-code"] = (null, PolicyResult.Failure),
        ["would-pass"] = (0, PolicyResult.ReportOnlySuccess),
        ["would-fail"] = (0, PolicyResult.ReportOnlyFailure),
        ["would-ask"] = (0, PolicyResult.ReportOnlyInterrupted),
        ["would-not-apply"] = (0, PolicyResult.ReportOnlyNotApplied),
        ["asked-meanwhile"] = (50074, PolicyResult.ReportOnlyFailure),
        ["blocked-elsewhere-would-pass"] = (53003, PolicyResult.ReportOnlySuccess),
    };

    private readonly List<SignIn> _written = [];
    private readonly List<(bool? IsInteractive, DateTimeOffset From, DateTimeOffset To)> _gaps = [];
    private bool _isEmpty;

    /// <param name="text">The lines.</param>
    /// <param name="readAt">When it is read where no line says so: day and time.</param>
    public LogScript(string text, string readAt)
    {
        ReadAt = At(readAt.Split(' '));
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Add(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public DateTimeOffset ReadAt { get; private set; }

    /// <summary>Who does not do what they usually do after the promotion.</summary>
    public HashSet<string> Away { get; } = [];

    /// <summary>Who was not there before the promotion.</summary>
    public HashSet<string> Strangers { get; } = [];

    /// <summary>The log with what people usually do, each as <paramref name="usual"/> has it, and with the rest of the tenant at work.</summary>
    public SignInLog Log(DateTimeOffset from, IEnumerable<SignIn> usual)
    {
        var rest = usual.Where(row => !(row.At < Promoted ? Strangers : Away).Contains(row.UserId)).Concat(Elsewhere(from));
        return new(from, ReadAt, [.. _written.Concat(_isEmpty ? [] : rest).Where(row => row.At >= from && row.At <= ReadAt)]);
    }

    /// <summary>A row as the words say it.</summary>
    public static SignIn Row(string line) => Row(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), line);

    private void Add(string[] words)
    {
        switch (words)
        {
            case ["read", .. var at]: ReadAt = At(at); break;
            case ["empty"]: _isEmpty = true; break;
            case ["away", var who]: Away.Add(who); break;
            case ["without", var who]: Away.Add(who); Strangers.Add(who); break;
            case ["stranger", var who]: Strangers.Add(who); break;
            case ["gap", "silent", .. var span]: _gaps.Add((false, At(span[..2]), At(span[2..]))); break;
            case ["gap", "interactive", .. var span]: _gaps.Add((true, At(span[..2]), At(span[2..]))); break;
            case ["gap", .. var span]: _gaps.Add((null, At(span[..2]), At(span[2..]))); break;
            default: _written.Add(Row(words, $"row {_written.Count}")); break;
        }
    }

    private static SignIn Row(string[] words, string id)
    {
        var (code, policy) = int.TryParse(words[5], out var number) ? (number, PolicyResult.Failure) : Results[words[5]];
        var options = words[6..].Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return new(
            options.GetValueOrDefault("id", id), At(words[..2]), !words.Contains("silent"), words[2], words[3], words[3], words[4] is "-" ? null : words[4], "Browser",
            options.GetValueOrDefault("correlation"), code, options.TryGetValue("policy", out var named) ? Enum.Parse<PolicyResult>(named) : policy,
            options.TryGetValue("key", out var used) ? used is "yes" : null)
        {
            Country = options.GetValueOrDefault("in", "GB"),
        };
    }

    private IEnumerable<SignIn> Elsewhere(DateTimeOffset from) =>
        Facts.Elsewhere(from, ReadAt.AddTicks(1)).Where(row =>
            !_gaps.Exists(gap => (gap.IsInteractive ?? row.IsInteractive) == row.IsInteractive && row.At > gap.From && row.At < gap.To));

    private static DateTimeOffset At(string[] dayAndTime) =>
        Midnight.AddDays(int.Parse(dayAndTime[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)) + TimeOnly.Parse(dayAndTime[1], CultureInfo.InvariantCulture).ToTimeSpan();
}
