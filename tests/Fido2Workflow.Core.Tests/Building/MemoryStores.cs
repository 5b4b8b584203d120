using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fido2Workflow.Core.Tests;

/// <summary>A decision store without a disk.</summary>
internal sealed class MemoryDecisions : IDecisionStore
{
    private readonly List<StoredDecision> _stored = [];

    /// <summary>Runs before each read: a test lets somebody decide just then.</summary>
    public Action? BeforeRead { get; set; }

    public IReadOnlyList<Decision> All => [.. _stored.Select(stored => stored.Decision)];

    /// <summary>Stores a decision under an id of its own.</summary>
    public void Add(Decision decision) => _stored.Add(new(_stored.Count + 1, decision with { Id = $"{decision.Id}#{_stored.Count + 1}" }));

    public Task<bool> AddAsync(Decision decision)
    {
        if (_stored.Exists(stored => stored.Decision.Id == decision.Id)) return Task.FromResult(false);
        _stored.Add(new(_stored.Count + 1, decision));
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<string>> ReadRolloutsAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. _stored.Select(stored => stored.Decision.Rollout).Distinct()]);

    public Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout)
    {
        BeforeRead?.Invoke();
        return Task.FromResult<IReadOnlyList<StoredDecision>>([.. _stored.Where(stored => stored.Decision.Rollout == rollout)]);
    }
}

/// <summary>A document store without a disk.</summary>
internal sealed class MemoryDocuments : IDocumentStore
{
    private readonly Dictionary<string, string> _documents = [];

    public string Save(Plan plan) => Save(JsonSerializer.Serialize(plan, WorkflowJson.Options));

    public Task<string> SaveAsync(string content) => Task.FromResult(Save(content));

    public Task<string> ReadAsync(string digest) => Task.FromResult(_documents[digest]);

    private string Save(string content)
    {
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        _documents[digest] = content;
        return digest;
    }
}
