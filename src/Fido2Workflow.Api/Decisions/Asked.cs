using Fido2Workflow.Api.Access;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Decisions;

/// <summary>Who asks for something to be decided, and under which key.</summary>
/// <param name="Key">The idempotency key.</param>
public sealed record Asked(Caller Caller, string Key)
{
    /// <summary>Whoever sent that request.</summary>
    public static async ValueTask<Asked> BindAsync(HttpContext context) => new(await Caller.BindAsync(context), IdempotencyKey.Of(context.Request));

    /// <summary>The id that a decision of theirs under this key has in a rollout.</summary>
    public string IdIn(string rollout) => $"{rollout}/{Caller.Person}/{Key}";
}
