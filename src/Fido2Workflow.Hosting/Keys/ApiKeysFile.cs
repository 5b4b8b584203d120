using Fido2Workflow.Api.Access;

namespace Fido2Workflow.Hosting.Keys;

/// <summary>A local API key with what people call it.</summary>
/// <param name="Name">What it is for, such as the machine it is used on.</param>
/// <param name="PersonName">The user principal name under which the person was named; null where it was the object id.</param>
public sealed record NamedKey(string Name, string? PersonName, ApiKey Key);

/// <summary>The local API keys of a state folder, <c>api-keys.json</c>: who may, and hashes; no key.</summary>
public sealed class ApiKeysFile(string state) : IApiKeys
{
    private readonly OwnersFile<NamedKey> _file = new(Path.Combine(state, "api-keys.json"));

    /// <inheritdoc/>
    public async Task<ApiKey?> FindAsync(string id) => (await ReadAsync()).FirstOrDefault(named => named.Key.Id == id)?.Key;

    /// <summary>All of them, in the order they were made.</summary>
    public Task<IReadOnlyList<NamedKey>> ReadAsync() => _file.ReadAsync();

    /// <summary>Adds a key.</summary>
    public Task AddAsync(NamedKey key) => _file.ChangeAsync(keys => [.. keys, key]);

    /// <summary>Takes the key of that id away; false where there is none.</summary>
    public async Task<bool> RemoveAsync(string id)
    {
        var isThere = false;
        await _file.ChangeAsync(keys =>
        {
            isThere = keys.Any(named => named.Key.Id == id);
            return [.. keys.Where(named => named.Key.Id != id)];
        });
        return isThere;
    }
}
