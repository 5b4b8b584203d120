namespace Fido2Workflow.Cli;

/// <summary>How every verb ends.</summary>
public static class ExitCodes
{
    /// <summary>Yes, ready, done.</summary>
    public const int Yes = 0;

    /// <summary>A gate says no.</summary>
    public const int No = 1;

    /// <summary>Wrong use or bad input.</summary>
    public const int BadInput = 2;

    /// <summary>Nobody could find out.</summary>
    public const int Unknown = 3;

    /// <summary>Refused.</summary>
    public const int Refused = 4;
}
