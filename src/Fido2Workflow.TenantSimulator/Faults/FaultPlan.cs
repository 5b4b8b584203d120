namespace Fido2Workflow.TenantSimulator.Faults;

/// <summary>Which request meets which fault, by hash of the request, the instant and how often it was tried at that instant.</summary>
internal sealed class FaultPlan(int seed)
{
    private static readonly TimeSpan LostAnswerDelay = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, int> _attempts = [];
    private DateTimeOffset _instant;

    public Fault For(string method, string pathAndQuery, DateTimeOffset at, bool isWrite)
    {
        var draw = StableHash.Seeded(seed).And(method).And(pathAndQuery).And(at.UtcTicks).And(Attempt($"{method} {pathAndQuery}", at));
        var seconds = draw.And("seconds");
        return draw.Below(100) switch
        {
            < 3 => Throttled(TimeSpan.FromSeconds(seconds.Between(1, 20))),
            < 4 => Throttled(TimeSpan.FromSeconds(seconds.Between(60, 300))),
            < 6 => Throttled(null),
            < 8 => new Fault.Refused(503, "ServiceUnavailable", null),
            < 10 => new Fault.Slow(TimeSpan.FromSeconds(seconds.Between(5, 60))),
            < 14 when isWrite => new Fault.AnswerLost(LostAnswerDelay),
            _ => new Fault.None(),
        };
    }

    /// <summary>How long readers stay behind a write; null where it is seen at once.</summary>
    public TimeSpan? LagAfter(int writeNumber)
    {
        var draw = StableHash.Seeded(seed).And("lag").And(writeNumber);
        return draw.Chance(25) ? TimeSpan.FromSeconds(draw.And("seconds").Between(5, 180)) : null;
    }

    private static Fault.Refused Throttled(TimeSpan? retryAfter) => new(429, "TooManyRequests", retryAfter);

    private int Attempt(string request, DateTimeOffset at)
    {
        lock (_attempts)
        {
            if (at != _instant) _attempts.Clear();
            _instant = at;
            return _attempts[request] = _attempts.GetValueOrDefault(request) + 1;
        }
    }
}
