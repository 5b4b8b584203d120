using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>Temporary Access Passes.</summary>
internal static class PassEndpoints
{
    public static RouteGroupBuilder MapPasses(this RouteGroupBuilder api)
    {
        api.MapDecision("/rollouts/{rollout}/taps", May.Operate, (Asked asked, string rollout, PassAsked body, PassCounter passes) => passes.ServeAsync(asked, rollout, body))
            .WithTags("Passes").WithName("IssuePass").WithSummary("Issues a one-time pass after an identity check. Its code is in this one answer and nowhere else.")
            .Produces<PassHandedOut>();
        api.MapDecision("/rollouts/{rollout}/taps/test", May.Operate, (Asked asked, string rollout, PassTester tester) => tester.LookAsync(asked, rollout))
            .WithTags("Passes").WithName("ConfirmPassTest").WithSummary("Looks whether the test user has used the pass that was issued to them last, for wave 0, and records it.")
            .Produces<PassTestSeen>();
        return api;
    }
}
