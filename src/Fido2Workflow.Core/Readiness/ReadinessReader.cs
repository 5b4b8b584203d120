using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.ServiceAccounts;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Readiness;

/// <summary>A tenant's readiness as far as it could be read.</summary>
/// <param name="Report">The buckets, or why they could not be told.</param>
/// <param name="Suspicions">Accounts that look like service accounts or may, ranked; or why nobody could be looked into.</param>
/// <param name="Excluded">Object ids of the service accounts that are excluded; or why they could not be read.</param>
public sealed record TenantReadiness(
    Answer<IReadOnlyList<User>> Users, Answer<ReadinessReport> Report, Answer<IReadOnlyList<Suspicion>> Suspicions, Answer<IReadOnlyList<string>> Excluded,
    IReadOnlyList<StoredDecision> Decisions);

/// <summary>Reads how ready a tenant is. It holds a reader and cannot write.</summary>
/// <param name="onRead">Called with each day of the sign-in log that has been read, since weeks of it take minutes.</param>
public sealed class ReadinessReader(ITenantReader reader, IDecisionStore decisions, Action<DateTimeOffset>? onRead = null)
{
    /// <summary>Reads it.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<TenantReadiness> ReadAsync(Plan plan, DateTimeOffset now)
    {
        var decided = await decisions.ReadAsync(plan.Rollout);
        var directory = await reader.ReadUsersAsync();
        var excluded = await reader.ReadTransitiveUsersAsync(plan.Exclusions.ServiceAccountGroup);
        var suspicions = (directory, excluded) switch
        {
            (Answer<IReadOnlyList<User>>.Given { Value: var users }, Answer<IReadOnlyList<string>>.Given { Value: var services }) =>
                await new SuspicionReader(reader).ReadAllAsync(plan, Suspects.ToAskAbout(plan, users, services, decided), now, onRead),
            (Answer<IReadOnlyList<User>>.Failed(var failure), _) => new Answer<IReadOnlyList<Suspicion>>.Failed(failure),
            _ => excluded.Select(IReadOnlyList<Suspicion> (_) => []),
        };
        return new(directory, await ReadReportAsync(plan, directory, suspicions, decided), suspicions, excluded, decided);
    }

    private async Task<Answer<ReadinessReport>> ReadReportAsync(
        Plan plan, Answer<IReadOnlyList<User>> directory, Answer<IReadOnlyList<Suspicion>> suspicions, IReadOnlyList<StoredDecision> decided)
    {
        if (directory is not Answer<IReadOnlyList<User>>.Given { Value: var users }) return Failed(directory);
        var registrations = await reader.ReadRegistrationDetailsAsync();
        if (registrations is not Answer<IReadOnlyList<RegistrationDetails>>.Given { Value: var rows } given) return Failed(registrations);
        var switches = await MethodSwitchesReader.ReadAsync(reader);
        if (switches is not Answer<MethodSwitches>.Given { Value: var methods }) return Failed(switches);
        var holders = rows.Where(row => row.MethodsRegistered.Any(method => MethodNames.Of(method).Path is MethodPath.Fido2)).Select(row => row.UserId).ToHashSet();
        var held = await new EnrollmentCheck(reader).RunOnceTargetedAsync(holders, plan.AuthenticationStrength);
        if (held is not Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var keys }) return Failed(held);
        var roles = await reader.ReadRoleAssignmentsAsync();
        if (roles is not Answer<IReadOnlyList<RoleAssignment>>.Given { Value: var assigned }) return Failed(roles);
        var groupUsers = await ReadEach.OfAsync(Placement.GroupsToRead(plan), reader.ReadTransitiveUsersAsync);
        if (groupUsers.FirstFailure() is { } failure) return new Answer<ReadinessReport>.Failed(failure);
        var suspects = suspicions is Answer<IReadOnlyList<Suspicion>>.Given { Value: var found }
            ? found.Where(each => each.IsSuspect(plan.ServiceAccounts.Threshold)).Select(each => each.UserId).ToHashSet()
            : [];
        return new Answer<ReadinessReport>.Given(
            Assessment.Of(new(plan, users, rows, methods, keys, groupUsers.Given(), decided, Suspects.Synchronising(assigned), suspects)), given.At, given.From);
    }

    private static Answer<ReadinessReport> Failed<T>(Answer<T> answer) => new Answer<ReadinessReport>.Failed(((Answer<T>.Failed)answer).Failure);
}
