using System.Collections.Frozen;

namespace Fido2Workflow.Core.Prediction;

/// <summary>
/// The applications that policies name with one word, by application id. (Microsoft Learn: "Apps included in Conditional
/// Access Office 365 app suite", "Microsoft Admin Portals"; ids from "Verify first-party Microsoft applications in sign-in reports".)
/// </summary>
internal static class Applications
{
    /// <summary>Office365.</summary>
    public static FrozenSet<string> Office365 { get; } = Set(
        "00000002-0000-0ff1-ce00-000000000000", // Office 365 Exchange Online
        "00000003-0000-0ff1-ce00-000000000000", // Office 365 SharePoint Online
        "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe", // Microsoft Teams Services
        "1fec8e78-bce4-4aaf-ab1b-5451cc387264", // Microsoft Teams
        "5e3ce6c0-2b1f-4285-8d4b-75ee78787346", // Microsoft Teams Web Client
        "00000004-0000-0ff1-ce00-000000000000", // Skype for Business Online
        "00000005-0000-0ff1-ce00-000000000000", // Viva Engage
        "4765445b-32c6-49b0-83e6-1d93765276ca", // OfficeHome
        "4345a7b9-9a63-4910-a426-35363201d503", // Office 365 Search Service
        "d3590ed6-52b3-4102-aeff-aad2292ab01c", // Microsoft Office
        "ab9b8c07-8f02-4f72-87fa-80105867a763", // OneDrive SyncEngine
        "2d4d3d8e-2be3-4bef-9f87-7875a61c29de", // OneNote
        "c9a559d2-7aab-4f13-a6ed-e7e9c52aec87", // Microsoft Forms
        "09abbdfd-ed23-44ee-a2d9-a627aa1c90f3", // ProjectWorkManagement (Planner)
        "22098786-6e16-43cc-a27d-191a01a1e3b5", // Microsoft To-Do
        "2634dd23-5e5a-431c-81ca-11710d9079f4", // Microsoft Stream Service
        "94c63fef-13a3-47bc-8074-75af8c65887a", // Office Delve
        "905fcf26-4eb7-48a0-9ff0-8dcc7194b5ba", // Sway
        "00000006-0000-0ff1-ce00-000000000000", // Microsoft Office 365 Portal
        "66a88757-258c-4c72-893c-3e8bed4d6899"); // O365 Suite UX

    /// <summary>MicrosoftAdminPortals.</summary>
    public static FrozenSet<string> MicrosoftAdminPortals { get; } = Set(
        "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", // Azure Portal
        "00000006-0000-0ff1-ce00-000000000000", // Microsoft Office 365 Portal
        "497effe9-df71-4043-a8bb-14cf78c4b63b", // Exchange Admin Center
        "80ccca67-54bd-44ab-8625-4b79c4dc7775"); // Microsoft 365 Security and Compliance Center

    private static FrozenSet<string> Set(params string[] ids) => ids.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
