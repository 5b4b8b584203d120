using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Api.Views;
using Fido2Workflow.Core.Attestations;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>What people decide about a wave.</summary>
internal static class WaveEndpoints
{
    public static RouteGroupBuilder MapWaves(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/rollouts/{rollout}/waves/{wave:int}").WithTags("Waves");
        routes.MapGet("", ReadAsync).WithName("ReadWave").WithSummary("How a wave stands: who is waited for, since when, until when.")
            .Produces<WaveView>().ProducesProblem(StatusCodes.Status404NotFound);

        routes.MapDecision("/start", May.Operate, (Asked asked, string rollout, int wave, Reasoned? body, Intake intake) => intake.TakeAsync(asked, rollout, said =>
                new WaveStarted { Id = said.Id, Rollout = rollout, Wave = wave, By = said.By, At = said.At, Reason = body?.Reason }))
            .WithName("StartWave").WithSummary("Lets the wave open, once the one before is done.");
        routes.MapDecision("/resume", May.Operate, (Asked asked, string rollout, int wave, Reasoned? body, Intake intake) => intake.TakeAsync(asked, rollout, said =>
                new Resumed { Id = said.Id, Rollout = rollout, Wave = wave, By = said.By, At = said.At, Reason = body?.Reason }))
            .WithName("ResumeWave").WithSummary("Ends a pause, or the hold after a rollback. Approvals are asked for anew.");
        routes.MapDecision("/defer", May.Operate, (Asked asked, string rollout, int wave, Deferral body, Intake intake) =>
                intake.TakeAsync(asked, rollout, said => DeferAsync(said, wave, body)))
            .WithName("DeferPerson").WithSummary("Takes one person out of the wave, for a later one.");

        // The red handle: whoever pulls it may be one of many, again and again, while the tenant does not answer.
        routes.MapDecision("/pause", May.Halt, (Asked asked, string rollout, int wave, Reasoned? body, Intake intake) => intake.HaltAsync(asked, rollout, (id, at) =>
                new Paused { Id = id, Rollout = rollout, Wave = wave, By = asked.Caller.Person, At = at, Reason = body?.Reason }))
            .DisableRateLimiting().WithName("PauseWave").WithSummary("Nothing is changed until the wave is resumed.");
        routes.MapDecision("/abort", May.Operate, (Asked asked, string rollout, int wave, Reasoned? body, Intake intake) => intake.HaltAsync(asked, rollout, (id, at) =>
                new Aborted { Id = id, Rollout = rollout, Wave = wave, By = asked.Caller.Person, At = at, Reason = body?.Reason }))
            .DisableRateLimiting().WithName("AbortWave").WithSummary("Ends the wave and with it the rollout, its policy back in report-only.");
        routes.MapDecision("/rollback", May.Halt, (Asked asked, string rollout, int wave, Reasoned? body, Intake intake) => intake.HaltAsync(asked, rollout, (id, at) =>
                new RolledBack { Id = id, Rollout = rollout, Wave = wave, By = asked.Caller.Person, At = at, Reason = body?.Reason }))
            .DisableRateLimiting().WithName("RollBackWave").WithSummary("The wave's policy goes back to report-only. Always taken.");
        return api;
    }

    private static async Task<IResult> ReadAsync(Caller caller, string rollout, int wave, Rollouts rollouts) =>
        !(await rollouts.FindAsync(caller, rollout)).Is(out var standing, out var problem) ? problem
        : standing.Wave(wave) is { } found ? TypedResults.Ok(WaveView.Of(found))
        : Problem.Of(Refusals.UnknownWave(standing.Plan, wave));

    private static async Task<Found<Decision>> DeferAsync(Said said, int wave, Deferral body)
    {
        if (!(await said.Accounts.FindAsync(body.Person)).Is(out var person, out var problem)) return problem;
        var latest = said.At + said.Plan.Enrollment.DeferFor;
        if ((WordRules.CheckReason(body.Reason) ?? WordRules.CheckUntil(body.Until ?? latest, latest, said.At)) is { } refusal) return Problem.Of(refusal);
        return new Deferred
        {
            Id = said.Id, Rollout = said.Plan.Rollout, Wave = wave, By = said.By, At = said.At, Reason = body.Reason, Person = person.Id,
            Until = (body.Until ?? latest).ToUniversalTime(),
        };
    }
}
