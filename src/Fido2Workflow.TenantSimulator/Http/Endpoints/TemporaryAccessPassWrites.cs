using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>Issuing a temporary access pass. Its code leaves in this one answer and is kept nowhere.</summary>
internal static class TemporaryAccessPassWrites
{
    public static IEnumerable<Route> Routes => [new Route.Write("POST", "/users/{id}/authentication/temporaryAccessPassMethods", Permissions.WritePasses, Issue)];

    /// <summary>The pass as readers see it now: without a code, with whether it works.</summary>
    public static JsonObject Shown(JsonObject pass, string userId, CredentialPolicy policy, DateTimeOffset at)
    {
        var (isUsable, reason) = policy.Usability(userId, pass, at);
        return pass.MergedWith(new() { ["temporaryAccessPass"] = null, ["isUsable"] = isUsable, ["methodUsabilityReason"] = reason });
    }

    private static AcceptedChange Issue(WriteContext context)
    {
        var userId = UserEndpoints.Find(context.State, context["id"]).Text("id")!;
        var settings = context.State.MethodConfigurations.GetValueOrDefault("TemporaryAccessPass");
        if (settings.Text("state") != "enabled") throw GraphException.BadRequest("Temporary Access Pass is disabled by the authentication methods policy.");

        var asked = context.Request.Body;
        var lifetime = asked.Number("lifetimeInMinutes") ?? settings.Number("defaultLifetimeInMinutes") ?? 60;
        var (least, most) = (settings.Number("minimumLifetimeInMinutes") ?? 60, settings.Number("maximumLifetimeInMinutes") ?? 480);
        if (lifetime < least || lifetime > most)
            throw GraphException.BadRequest($"lifetimeInMinutes is {lifetime}; the authentication methods policy allows {least} to {most}.");
        var onceByPolicy = settings.Flag("isUsableOnce") is true;
        if (onceByPolicy && asked.Flag("isUsableOnce") is false)
            throw GraphException.BadRequest("isUsableOnce is false; the authentication methods policy allows one-time passes only.");

        var pass = new JsonObject
        {
            ["@odata.type"] = MethodTypes.TemporaryAccessPass,
            ["id"] = context.NewId("temporaryAccessPass").ToString(),
            ["createdDateTime"] = context.Now.ToGraphInstant(),
            ["startDateTime"] = (asked.Instant("startDateTime") ?? context.Now).ToGraphInstant(),
            ["lifetimeInMinutes"] = lifetime,
            ["isUsableOnce"] = asked.Flag("isUsableOnce") ?? onceByPolicy,
        };
        // One pass a user: a new one takes the place of the old, used or not.
        var others = context.State.MethodsOf(userId).RemoveAll(method => method.Is(MethodTypes.TemporaryAccessPass));
        var next = context.State.WithMethods(userId, others.Add(pass));
        var answer = Shown(pass, userId, new(next), context.Now);
        answer["temporaryAccessPass"] = Code(context, settings.Number("defaultLength") ?? 8);
        return new(next, new Touched.MethodsOf(userId), Answer.Created(answer), PassHandedTo: userId);
    }

    private static string Code(WriteContext context, int length)
    {
        const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789+$*";
        var draw = StableHash.Seeded(context.Seed).And(context.Number).And("code");
        return string.Concat(Enumerable.Range(0, length).Select(index => Alphabet[draw.And(index).Below(Alphabet.Length)]));
    }
}
