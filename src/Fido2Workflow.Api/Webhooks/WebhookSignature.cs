using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fido2Workflow.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Webhooks;

/// <summary>
/// The signature of a webhook: HMAC-SHA256 over its timestamp, a full stop and its body as it was sent, byte for byte.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header that names the integration.</summary>
    public const string IntegrationHeader = "Fido2-Integration";

    /// <summary>The header with the time of sending, in whole seconds since 1970-01-01 UTC.</summary>
    public const string TimestampHeader = "Fido2-Timestamp";

    /// <summary>The header with the signature: <c>sha256=</c> and 64 hexadecimal digits.</summary>
    public const string SignatureHeader = "Fido2-Signature";

    /// <summary>How far a timestamp may be from the wire's clock, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Prefix = "sha256=";

    /// <summary>The signature header of a webhook.</summary>
    public static string Sign(WebhookSecret secret, string timestamp, ReadOnlySpan<byte> body) => Prefix + Convert.ToHexStringLower(Compute(secret, timestamp, body));

    /// <summary>Why a webhook is not believed; null where it is.</summary>
    /// <param name="integration">The integration that it names; null where there is none of that name.</param>
    /// <param name="now">The wire's clock, UTC.</param>
    public static Problem? Check(Integration? integration, IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        string[] expected = [IntegrationHeader, TimestampHeader, SignatureHeader];
        if (expected.Any(header => headers[header] is not [{ Length: > 0 }])) return WebhookProblems.Unsigned;
        var timestamp = headers[TimestampHeader].ToString();
        if (integration is null || !IsSigned(integration.Secrets, timestamp, headers[SignatureHeader].ToString(), body)) return WebhookProblems.WrongSignature;
        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Tolerance.TotalSeconds
                ? null
                : WebhookProblems.Late;
    }

    // Every secret that counts is tried, and each compared to its end: how long that takes tells nothing.
    private static bool IsSigned(IReadOnlyList<WebhookSecret> secrets, string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        var isSigned = false;
        foreach (var secret in secrets)
            isSigned |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(secret, timestamp, body)), Encoding.UTF8.GetBytes(signature));
        return isSigned;
    }

    private static byte[] Compute(WebhookSecret secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key);
        mac.AppendData(Encoding.UTF8.GetBytes($"{timestamp}."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
