using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Webhooks;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>The API keys of a test: one for each person and role that asks for it.</summary>
internal sealed class Keys : IApiKeys
{
    private readonly Dictionary<string, ApiKey> _kept = [];

    public Task<ApiKey?> FindAsync(string id) => Task.FromResult(_kept.GetValueOrDefault(id));

    /// <summary>A key as it is shown to its person.</summary>
    public string Make(string person, Role role, string tenant = SixPeople.Tenant)
    {
        var (key, text) = ApiKey.Make(person, tenant, [role], DateTimeOffset.UnixEpoch);
        _kept[key.Id] = key;
        return text;
    }

    /// <summary>Takes a key away.</summary>
    public void Remove(string text) => Assert.True(_kept.Remove(ApiKey.Parse(text)!.Value.Id));
}

/// <summary>The integrations of a test, by name.</summary>
internal sealed class Integrations : Dictionary<string, Integration>, IWebhookSecrets
{
    public Task<Integration?> FindAsync(string name) => Task.FromResult(this.GetValueOrDefault(name));
}
