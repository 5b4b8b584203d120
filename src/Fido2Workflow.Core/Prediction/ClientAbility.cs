namespace Fido2Workflow.Core.Prediction;

/// <summary>What a client can ask a person for.</summary>
/// <param name="CanAsk">Whether it shows a sign-in page at all; null where nobody knows which client it is.</param>
/// <param name="CanAskForKey">Whether it can ask for a key; null where that depends.</param>
/// <param name="Why">Why it cannot, or on what it depends, as the end of a sentence; null where it can.</param>
public sealed record ClientAbility(bool? CanAsk, bool? CanAskForKey, string? Why)
{
    // Microsoft Learn: "Conditional Access: Conditions", client apps; "Integrate your existing NPS infrastructure"; "Sign in to
    // a Windows virtual machine in Azure by using Microsoft Entra ID".
    private const string NetworkPolicyServer = "981f26a1-7f43-403b-a875-f8b09b8cd720";
    private const string WindowsVirtualMachine = "372140e0-b3b7-4226-8ef9-d57986796201";

    private static readonly ClientAbility Full = new(true, true, null);

    /// <summary>What the client of a sign-in can do.</summary>
    public static ClientAbility Of(Circumstances circumstances) => circumstances switch
    {
        { Client: ClientApp.ExchangeActiveSync } => new(false, false, "Exchange ActiveSync sends a password and can be asked for nothing more"),
        { Client: ClientApp.Other } => new(false, false, "a legacy client sends a password and can be asked for nothing more"),
        { Flow: SignInFlow.PasswordGrant } => new(false, false, "the app sends name and password itself (ROPC) and can be asked for nothing more"),
        { Client: ClientApp.Unknown } => new(null, null, "nobody knows what kind of client it is"),
        { AppId: NetworkPolicyServer } => new(true, false, "RADIUS by way of the NPS extension knows no key"),
        { AppId: WindowsVirtualMachine } or { ResourceId: WindowsVirtualMachine } => new(true, false, "Remote Desktop asks for no key"),
        { Flow: SignInFlow.DeviceCode } => new(true, null, "a device code is typed in elsewhere, and whether a key works there depends on the browser used then"),
        _ when Platforms.TooOld(circumstances.OperatingSystem, circumstances.Client) is { } tooOld => new(true, false, tooOld),
        _ => Full,
    };

    /// <summary>What somebody can present to it.</summary>
    internal (Methods Sure, Methods Perhaps) Of(Means means, Circumstances circumstances)
    {
        if (CanAsk is false) return (means.Sure & Methods.Password, Methods.None);
        if (CanAsk is null) return (means.Sure & Methods.Password, means.Sure | means.Perhaps);
        var elsewhere = circumstances.Platform is not (null or "windows") ? Methods.WindowsHello : Methods.None;
        if (circumstances.Platform is not (null or "macOS")) elsewhere |= Methods.MacPlatformCredential;
        var (sure, perhaps) = (means.Sure & ~elsewhere, means.Perhaps & ~elsewhere);
        return CanAskForKey switch
        {
            true => (sure, perhaps),
            false => (sure & ~Methods.Fido2, perhaps & ~Methods.Fido2),
            null => (sure & ~Methods.Fido2, perhaps | (sure & Methods.Fido2)),
        };
    }
}
