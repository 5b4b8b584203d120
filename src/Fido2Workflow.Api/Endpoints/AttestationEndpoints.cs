using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Attestations;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>What only a person can vouch for.</summary>
internal static class AttestationEndpoints
{
    public static RouteGroupBuilder MapAttestations(this RouteGroupBuilder api)
    {
        api.MapDecision("/rollouts/{rollout}/attestations", May.Operate, (Asked asked, string rollout, Word body, Intake intake) =>
                intake.TakeAsync(asked, rollout, said => DecideAsync(said, body)))
            .WithTags("Words").WithName("Attest").WithSummary("Records what only a person can vouch for, with who, when and until when.");
        return api;
    }

    private static Task<Found<Decision>> DecideAsync(Said said, Word word) => word switch
    {
        Word.CredentialsInSafe(var account, var until) => AttestAsync(said, word, AttestationItem.CredentialsInSafe, account, until),
        Word.SignInAlert(var account, var until) => AttestAsync(said, word, AttestationItem.SignInAlert, account, until),
        Word.IncidentLookedInto(var account, var until) => AttestAsync(said, word, AttestationItem.IncidentLookedInto, account, until),
        Word.NoServiceAccounts(var until) => AttestAsync(said, word, AttestationItem.NoServiceAccounts, null, until),
        Word.Support(var wave, var until) => Task.FromResult(Until(said, until, said.Plan.Attestations.SupportCountsFor).Is(out var ends, out var problem)
            ? (Found<Decision>)new AttestedSupport { Id = said.Id, Rollout = said.Plan.Rollout, Wave = wave, By = said.By, At = said.At, Reason = word.Reason, Until = ends }
            : problem),
        Word.UnseenAccepted(var wave, var name) => AboutAsync(said, name, person =>
            new AcceptedUnseen { Id = said.Id, Rollout = said.Plan.Rollout, Wave = wave, By = said.By, At = said.At, Reason = word.Reason, Person = person }),
        Word.SecondKeyWaived(var wave, var name) => AboutAsync(said, name, person =>
            new WaivedSecondKey { Id = said.Id, Rollout = said.Plan.Rollout, Wave = wave, By = said.By, At = said.At, Reason = word.Reason, Person = person }),
        Word.ServiceAccountOwned owned => ServiceAccountWords.OwnAsync(said, owned),
        Word.ServiceAccountsReviewed => ServiceAccountWords.ReviewAsync(said, word.Reason),
        Word.HumanVouched vouched => ServiceAccountWords.VouchAsync(said, vouched),
        _ => Task.FromResult<Found<Decision>>(RequestProblems.BadRequest("The word names no item, so nobody can say what is vouched for.")),
    };

    private static async Task<Found<Decision>> AttestAsync(Said said, Word word, AttestationItem item, string? name, DateTimeOffset? until)
    {
        string? account = null;
        if (name is not null)
        {
            if (!(await said.Accounts.FindBreakGlassAsync(name)).Is(out var found, out var unknown)) return unknown;
            account = found.Id;
        }
        return Until(said, until, said.Plan.Attestations.CountsFor).Is(out var ends, out var problem)
            ? new Attested
            {
                Id = said.Id, Rollout = said.Plan.Rollout, Wave = Decision.Prerequisites, By = said.By, At = said.At, Reason = word.Reason,
                Item = item, Account = account, Until = ends,
            }
            : problem;
    }

    private static async Task<Found<Decision>> AboutAsync(Said said, string name, Func<string, Decision> decide) =>
        (await said.Accounts.FindAsync(name)).Is(out var person, out var problem) ? decide(person.Id) : problem;

    private static Found<DateTimeOffset> Until(Said said, DateTimeOffset? until, TimeSpan countsFor)
    {
        var latest = said.At + countsFor;
        return WordRules.CheckUntil(until ?? latest, latest, said.At) is { } refusal ? Problem.Of(refusal) : (until ?? latest).ToUniversalTime();
    }
}
