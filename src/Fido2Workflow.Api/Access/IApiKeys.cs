namespace Fido2Workflow.Api.Access;

/// <summary>The local API keys that count now. It is asked with each request, so a key that is taken away opens nothing any more.</summary>
public interface IApiKeys
{
    /// <summary>The key of that id; null where there is none.</summary>
    Task<ApiKey?> FindAsync(string id);
}
