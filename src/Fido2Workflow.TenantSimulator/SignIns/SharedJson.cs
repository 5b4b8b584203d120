using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Fido2Workflow.TenantSimulator.ConditionalAccess;
using Fido2Workflow.TenantSimulator.People;

namespace Fido2Workflow.TenantSimulator.SignIns;

/// <summary>
/// The parts of a row that many rows share, as UTF-8. Each is written once for the object it describes, which never
/// changes, and goes when that object goes.
/// </summary>
internal static class SharedJson
{
    private static readonly ConditionalWeakTable<Decision, byte[]> PoliciesInEveryWord = [];
    private static readonly ConditionalWeakTable<Decision, byte[]> PoliciesInOldWords = [];
    private static readonly ConditionalWeakTable<Account, byte[]> Devices = [];

    /// <summary>Where everybody is.</summary>
    public static byte[] Location { get; } =
        JsonSerializer.SerializeToUtf8Bytes(new { city = "London", state = "England", countryOrRegion = Attempt.Country, geoCoordinates = new { } });

    /// <summary>That this is a trusted named location.</summary>
    public static ReadOnlySpan<byte> Network => """[{"networkType":"trustedNamedLocation","networkNames":[]}]"""u8;

    /// <summary>The results of all policies.</summary>
    public static ReadOnlySpan<byte> Policies(Decision? decision, bool includeUnknownMembers) =>
        decision is null ? "[]"u8
        : includeUnknownMembers ? PoliciesInEveryWord.GetValue(decision, each => WritePolicies(each, true))
        : PoliciesInOldWords.GetValue(decision, each => WritePolicies(each, false));

    /// <summary>The device that an account always uses.</summary>
    public static ReadOnlySpan<byte> Device(Account account) => Devices.GetValue(account, WriteDevice);

    private static byte[] WritePolicies(Decision decision, bool includeUnknownMembers)
    {
        var written = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(written);
        json.WriteStartArray();
        foreach (var (policy, result) in decision.Policies.Zip(decision.Results))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, policy.Id);
            json.WriteString("displayName"u8, policy.DisplayName);
            json.WriteStartArray("enforcedGrantControls"u8);
            foreach (var name in policy.ControlNames) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteStartArray("enforcedSessionControls"u8);
            json.WriteEndArray();
            json.WriteString("result"u8, SignInWords.Result(result, includeUnknownMembers));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Flush();
        return written.WrittenSpan.ToArray();
    }

    private static byte[] WriteDevice(Account account)
    {
        var isService = account.Behaviour.Kind == AccountKind.Service;
        var device = account.Behaviour.Device;
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            deviceId = device.IsManaged ? StableHash.Seeded(0).And(account.UserId).And("device").ToGuid().ToString() : "",
            displayName = isService ? $"SRV-{account.Number:000}" : $"PC-{account.Number:000}",
            operatingSystem = device.OperatingSystem,
            browser = account.Behaviour.Client == ClientApp.Browser && !isService ? "Edge 143.0.0" : "",
            isCompliant = device.IsManaged,
            isManaged = device.IsManaged,
            trustType = device.IsManaged ? "Hybrid Azure AD joined" : "",
        });
    }
}
