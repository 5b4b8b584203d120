using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Attestations;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Passes;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>Hands out passes over HTTP. A code goes into the one answer of whoever asked; it is kept nowhere, so it cannot be told again.</summary>
internal sealed class PassCounter(Rollouts rollouts, IDecisionStore decisions, Tenants tenants, RolloutClock clock) : IDisposable
{
    private static readonly Problem AlreadyIssued = new(StatusCodes.Status409Conflict, "pass-already-issued",
        "A pass was issued under this key before, and its code is kept nowhere.", "Where the code was lost, ask for another under a new key: it takes the place of this one.");

    private static readonly Problem ReadOnly = new(StatusCodes.Status403Forbidden, "read-only",
        "This host was not given leave to write to the tenant, and no pass was issued.", "Start it with --allow-writes.");

    // Two who send the same at once: the second sees that a pass was issued to the first.
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public async Task<IResult> ServeAsync(Asked asked, string rollout, PassAsked body)
    {
        if (!(await rollouts.FindPlanAsync(asked.Caller, rollout)).Is(out var plan, out var problem)) return problem;
        if (!tenants.Find(plan.Tenant).Is(out var tenant, out problem)) return problem;
        if (tenant.PassIssuer is not { } issuer) return ReadOnly;
        await _oneAtATime.WaitAsync();
        try
        {
            return await ServeAsync(asked, plan, body, tenant.Reader, issuer);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<IResult> ServeAsync(Asked asked, Plan plan, PassAsked body, ITenantReader reader, IPassIssuer issuer)
    {
        var id = asked.IdIn(plan.Rollout);
        if ((await decisions.ReadAsync(plan.Rollout)).Any(stored => stored.Decision is PassIssued && stored.Decision.Id == PassDesk.RecordIdOf(id))) return AlreadyIssued;
        if (body.Wave < Decision.Prerequisites || body.Wave > plan.Waves.Count) return Problem.Of(Refusals.UnknownWave(plan, body.Wave));
        if (body.IdentityCheck is not null && WordRules.CheckReason(body.IdentityCheck) is { } missing) return Problem.Of(missing);

        var accounts = new Accounts(plan, reader);
        if (!(await accounts.FindDeciderAsync(asked.Caller.Person)).Is(out var by, out var problem)) return problem;
        if (!(await accounts.FindAsync(body.Person)).Is(out var person, out problem)) return problem;
        var facts = await new PassFactsReader(reader, decisions).ReadAsync(plan, person);
        PassOrder order = person.Id == plan.Passes.TestUser && body.Wave == Decision.Prerequisites
            ? new PassOrder.ForTest { Id = id, By = by.Id, Wave = body.Wave }
            : new PassOrder.ForPerson(body.IdentityCheck) { Id = id, By = by.Id, Wave = body.Wave };
        return await new PassDesk(issuer, decisions, clock).IssueAsync(facts, order) switch
        {
            PassAnswer.Issued issued => new Once(TypedResults.Ok(new PassHandedOut(person.UserPrincipalName, issued.Pass.Pass.Id, issued.Pass.RevealCode(), issued.Until, issued.Replaced?.Id))),
            PassAnswer.Refused refused => Of(refused.Refusals),
            PassAnswer.Failed failed => Problem.Of(failed.Failure),
            _ => throw new InvalidOperationException("closed hierarchy"),
        };
    }

    private static Problem Of(IReadOnlyList<PassRefusal> refusals) =>
        new(StatusCodes.Status409Conflict, refusals[0].Code, refusals[0].Sentence, refusals[0].NextStep) { Mistakes = [.. refusals.Select(refusal => refusal.Sentence)] };

    // Nobody on the way keeps it.
    private sealed record Once(Ok<PassHandedOut> Answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return Answer.ExecuteAsync(httpContext);
        }
    }
}
