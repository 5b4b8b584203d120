namespace Fido2Workflow.Core.SignIns;

/// <summary>What an error code of the sign-in log means to a rollout.</summary>
public enum SignInErrorClass
{
    /// <summary>No error, or a step on the way of a good sign-in.</summary>
    NotAnError,

    /// <summary>The person was asked for something. Never a failure, whatever the policy's result beside it: what follows tells.</summary>
    Interrupt,

    /// <summary>No method that would do is registered: after a promotion, a lockout.</summary>
    NoMethod,

    /// <summary>A conditional access policy blocked the sign-in.</summary>
    BlockedByPolicy,

    /// <summary>A FIDO2 key was refused.</summary>
    Fido2,

    /// <summary>A Temporary Access Pass was refused, or may not be used here: shown, never counted.</summary>
    PassRefused,

    /// <summary>Failed before any policy was evaluated, or for reasons of its own: shown, never counted.</summary>
    BeforePolicy,

    /// <summary>A code that is not in the table.</summary>
    Unknown,
}

/// <summary>One row of the table of codes.</summary>
/// <param name="Meaning">What it is to a rollout, in words.</param>
/// <param name="Source">Where it is published.</param>
public sealed record SignInErrorRow(SignInErrorClass Class, IReadOnlyList<int> Codes, string Meaning, string Source);

/// <summary>The codes, in one table. They change: what is not listed is unknown.</summary>
public static class SignInErrors
{
    private const string Aadsts = "Microsoft Learn: Microsoft Entra authentication and authorization error codes (AADSTS), November 2026";
    private const string TroubleshootPolicies = "Microsoft Learn: Troubleshooting sign-in problems with Conditional Access, November 2026";

    /// <summary>The table.</summary>
    public static IReadOnlyList<SignInErrorRow> Table { get; } =
    [
        new(SignInErrorClass.NotAnError,
            [0, 50097, 50140, 16000, 51005, 70016, 81012, 501314, 50058, 50089, 50133, 50173, 700082, 90025],
            "a success, or a step on the way of one", Aadsts),
        new(SignInErrorClass.Interrupt,
            [50074, 50076, 50078, 50125, 50158, 70043, 70044],
            "the person was asked for something", TroubleshootPolicies),
        new(SignInErrorClass.NoMethod, [50072, 50079], "no method that would do is registered", TroubleshootPolicies),
        new(SignInErrorClass.BlockedByPolicy, [53000, 53001, 53002, 53003, 53004, 53010], "blocked by a conditional access policy", TroubleshootPolicies),
        new(SignInErrorClass.Fido2,
            [135000, 135002, 135003, 135010, 135011, 135016, 135018, 135019, 135020, 1350001, 500344],
            "a FIDO2 key was refused", Aadsts),
        new(SignInErrorClass.PassRefused, [130500, 130501, 130502, 130503, 130504, 130505, 130507], "a Temporary Access Pass was refused", Aadsts),
        new(SignInErrorClass.BeforePolicy,
            [50126, 50053, 50055, 50057, 75011, 500121],
            "failed before any policy was evaluated, or was never finished", Aadsts),
    ];

    private static readonly Dictionary<int, SignInErrorClass> Classes =
        Table.SelectMany(row => row.Codes, (row, code) => (row.Class, code)).ToDictionary(row => row.code, row => row.Class);

    /// <summary>The class of a code; null stands for a row that does not say.</summary>
    public static SignInErrorClass Classify(int? code) =>
        code is { } known ? Classes.GetValueOrDefault(known, SignInErrorClass.Unknown) : SignInErrorClass.Unknown;
}
