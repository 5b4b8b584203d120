using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>The questions to the approvers, and the answers of those who are signed in.</summary>
internal static class ApprovalEndpoints
{
    private const string Pending = "pending";

    public static RouteGroupBuilder MapApprovals(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/approvals").WithTags("Approvals");
        routes.MapGet("", ReadAsync).WithName("ReadApprovals").WithSummary("The questions that stand open, over all rollouts of the tenant.")
            .Produces<IReadOnlyList<PendingApproval>>().ProducesProblem(StatusCodes.Status400BadRequest);
        routes.MapDecision("/{approval}/decision", May.Approve, AnswerAsync)
            .WithName("AnswerApproval").WithSummary("A signed-in approver says yes or no to exactly that evidence.");
        return api;
    }

    /// <summary>The question of that id in a plan that the caller may see, whether it still stands or not.</summary>
    public static async Task<Found<(Plan Plan, ApprovalId Id)>> FindAsync(Caller caller, string approval, Rollouts rollouts) =>
        ApprovalId.Parse(approval) is { } id && (await rollouts.FindPlanAsync(caller, id.Rollout)).Is(out var plan, out _)
            ? (plan, id)
            : new Problem(StatusCodes.Status404NotFound, "unknown-approval", $"There is no question to approvers \"{approval}\".", "Read the pending ones: GET /api/approvals.");

    /// <summary>An answer as a decision.</summary>
    public static Found<Decision> Decide(Said said, ApprovalId id, ApprovalAnswer answer) =>
        !id.IsAbout(answer.EvidenceDigest) ? Problem.Of(Refusals.StaleDigest)
        : answer.Answer is YesOrNo.Yes
            ? new Approved { Id = said.Id, Rollout = id.Rollout, Wave = id.Wave, By = said.By, At = said.At, Reason = answer.Reason, EvidenceDigest = answer.EvidenceDigest }
            : new Rejected { Id = said.Id, Rollout = id.Rollout, Wave = id.Wave, By = said.By, At = said.At, Reason = answer.Reason, EvidenceDigest = answer.EvidenceDigest };

    private static async Task<IResult> ReadAsync(Caller caller, Rollouts rollouts, string state = Pending) => state == Pending
        ? TypedResults.Ok((await rollouts.ReadAllAsync(caller)).SelectMany(PendingApproval.Of).ToList())
        : RequestProblems.BadRequest($"\"{state}\" is no state of an approval; those that can be read are {Pending}.");

    private static async Task<IResult> AnswerAsync(Asked asked, string approval, ApprovalAnswer body, Rollouts rollouts, Intake intake) =>
        (await FindAsync(asked.Caller, approval, rollouts)).Is(out var question, out var problem)
            ? await intake.TakeAsync(asked, question.Id.Rollout, said => Task.FromResult(Decide(said, question.Id, body)))
            : problem;
}
