namespace Fido2Workflow.Api.Access;

/// <summary>
/// What somebody may do. Microsoft Entra's app roles and local API keys name them alike, in lower case. Every role reads.
/// </summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Reader,

    /// <summary>Does everything that is no approval.</summary>
    Operator,

    /// <summary>Approves and rejects, and may pause and roll back.</summary>
    Approver,
}
