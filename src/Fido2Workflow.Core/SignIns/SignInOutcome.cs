using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.SignIns;

/// <summary>What one sign-in says of a policy of ours that is enforced.</summary>
public enum SignInOutcome
{
    /// <summary>The person is in.</summary>
    Success,

    /// <summary>A step on the way, or a prompt: what follows tells.</summary>
    Interrupted,

    /// <summary>Our policy turned the person away, or their key was refused.</summary>
    Failed,

    /// <summary>A policy turned the person away, and the row does not say whose.</summary>
    MaybeFailed,

    /// <summary>Somebody else's policy turned the person away.</summary>
    FailedElsewhere,

    /// <summary>Never reached a policy: a wrong password, a locked account, a pass that was refused. Anybody can make as many of them as they like.</summary>
    Noise,

    /// <summary>The row does not say how it ended, or leaves out what our policy did.</summary>
    Unreadable,
}

/// <summary>Judges a row by the policy's result and the error code together: neither is enough.</summary>
public static class SignInOutcomes
{
    /// <summary>What a row says of a policy that is enforced.</summary>
    public static SignInOutcome Of(SignIn row) => SignInErrors.Classify(row.ErrorCode) switch
    {
        _ when row.ErrorCode is null => SignInOutcome.Unreadable,
        SignInErrorClass.BeforePolicy or SignInErrorClass.PassRefused => SignInOutcome.Noise,
        SignInErrorClass.Fido2 => SignInOutcome.Failed,
        SignInErrorClass.NoMethod or SignInErrorClass.BlockedByPolicy or SignInErrorClass.Unknown => row.PolicyResult switch
        {
            PolicyResult.Failure => SignInOutcome.Failed,
            PolicyResult.Unknown => SignInOutcome.MaybeFailed,
            _ => SignInOutcome.FailedElsewhere,
        },
        _ when row.PolicyResult is PolicyResult.Unknown => SignInOutcome.Unreadable,
        _ when IsSuccess(row) => SignInOutcome.Success,
        _ => SignInOutcome.Interrupted,
    };

    /// <summary>Whether the person got in, whatever the row leaves out beside that.</summary>
    public static bool IsSuccess(SignIn row) => row.ErrorCode is 0;

    /// <summary>Whether nothing about a policy follows from the row.</summary>
    public static bool IsNoise(SignIn row) => Of(row) is SignInOutcome.Noise;
}
