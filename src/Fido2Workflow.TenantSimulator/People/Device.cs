using System.Globalization;

namespace Fido2Workflow.TenantSimulator.People;

/// <summary>What somebody signs in on, always.</summary>
/// <param name="OperatingSystem">With its version, as the sign-in log names it.</param>
/// <param name="IsManaged">Compliant and hybrid joined; one that is not is not registered either.</param>
internal sealed record Device(string OperatingSystem, bool IsManaged)
{
    /// <summary>In the words of policies.</summary>
    public string Platform => OperatingSystem.Split(' ')[0].ToUpperInvariant() switch
    {
        "WINDOWS" => "windows",
        "MACOS" => "macOS",
        "IOS" => "iOS",
        "ANDROID" => "android",
        "LINUX" => "linux",
        var other => other,
    };

    public bool IsPhone => Platform is "iOS" or "android";

    /// <summary>Whether the system is new enough to ask for a key. (Microsoft Learn: "Support for FIDO2 authentication with Microsoft Entra ID".)</summary>
    public bool AsksForKeys(ClientApp client)
    {
        var isApp = client is ClientApp.MobileAppsAndDesktopClients;
        var needed = Platform switch
        {
            "windows" => 10,
            "macOS" => 11,
            "iOS" => isApp ? 17 : 15,
            "android" => isApp ? 14 : 9,
            _ => 0,
        };
        var version = OperatingSystem.Split(' ', '.').ElementAtOrDefault(1);
        return !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major >= needed;
    }
}
