using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>
/// Pages of accounts and of members, kept for as long as the accounts and groups that they follow from are the same: a rollout
/// asks for them thousands of times, and they change a few times a week. Called by one request at a time.
/// </summary>
internal static class KeptPages
{
    private static readonly ConditionalWeakTable<ImmutableSortedDictionary<string, JsonObject>, ConditionalWeakTable<GroupSet, Dictionary<string, Answer>>> Kept = [];

    /// <summary>The page as it was made for the same request to the same state, or made now.</summary>
    public static Answer Page(ReadContext context, Func<Answer> make)
    {
        var pages = Kept.GetOrCreateValue(context.View.Users).GetOrCreateValue(context.View.Groups);
        var request = string.Join('\n', context.Request.Query.Select(option => $"{option.Key}={option.Value}").Prepend(context.Request.Path).Prepend(context.Request.BaseAddress));
        return pages.TryGetValue(request, out var kept) ? kept : pages[request] = make();
    }
}
