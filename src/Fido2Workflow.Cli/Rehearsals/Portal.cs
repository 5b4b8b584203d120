using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>
/// What a rehearsal's people do in the admin portals: edits under an identity of their own, which the product never has.
/// Each looks first, so that doing it again changes nothing; the portal answers at once and without faults, since a
/// person would just click again.
/// </summary>
public sealed class Portal : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Opens the portal.</summary>
    /// <param name="tenant">A handler straight into the tenant.</param>
    /// <param name="identity">The token of a person who may edit.</param>
    public Portal(HttpMessageHandler tenant, string identity)
    {
        _http = new HttpClient(tenant) { BaseAddress = new Uri("http://localhost/v1.0/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", identity);
    }

    /// <summary>The members of a group, by object id, who have no method and no usable pass.</summary>
    public async Task<IReadOnlyList<string>> WithoutMethodAsync(string groupNickname)
    {
        var group = (await ListAsync($"groups?$filter=mailNickname eq '{groupNickname}'")).Single()!;
        var without = new List<string>();
        foreach (var member in (await ListAsync($"groups/{group["id"]}/members?$top=999")).Select(member => (string)member!["id"]!))
            if ((await ListAsync($"users/{member}/authentication/methods")).All(OpensNothing)) without.Add(member);
        return without;
    }

    /// <summary>The direct members of a group, by object id.</summary>
    public async Task<IReadOnlyList<string>> MembersOfAsync(string groupId) => [.. (await MembersAsync(groupId)).Order(StringComparer.Ordinal)];

    /// <summary>Adds accounts to a group.</summary>
    public async Task AddToGroupAsync(string groupId, IReadOnlyCollection<string> ids)
    {
        var members = await MembersAsync(groupId);
        foreach (var id in ids.Where(id => !members.Contains(id)))
            await SendAsync(HttpMethod.Post, $"groups/{groupId}/members/$ref", new JsonObject { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/directoryObjects/{id}" });
    }

    /// <summary>Takes accounts out of a group.</summary>
    public async Task RemoveFromGroupAsync(string groupId, IReadOnlyCollection<string> ids)
    {
        var members = await MembersAsync(groupId);
        foreach (var id in ids.Where(members.Contains))
            await SendAsync(HttpMethod.Delete, $"groups/{groupId}/members/{id}/$ref", null);
    }

    /// <summary>Excludes a group from policies, keeping every exclusion that is there.</summary>
    public async Task ExcludeGroupAsync(string groupId, IReadOnlyCollection<string> policyIds)
    {
        foreach (var id in policyIds)
        {
            var policy = JsonNode.Parse(await _http.GetStringAsync($"identity/conditionalAccess/policies/{id}"))!;
            var conditions = policy["conditions"]!.DeepClone();
            var users = conditions["users"]!.AsObject();
            var excluded = users["excludeGroups"] as JsonArray ?? [];
            if (excluded.Any(group => (string?)group == groupId)) continue;
            users["excludeGroups"] = new JsonArray([.. excluded.Select(group => group!.DeepClone()), groupId]);
            await SendAsync(HttpMethod.Patch, $"identity/conditionalAccess/policies/{id}", new JsonObject { ["conditions"] = conditions });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // Also a pass that has been used or has run out: a new one takes its place. One that works is not issued again.
    private static bool OpensNothing(JsonNode? method) => (string?)method!["@odata.type"] switch
    {
        "#microsoft.graph.passwordAuthenticationMethod" or "#microsoft.graph.emailAuthenticationMethod" => true,
        "#microsoft.graph.temporaryAccessPassAuthenticationMethod" => (bool?)method["isUsable"] is not true,
        _ => false,
    };

    private async Task<HashSet<string>> MembersAsync(string groupId) =>
        [.. (await ListAsync($"groups/{groupId}/members?$top=999")).Select(member => (string)member!["id"]!)];

    private async Task<JsonArray> ListAsync(string path) =>
        JsonNode.Parse(await _http.GetStringAsync(path))!["value"]!.AsArray();

    private async Task SendAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        if (response.StatusCode is >= HttpStatusCode.BadRequest)
            throw new InvalidOperationException($"The portal refused {method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }
}
