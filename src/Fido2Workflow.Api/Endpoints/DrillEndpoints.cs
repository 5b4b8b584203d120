using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Attestations;
using Fido2Workflow.Core.Decisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>Sign-ins with break-glass accounts.</summary>
internal static class DrillEndpoints
{
    public static RouteGroupBuilder MapDrills(this RouteGroupBuilder api)
    {
        api.MapDecision("/rollouts/{rollout}/drills", May.Operate, (Asked asked, string rollout, Drill body, Intake intake) =>
                intake.TakeAsync(asked, rollout, said => DecideAsync(said, body)))
            .WithTags("Words").WithName("RecordDrill").WithSummary("Records that a break-glass account was signed in with. Whether it counts, the sign-in log decides.");
        return api;
    }

    private static async Task<Found<Decision>> DecideAsync(Said said, Drill drill)
    {
        if (!(await said.Accounts.FindBreakGlassAsync(drill.Account)).Is(out var account, out var problem)) return problem;
        var latest = drill.SignedInAt + said.Plan.Attestations.DrillCountsFor;
        if ((WordRules.CheckDrill(said.Plan, drill.SignedInAt, said.At) ?? WordRules.CheckUntil(drill.Until ?? latest, latest, said.At)) is { } refusal) return Problem.Of(refusal);
        return new AttestedDrill
        {
            Id = said.Id, Rollout = said.Plan.Rollout, Wave = drill.Wave, By = said.By, At = said.At, Reason = drill.Reason, Account = account.Id,
            SignedInAt = drill.SignedInAt.ToUniversalTime(), BothPortalsReached = drill.BothPortalsReached, AlertReceived = drill.AlertReceived,
            Until = (drill.Until ?? latest).ToUniversalTime(),
        };
    }
}
