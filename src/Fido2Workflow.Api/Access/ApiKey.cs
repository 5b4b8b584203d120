using System.Security.Cryptography;
using System.Text;

namespace Fido2Workflow.Api.Access;

/// <summary>
/// A local API key as it is kept. It belongs to a person, for whom it speaks. Of its secret only a hash is kept: SHA-256,
/// once, since the secret is 256 random bits. A slow hash protects what people make up and others guess, which this is not,
/// and would let anybody who sends wrong keys burn this machine's time.
/// </summary>
/// <param name="Id">Names the key: no secret.</param>
/// <param name="SecretHash">In lower-case hexadecimal digits.</param>
/// <param name="Person">The object id of the person.</param>
/// <param name="Tenant">The id of the tenant that the person is of.</param>
/// <param name="MadeAt">On the wire's clock, UTC.</param>
public sealed record ApiKey(string Id, string SecretHash, string Person, string Tenant, IReadOnlyList<Role> Roles, DateTimeOffset MadeAt)
{
    /// <summary>What the whole text of a key begins with, so that people and secret scanners know it for one.</summary>
    public const string Prefix = "fido2_";

    private const int IdBytes = 5;
    private const int SecretBytes = 32;

    /// <summary>A new key, and its whole text, <c>fido2_ID_SECRET</c>: to be shown to that person once, and kept nowhere.</summary>
    public static (ApiKey Key, string Text) Make(string person, string tenant, IReadOnlyList<Role> roles, DateTimeOffset now)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        return (new(id, Hash(secret), person, tenant, roles, now), $"{Prefix}{id}_{secret}");
    }

    /// <summary>The id and the secret of a key's whole text; null where the text is no key.</summary>
    public static (string Id, string Secret)? Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length..].Split('_') is [{ Length: > 0 } id, { Length: > 0 } secret] ? (id, secret) : null;

    /// <summary>Whether that is the key's secret; takes as long where it is not.</summary>
    public bool IsSecret(string secret) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(SecretHash));

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
