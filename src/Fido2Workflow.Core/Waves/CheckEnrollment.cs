using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Passes;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>
/// Polls enrollment: only those still missing and newcomers, and asks the gates of the scope, so that whoever should not
/// be there is named on the first day. It narrows; every gate reads everybody again before anything is decided. It holds a
/// reader and cannot write to the tenant.
/// </summary>
public sealed class CheckEnrollment(ITenantReader tenant, IDecisionStore decisions, IDocumentStore documents)
{
    private const int NamedAtMost = 10;

    /// <summary>The activity.</summary>
    public async Task<Step<EnrollmentProgress>> RunAsync(ActivityContext context, EnrollmentAsked asked)
    {
        var plan = await asked.Key.ReadPlanAsync(documents);
        var reader = new ReadOnce(tenant);
        var members = await reader.ReadTransitiveUsersAsync(asked.Objects.EnforcementGroup);
        if (members is not Answer<IReadOnlyList<string>>.Given { Value: var scope }) return new Step<EnrollmentProgress>.Held(Hold.Of(members, context.Now));
        var last = asked.MissingDocument is { } document
            ? await EnrollmentPoll.ReadAsync(documents, document)
            : new EnrollmentPoll([], []);
        var toAsk = scope.Where(id => last.Missing.Contains(id) || !last.InScope.Contains(id)).ToList();

        var check = await new EnrollmentCheck(reader).RunAsync(toAsk, plan.AuthenticationStrength, new Dictionary<string, KeysRead>());
        if (check is not Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var enrollment }) return new Step<EnrollmentProgress>.Held(Hold.Of(check, context.Now));
        var missing = toAsk.Where(id => enrollment[id].Status is not EnrollmentStatus.Registered).Order(StringComparer.Ordinal).ToList();
        var facts = await new WaveFactsReader(reader, decisions, documents).ReadScopeAndSuspicionsAsync(plan, asked.Key, asked.Objects, context.Now);
        var needPass = await new PassNeed(reader).ReadAsync(missing, facts.Decisions, context.Now);
        var saved = await documents.SaveAsync(JsonSerializer.Serialize(new EnrollmentPoll([.. scope.Order(StringComparer.Ordinal)], missing), WorkflowJson.Options));
        return new Step<EnrollmentProgress>.Taken(new(
            scope.Count, scope.Count - missing.Count, enrollment.Values.Count(user => user.Status is EnrollmentStatus.Error),
            needPass.Count, saved, [.. missing.Take(NamedAtMost)],
            [.. AllGates.OfTheScope.Select(gate => gate.Judge(facts, context.Now)).Where(gate => gate.Verdict is not Verdict.Yes).Select(Hold.Of)])
        {
            RemindAt = Reminders.Next(plan, asked.Since, context.Now),
        });
    }
}
