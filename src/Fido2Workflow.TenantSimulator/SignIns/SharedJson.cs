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

    /// <summary>The results of all policies.</summary>
    public static ReadOnlySpan<byte> Policies(Decision? decision, bool includeUnknownMembers) =>
        decision is null ? "[]"u8
        : includeUnknownMembers ? PoliciesInEveryWord.GetValue(decision, each => WritePolicies(each, true))
        : PoliciesInOldWords.GetValue(decision, each => WritePolicies(each, false));

    /// <summary>The device that an account always uses.</summary>
    public static ReadOnlySpan<byte> Device(Account account) => Devices.GetValue(account, WriteDevice);

    private static byte[] WritePolicies(Decision decision, bool includeUnknownMembers) =>
        JsonSerializer.SerializeToUtf8Bytes(decision.Policies.Zip(decision.Results, (policy, result) => new
        {
            id = policy.Id,
            displayName = policy.DisplayName,
            enforcedGrantControls = policy.ControlNames,
            enforcedSessionControls = Array.Empty<string>(),
            result = SignInWords.Result(result, includeUnknownMembers),
        }));

    private static byte[] WriteDevice(Account account)
    {
        var isService = account.Behaviour.Kind == AccountKind.Service;
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            deviceId = StableHash.Seeded(0).And(account.UserId).And("device").ToGuid(),
            displayName = isService ? $"SRV-{account.Number:000}" : $"PC-{account.Number:000}",
            operatingSystem = "Windows 11",
            browser = account.Behaviour.Client == ClientApp.Browser && !isService ? "Edge 143.0.0" : "",
            isCompliant = true,
            isManaged = true,
            trustType = "Hybrid Azure AD joined",
        });
    }
}
