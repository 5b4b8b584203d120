namespace Fido2Workflow.Core.SignIns;

/// <summary>What an error code of the sign-in log means to a rollout.</summary>
public enum SignInErrorClass
{
    /// <summary>No error, or a step on the way of a good sign-in.</summary>
    NotAnError,

    /// <summary>The person was asked for something; harmless where they then succeed.</summary>
    Interrupt,

    /// <summary>No method that would do is registered: after a promotion, a lockout.</summary>
    NoMethod,

    /// <summary>A conditional access policy blocked the sign-in.</summary>
    BlockedByPolicy,

    /// <summary>A FIDO2 key was refused.</summary>
    Fido2,

    /// <summary>Failed before any policy was evaluated, or for reasons of its own: shown, never counted.</summary>
    BeforePolicy,

    /// <summary>A code that is not in the table.</summary>
    Unknown,
}

/// <summary>
/// The codes, in one table. Source: Microsoft Entra authentication and authorization error codes (AADSTS), as collected
/// in November 2026. Codes change: what is not listed is unknown.
/// </summary>
public static class SignInErrors
{
    private static readonly Dictionary<int, SignInErrorClass> Classes = new (SignInErrorClass Class, int[] Codes)[]
    {
        (SignInErrorClass.NotAnError, [0, 50097, 50140, 16000, 51005, 70016, 81012, 501314, 50058, 50089, 50133, 50173, 700082]),
        (SignInErrorClass.Interrupt, [50074, 50076, 50078, 50125, 50158, 70043, 70044]),
        (SignInErrorClass.NoMethod, [50072, 50079]),
        (SignInErrorClass.BlockedByPolicy, [53000, 53001, 53002, 53003, 53004, 53010]),
        (SignInErrorClass.Fido2, [135000, 135002, 135003, 135010, 135011, 135016, 135018, 135019, 135020, 1350001, 500344]),
        (SignInErrorClass.BeforePolicy, [50126, 50053, 50055, 50057, 75011, 500121, 130500, 130501, 130502, 130503, 130504, 130505, 130507]),
    }.SelectMany(row => row.Codes, (row, code) => (row.Class, code)).ToDictionary(row => row.code, row => row.Class);

    /// <summary>The class of a code; null stands for a row that does not say.</summary>
    public static SignInErrorClass Classify(int? code) =>
        code is { } known ? Classes.GetValueOrDefault(known, SignInErrorClass.Unknown) : SignInErrorClass.Unknown;
}
