using System.Security.Cryptography;
using System.Text;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Local.Storage;

/// <summary>Documents in <c>decisions.db</c>, each under the digest of its content.</summary>
internal sealed class SqliteDocumentStore(Database database) : IDocumentStore
{
    public Task<string> SaveAsync(string content)
    {
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        database.Write(write => write.Execute(
            "INSERT OR IGNORE INTO documents (digest, content) VALUES ($digest, $content)",
            ("$digest", digest), ("$content", content)) == 1);
        return Task.FromResult(digest);
    }

    public Task<string> ReadAsync(string digest) =>
        database.Read("SELECT content FROM documents WHERE digest = $digest", row => row.GetString(0), ("$digest", digest)) is [var content]
            ? Task.FromResult(content)
            : throw new KeyNotFoundException($"There is no document {digest} in this state folder: it is not the one that the workflow wrote.");
}
