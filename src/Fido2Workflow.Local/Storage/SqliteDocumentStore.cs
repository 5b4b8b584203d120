using System.Security.Cryptography;
using System.Text;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Local.Storage;

/// <summary>Documents in <c>decisions.db</c>, each under the digest of its content.</summary>
internal sealed class SqliteDocumentStore(Database database) : IDocumentStore
{
    public Task<string> SaveAsync(string content)
    {
        var digest = DigestOf(content);
        database.Write(write => write.Execute(
            "INSERT OR IGNORE INTO documents (digest, content) VALUES ($digest, $content)",
            ("$digest", digest), ("$content", content)) == 1);
        return Task.FromResult(digest);
    }

    /// <inheritdoc/>
    /// <exception cref="StateFolderException">It does not say what was written.</exception>
    public Task<string> ReadAsync(string digest)
    {
        if (database.Read("SELECT content FROM documents WHERE digest = $digest", row => row.GetString(0), ("$digest", digest)) is not [var content])
            throw new KeyNotFoundException($"There is no document {digest} in this state folder: it is not the one that the workflow wrote.");
        if (DigestOf(content) != digest) throw StateFolderException.IsDamaged($"The document {digest} in decisions.db does not say what was written.");
        return Task.FromResult(content);
    }

    private static string DigestOf(string content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
