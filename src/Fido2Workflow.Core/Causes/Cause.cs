using System.Globalization;
using Fido2Workflow.Core.SignIns;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Causes;

/// <summary>Why somebody does not get in.</summary>
public abstract record Cause
{
    private Cause() { }

    /// <summary>The person's user principal name.</summary>
    public required string Person { get; init; }

    /// <summary>The sign-in that shows it; null where none does.</summary>
    public SignIn? Shown { get; init; }

    /// <summary>The policy of an enforced wave turned them away: what they had to show was not enough.</summary>
    public sealed record OurPolicy(int Wave) : Cause;

    /// <summary>The policy of an enforced wave asked them for the key, and they did not answer.</summary>
    public sealed record Unanswered(int Wave) : Cause;

    /// <summary>Their key was refused.</summary>
    /// <param name="Wave">The enforced wave that makes them need it; null where none does.</param>
    public sealed record KeyRefused(int? Wave) : Cause;

    /// <summary>Somebody else's policy turned them away.</summary>
    /// <param name="Policy">Its name; null where the row does not tell it.</param>
    public sealed record AnotherPolicy(string? Policy) : Cause;

    /// <summary>They failed before any policy was asked: a password, a locked account, a pass.</summary>
    public sealed record BeforePolicy : Cause;

    /// <summary>The account is disabled.</summary>
    public sealed record Disabled : Cause;

    /// <summary>Nothing failed that was not made good.</summary>
    /// <param name="LastSuccess">When they last got in, UTC; null where the log shows none.</param>
    public sealed record NothingFailed(DateTimeOffset? LastSuccess) : Cause;

    /// <summary>Nobody can tell.</summary>
    /// <param name="Why">A sentence without its full stop.</param>
    public sealed record Unknown(string Why) : Cause;

    /// <summary>Stable.</summary>
    public string Code => this switch
    {
        OurPolicy => "our-policy",
        Unanswered => "unanswered",
        KeyRefused => "key-refused",
        AnotherPolicy => "another-policy",
        BeforePolicy => "before-policy",
        Disabled => "account-disabled",
        NothingFailed => "nothing-failed",
        Unknown => "cause-unknown",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>Whether it is the rollout's doing; null where nobody can tell.</summary>
    public bool? IsOurs => this switch
    {
        OurPolicy or Unanswered or KeyRefused { Wave: not null } => true,
        Unknown => null,
        _ => false,
    };

    /// <summary>The cause in a sentence.</summary>
    public string Sentence => this switch
    {
        OurPolicy ours => $"The policy of wave {ours.Wave} turned {Person} away{At}: no sign-in that is resistant to phishing was shown{ErrorCode}.",
        Unanswered ours => $"The policy of wave {ours.Wave} asked {Person} for the key{At}, and no answer came since.",
        KeyRefused => $"{(IsOurs is true ? "" : "It is not the rollout, which does not ask them for it: ")}The key of {Person} was refused{At}: {Words}{ErrorCode}.",
        AnotherPolicy { Policy: { } policy } => $"It is not the rollout: the policy \"{policy}\" turned {Person} away{At}{ErrorCode}.",
        AnotherPolicy => $"It is not the rollout: another policy turned {Person} away{At}{ErrorCode}.",
        BeforePolicy => $"It is not the rollout: {Person} failed before any policy was asked{At}: {Words}{ErrorCode}.",
        Disabled => $"It is not the rollout: the account of {Person} is disabled.",
        NothingFailed { LastSuccess: { } last } => string.Create(CultureInfo.InvariantCulture, $"Nothing of {Person} failed that was not made good; they last got in at {last:yyyy-MM-dd HH:mm} UTC."),
        NothingFailed => $"Nothing of {Person} failed, and the log shows no success either.",
        Unknown unknown => $"Nobody can tell why {Person} does not get in: {unknown.Why}.",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    private string At => Shown is null ? "" : string.Create(CultureInfo.InvariantCulture, $" at {Shown.AppDisplayName ?? Shown.AppId}, {Shown.At:yyyy-MM-dd HH:mm} UTC");

    private string ErrorCode => Shown?.ErrorCode is { } code ? string.Create(CultureInfo.InvariantCulture, $" (error {code})") : "";

    private string Words => Shown?.ErrorCode is { } code ? SignInErrorWords.Of(code) ?? "for a reason that is in no table" : "for a reason that is not said";
}
