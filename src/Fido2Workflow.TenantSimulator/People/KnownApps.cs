namespace Fido2Workflow.TenantSimulator.People;

/// <summary>Microsoft's own applications by id, and the two sets of them that policies name with one word. From Microsoft's list of first-party applications.</summary>
internal static class KnownApps
{
    private static readonly App[] Office365Apps =
    [
        new("00000002-0000-0ff1-ce00-000000000000", "Office 365 Exchange Online"),
        new("00000003-0000-0ff1-ce00-000000000000", "Office 365 SharePoint Online"),
        new("cc15fd57-2c6c-4117-a88c-83b1d56b4bbe", "Microsoft Teams Services"),
        new("00000004-0000-0ff1-ce00-000000000000", "Skype for Business Online"),
        new("00000005-0000-0ff1-ce00-000000000000", "Office 365 Yammer"),
        new("4765445b-32c6-49b0-83e6-1d93765276ca", "OfficeHome"),
        new("c9a559d2-7aab-4f13-a6ed-e7e9c52aec87", "Microsoft Forms"),
        new("09abbdfd-ed23-44ee-a2d9-a627aa1c90f3", "ProjectWorkManagement"),
        new("22098786-6e16-43cc-a27d-191a01a1e3b5", "Microsoft To-Do client"),
        new("2634dd23-5e5a-431c-81ca-11710d9079f4", "Microsoft Stream Service"),
        new("94c63fef-13a3-47bc-8074-75af8c65887a", "Office Delve"),
        new("905fcf26-4eb7-48a0-9ff0-8dcc7194b5ba", "Sway"),
    ];

    private static readonly App[] AdminPortals =
    [
        new("c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "Azure Portal"),
        new("00000006-0000-0ff1-ce00-000000000000", "Microsoft Office 365 Portal"),
        new("497effe9-df71-4043-a8bb-14cf78c4b63b", "Exchange Admin Center"),
        new("80ccca67-54bd-44ab-8625-4b79c4dc7775", "Microsoft 365 Security and Compliance Center"),
    ];

    /// <summary>Where an administrator goes.</summary>
    public static App AdminPortal => AdminPortals[0];

    /// <summary>Where people register their methods.</summary>
    public static App SecurityInfo { get; } = new("19db86c3-b2b9-44cc-b339-36da233a3be2", "My Signins");

    public static IEnumerable<App> All => [.. Office365Apps, .. AdminPortals, SecurityInfo, new("797f4846-ba00-4fd7-ba43-dac1f8f63013", "Windows Azure Service Management API")];

    public static IReadOnlySet<string> Office365 { get; } = Ids(Office365Apps);

    public static IReadOnlySet<string> MicrosoftAdminPortals { get; } = Ids(AdminPortals);

    private static HashSet<string> Ids(App[] apps) => apps.Select(app => app.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
