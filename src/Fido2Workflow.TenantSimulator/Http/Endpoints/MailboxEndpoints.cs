using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>What mailboxes are for.</summary>
internal static class MailboxEndpoints
{
    public static IEnumerable<Route> Routes =>
    [
        new Route.Read("GET", "/users/{id}/mailboxSettings", Permissions.ReadMailboxes, Settings),
        new Route.Read("GET", "/users/{id}/mailboxSettings/userPurpose", Permissions.ReadMailboxes, Purpose),
    ];

    private static Answer Settings(ReadContext context)
    {
        var (userId, purpose) = Find(context);
        return Answer.Ok(new JsonObject
        {
            ["@odata.context"] = context.Request.Context($"users('{userId}')/mailboxSettings"),
            ["timeZone"] = "UTC",
            ["language"] = new JsonObject { ["locale"] = "en-GB", ["displayName"] = "English (United Kingdom)" },
            ["dateFormat"] = "dd/MM/yyyy",
            ["timeFormat"] = "HH:mm",
            ["userPurpose"] = purpose,
        });
    }

    private static Answer Purpose(ReadContext context)
    {
        var (userId, purpose) = Find(context);
        return Answer.Ok(new JsonObject
        {
            ["@odata.context"] = context.Request.Context($"users('{userId}')/mailboxSettings/userPurpose"),
            ["value"] = purpose,
        });
    }

    private static (string UserId, string Purpose) Find(ReadContext context)
    {
        var userId = UserEndpoints.Find(context.View, context["id"]).Text("id")!;
        return context.View.Mailboxes.TryGetValue(userId, out var purpose)
            ? (userId, purpose)
            : throw new GraphException(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
    }
}
