using System.Globalization;

namespace Fido2Workflow.Core.Prediction;

/// <summary>Operating systems as the sign-in log names them, and which of them can ask for a key.</summary>
public static class Platforms
{
    // Microsoft Learn: "Support for FIDO2 authentication with Microsoft Entra ID". What is older than this asks for no key,
    // in a browser or in an app. Apps on Android ask through a broker from version 14 on, and on iOS from 17 on.
    private static readonly (string Platform, int Browser, int App)[] Oldest =
        [("windows", 10, 10), ("macOS", 11, 11), ("iOS", 15, 17), ("android", 9, 14)];

    /// <summary>The platform in a policy's words; null where nothing is said, empty where policies know none of that name.</summary>
    public static string? Of(string? operatingSystem) =>
        string.IsNullOrWhiteSpace(operatingSystem) ? null
        : operatingSystem.Starts("Windows Phone") ? "windowsPhone"
        : operatingSystem.Starts("Windows") ? "windows"
        : operatingSystem.Starts("iOS") || operatingSystem.Starts("iPadOS") ? "iOS"
        : operatingSystem.Starts("Android") ? "android"
        : operatingSystem.Starts("Mac") ? "macOS"
        : operatingSystem.Starts("Linux") ? "linux"
        : "";

    /// <summary>Why that system can ask for no key in that client, as the end of a sentence; null where it can, or nobody says which version it is.</summary>
    public static string? TooOld(string? operatingSystem, ClientApp client)
    {
        var known = Oldest.FirstOrDefault(each => each.Platform == Of(operatingSystem));
        if (known.Platform is null || Version(operatingSystem!) is not { } version) return null;
        var needed = client is ClientApp.Browser ? known.Browser : known.App;
        return version < needed ? $"{operatingSystem} asks for no key in {(client is ClientApp.Browser ? "a browser" : "an app")}; from version {needed} on it does" : null;

        bool IsNumber(char letter) => char.IsAsciiDigit(letter);
        int? Version(string name)
        {
            // Windows 8.1 and 7 are older than 10; "Windows Server 2012 R2" counts in years and is not judged.
            var digits = new string([.. name.SkipWhile(letter => !IsNumber(letter)).TakeWhile(IsNumber)]);
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major < 1000 ? major : null;
        }
    }

    private static bool Starts(this string name, string with) => name.StartsWith(with, StringComparison.OrdinalIgnoreCase);
}
