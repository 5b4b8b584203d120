using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Core.Admissions;
using Fido2Workflow.Core.Causes;
using Fido2Workflow.Core.Releases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>One person: let in, let out for a while, and why they do not get in.</summary>
internal static class PeopleEndpoints
{
    public static RouteGroupBuilder MapPeople(this RouteGroupBuilder api)
    {
        var wave = api.MapGroup("/rollouts/{rollout}/waves/{wave:int}").WithTags("People");
        wave.MapDecision("/admit", May.Operate, (Asked asked, string rollout, int wave, AdmissionAsked body, PersonCounter people) =>
                people.DecideAsync(asked, rollout, wave, body.Person, (desk, plan, person, id, by) => desk.AdmitAsync(plan, person, new AdmissionOrder(id, by, wave, body.Reason))))
            .WithName("AdmitPerson").WithSummary("Lets a newcomer with a proven key into an enforced wave.");
        wave.MapDecision("/release", May.Operate, (Asked asked, string rollout, int wave, ReleaseAsked body, PersonCounter people) =>
                people.DecideAsync(asked, rollout, wave, body.Person, (desk, plan, person, id, by) => desk.ReleaseAsync(plan, person,
                    new ReleaseOrder(id, by, wave, body.Reason, body.IdentityCheck, SpanOf(body.Hours)))))
            .WithName("ReleasePerson").WithSummary("Takes one person out of the reach of an enforced wave, for at most a day. It ends by itself.");
        wave.MapDecision("/release/end", May.Operate, (Asked asked, string rollout, int wave, ReleaseEndAsked body, PersonCounter people) =>
                people.DecideAsync(asked, rollout, wave, body.Person, (desk, plan, person, id, by) => desk.EndReleaseAsync(plan, person, new ReleaseEndOrder(id, by, wave, body.Reason))))
            .WithName("EndRelease").WithSummary("Ends a person's release early.");
        api.MapGet("/rollouts/{rollout}/people/{id}", (Caller caller, string rollout, string id, PersonCounter people) => people.WhyAsync(caller, rollout, id))
            .WithTags("People").WithName("WhyPerson").WithSummary("Why one person does not get in, whether that is the rollout's doing, and what helps.")
            .Produces<WhyReport>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return api;
    }

    // Whatever the rules refuse, they shall see: a span has its limits, and a number has none.
    private static TimeSpan? SpanOf(double? hours) => hours is { } asked ? TimeSpan.FromHours(double.Clamp(asked, -1, 1_000)) : null;
}
