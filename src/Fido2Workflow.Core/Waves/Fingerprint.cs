using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>
/// Tells whether a wave's policy or membership was touched: the policy's content and the time the tenant last changed
/// it, and the ids in the enforcement group. A change restarts the report-only log.
/// </summary>
public static class Fingerprint
{
    /// <summary>The fingerprint of a policy over these members.</summary>
    public static string Of(ConditionalAccessPolicy policy, IEnumerable<string> members)
    {
        var modified = policy.Body.TryGetProperty("modifiedDateTime", out var at) && at.ValueKind is JsonValueKind.String ? at.GetString() : "never";
        var text = $"{PolicyContent.Digest(policy.Body)}\n{policy.State}\n{modified}\n{string.Join('\n', members.Order(StringComparer.Ordinal))}";
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
