namespace Fido2Workflow.Core.Decisions;

/// <summary>
/// Keeps what is too large or too personal for a workflow's history: plans, rosters, evidence. A document is named by
/// the digest of its content, so that it can be neither changed nor told twice.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Stores a document durably and answers its digest, <c>sha256:</c> and 64 hexadecimal digits.</summary>
    Task<string> SaveAsync(string content);

    /// <summary>The document of that digest.</summary>
    /// <exception cref="KeyNotFoundException">There is none: the state folder is not the one that the workflow wrote.</exception>
    Task<string> ReadAsync(string digest);
}
