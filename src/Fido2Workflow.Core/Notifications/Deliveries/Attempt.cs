namespace Fido2Workflow.Core.Notifications.Deliveries;

/// <summary>How a receiver answered one attempt.</summary>
public abstract record Attempt
{
    private Attempt() { }

    /// <summary>It took it.</summary>
    public sealed record Taken : Attempt;

    /// <summary>It will never take this one.</summary>
    /// <param name="Sentence">What it said, without its address.</param>
    public sealed record Refused(string Sentence) : Attempt;

    /// <summary>It could not be reached, or did not take it this time.</summary>
    /// <param name="Sentence">Why, without its address.</param>
    /// <param name="Wait">For how long it asks not to be asked again; null where it does not say.</param>
    public sealed record Failed(string Sentence, TimeSpan? Wait = null) : Attempt;

    // RFC 9110: these say that the same request will not do better. 401, 403 and 404 do not: a secret or a path may be mended.
    private static readonly int[] Final = [400, 410, 413, 415, 422];

    /// <summary>What an answer over HTTP means. A redirect is not followed: it could lead anywhere.</summary>
    public static Attempt OfStatus(int status, TimeSpan? wait) => status switch
    {
        >= 200 and < 300 => new Taken(),
        >= 300 and < 400 => new Failed($"It answered {status}, and a redirect is never followed.", wait),
        _ when Final.Contains(status) => new Refused($"It answered {status}."),
        _ => new Failed($"It answered {status}.", wait),
    };
}

/// <summary>What becomes of a delivery after an attempt.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The target has it.</summary>
    public sealed record Delivered : Outcome;

    /// <summary>It is tried again.</summary>
    /// <param name="At">On the wire's clock, UTC.</param>
    public sealed record TriedAgain(string Sentence, DateTimeOffset At) : Outcome;

    /// <summary>It is not tried any more.</summary>
    public sealed record GivenUp(string Sentence) : Outcome;
}
