using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Passes;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>
/// An operator of a rehearsal in session with people who have no other way in: the product's own desk and rules. Each code
/// is told to the person it is for, and is heard by nobody else.
/// </summary>
public sealed class PassSession(Plan plan, ITenantReader reader, IPassIssuer issuer, IDecisionStore decisions, RolloutClock clock)
{
    /// <summary>Gives each of these people a pass, and answers why some were refused.</summary>
    /// <param name="people">Object ids.</param>
    /// <param name="by">The operator's object id.</param>
    /// <param name="id">Unique to this session: what is recorded begins with it.</param>
    public async Task<IReadOnlyList<PassRefusal>> IssueAsync(IReadOnlyList<string> people, string by, int wave, string id)
    {
        await RecordWhatWasLostAsync(by, wave, id);
        var refused = new List<PassRefusal>();
        // One session is one moment: the policy and who holds which role are looked up once for all who sit in it.
        var facts = new PassFactsReader(new ReadOnce(reader), decisions);
        foreach (var personId in people)
        {
            var answer = await IssueAsync(facts, personId, new PassOrder.ForPerson("seen in person, badge compared") { Id = $"{id}/{personId}", By = by, Wave = wave });
            if (answer is PassAnswer.Refused refusal) refused.Add(refusal.Refusals[0]);
        }
        return refused;
    }

    /// <summary>Gives the test user of the plan a pass, unless the last one still works.</summary>
    /// <param name="by">The operator's object id.</param>
    /// <param name="id">Unique to this session: what is recorded begins with it.</param>
    public async Task TestAsync(string by, string id)
    {
        var testUser = plan.Passes.TestUser ?? throw new InvalidOperationException("passes.test-user: the plan names none, and the script tests a pass.");
        var present = Read(await reader.ReadPassesAsync(testUser));
        if (await LastIssuedAsync() is { } last && PassUse.Of(last, present, clock.GetUtcNow()) is PassUse.NotYet) return;
        if (present.FirstOrDefault(pass => pass.IsUsable is true) is { } unrecorded)
        {
            await RecordAsync(unrecorded, testUser, by, Decision.Prerequisites, id);
            return;
        }
        if (await IssueAsync(new PassFactsReader(reader, decisions), testUser, new PassOrder.ForTest { Id = id, By = by, Wave = Decision.Prerequisites }) is PassAnswer.Refused refused)
            throw new InvalidOperationException($"The test user is refused a pass: {refused.Refusals[0].Sentence}");
    }

    // Whose identity was checked in this session, and whose pass is not on record though it is there.
    private async Task RecordWhatWasLostAsync(string by, int wave, string id)
    {
        var decided = (await decisions.ReadAsync(plan.Rollout)).Select(stored => stored.Decision).ToList();
        var recorded = decided.OfType<PassIssued>().Select(issued => issued.Person).ToHashSet();
        foreach (var check in decided.OfType<IdentityChecked>().Where(check => check.Id.StartsWith($"{id}/", StringComparison.Ordinal) && !recorded.Contains(check.Person)))
            if (Read(await reader.ReadPassesAsync(check.Person)) is [var pass, ..])
                await RecordAsync(pass, check.Person, by, wave, $"{id}/{check.Person}");
    }

    // The process died between the pass and its record. The operator still has the pass in hand, and writes down what was lost.
    private async Task RecordAsync(TemporaryAccessPass pass, string person, string by, int wave, string id) => await decisions.AddAsync(new PassIssued
    {
        Id = $"{id}/pass-issued", Rollout = plan.Rollout, Wave = wave, By = by, At = clock.GetUtcNow(), Person = person, Pass = pass.Id,
        Until = (pass.StartsAt ?? pass.Created ?? clock.GetUtcNow()) + (pass.LifetimeInMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : plan.Passes.Lifetime),
    });

    /// <summary>Looks whether the test user has used it, and records that; false where they have not.</summary>
    public async Task<bool> ConfirmAsync(string by, string id) =>
        await LastIssuedAsync() is { } last && Read(await new PassTest(reader, decisions, clock).ConfirmAsync(id, by, last)) is PassUse.Consumed;

    private async Task<PassIssued?> LastIssuedAsync() => PassTest.LastIssued(plan, await decisions.ReadAsync(plan.Rollout));

    private async Task<PassAnswer> IssueAsync(PassFactsReader factsReader, string personId, PassOrder order)
    {
        var person = Read(await reader.ReadUserAsync(personId));
        var facts = await factsReader.ReadAsync(plan, person);
        return await new PassDesk(issuer, decisions, clock).IssueAsync(facts, order) switch
        {
            PassAnswer.Failed failed => throw new InvalidOperationException($"The tenant issued no pass: {failed.Failure.Sentence}"),
            var answer => answer,
        };
    }

    private static T Read<T>(Answer<T> answer) =>
        answer is Answer<T>.Given { Value: var value } ? value : throw new InvalidOperationException(((Answer<T>.Failed)answer).Failure.Sentence);
}
