using Fido2Workflow.Core.People;
using Fido2Workflow.Core.SignIns;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Causes;

/// <summary>
/// From what was read of a person to why they do not get in. Pure. What is made good since is no cause; what anybody can make
/// as many of as they like (wrong passwords) is one only where nothing else is.
/// </summary>
public static class CauseRules
{
    /// <summary>The cause.</summary>
    public static Cause Of(PersonFacts facts)
    {
        var name = facts.Name;
        if (facts.Person.AccountEnabled is false) return new Cause.Disabled { Person = name };
        if (facts.SignIns is not Answer<SignInLog>.Given { Value: var log }) return new Cause.Unknown(((Answer<SignInLog>.Failed)facts.SignIns).Failure.Sentence) { Person = name };

        var signIns = SignInRows.Merge(log.Rows.Where(row => row.UserId == facts.Person.Id));
        if (signIns.Count == 0) return new Cause.Unknown("the log holds no sign-in of theirs, and shows the last hours late") { Person = name };
        var successes = new Successes(signIns);
        var open = signIns.Where(row => successes.After(row) is null).ToList();
        return LastOf(open, row => SignInOutcomes.Of(row) is SignInOutcome.Failed or SignInOutcome.MaybeFailed or SignInOutcome.FailedElsewhere or SignInOutcome.Unreadable)
            ?? LastOf(open, row => row.PolicyResult is PolicyResult.Failure && SignInOutcomes.Of(row) is SignInOutcome.Interrupted)
            ?? LastOf(open, SignInOutcomes.IsNoise)
            ?? new Cause.NothingFailed(signIns.LastOrDefault(SignInOutcomes.IsSuccess)?.At) { Person = name };

        Cause? LastOf(IReadOnlyList<SignIn> rows, Func<SignIn, bool> isOne) => rows.LastOrDefault(isOne) is { } row ? Of(row, facts) : null;
    }

    private static Cause Of(SignIn row, PersonFacts facts)
    {
        var (name, wave, kind) = (facts.Name, facts.Hit?.Number, SignInErrors.Classify(row.ErrorCode));
        return SignInOutcomes.Of(row) switch
        {
            SignInOutcome.Noise => new Cause.BeforePolicy { Person = name, Shown = row },
            SignInOutcome.Failed when kind is SignInErrorClass.Fido2 => new Cause.KeyRefused(wave) { Person = name, Shown = row },
            SignInOutcome.Failed when wave is { } ours => new Cause.OurPolicy(ours) { Person = name, Shown = row },
            SignInOutcome.Interrupted when wave is { } ours => new Cause.Unanswered(ours) { Person = name, Shown = row },
            SignInOutcome.FailedElsewhere when row.FailedPolicy is { } policy => new Cause.AnotherPolicy(policy) { Person = name, Shown = row },
            SignInOutcome.FailedElsewhere when kind is SignInErrorClass.Unknown => new Cause.Unknown($"error {row.ErrorCode} is in no table") { Person = name, Shown = row },
            SignInOutcome.FailedElsewhere when IsKnownWhoHits(facts) => new Cause.AnotherPolicy(null) { Person = name, Shown = row },
            SignInOutcome.FailedElsewhere => new Cause.Unknown("a policy turned them away, and the policies could not be read") { Person = name, Shown = row },
            SignInOutcome.MaybeFailed => new Cause.Unknown("a policy turned them away, and the log does not show whose") { Person = name, Shown = row },
            _ => new Cause.Unknown("the log does not say how their last sign-in ended") { Person = name, Shown = row },
        };
    }

    private static bool IsKnownWhoHits(PersonFacts facts) =>
        facts is { Groups: Answer<IReadOnlyList<string>>.Given, Policies: Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given };
}
