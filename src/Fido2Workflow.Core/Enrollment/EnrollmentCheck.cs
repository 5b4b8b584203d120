using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Enrollment;

/// <summary>Reads who has a compliant key: the policy, the strength, the targets' members, and each user's keys.</summary>
/// <param name="reader">Whom to ask.</param>
/// <param name="onRead">Called with the number of users read so far, since a large tenant takes minutes.</param>
public sealed class EnrollmentCheck(ITenantReader reader, Action<int>? onRead = null)
{
    private const int ReadAtOnce = 100;

    /// <summary>The enrollment of these users. A failure of what all share fails them all; one user's failure is that user's error.</summary>
    /// <param name="stillFresh">What was read a moment ago: whose keys cannot be read now is judged by it. Null where nothing was.</param>
    public Task<Answer<IReadOnlyDictionary<string, UserEnrollment>>> RunAsync(
        IReadOnlyCollection<string> userIds, string authenticationStrength, IReadOnlyDictionary<string, KeysRead>? stillFresh = null) =>
        RunAsync(userIds, authenticationStrength, stillFresh, (compliance, key, memberOf) => compliance.Judge(key, memberOf));

    /// <summary>The same once the FIDO2 policy is on and targets them all: whose model of key will work.</summary>
    public Task<Answer<IReadOnlyDictionary<string, UserEnrollment>>> RunOnceTargetedAsync(IReadOnlyCollection<string> userIds, string authenticationStrength) =>
        RunAsync(userIds, authenticationStrength, null, (compliance, key, memberOf) => compliance.JudgeOnceTargeted(key, memberOf));

    private async Task<Answer<IReadOnlyDictionary<string, UserEnrollment>>> RunAsync(
        IReadOnlyCollection<string> userIds, string authenticationStrength, IReadOnlyDictionary<string, KeysRead>? stillFresh,
        Func<KeyCompliance, Fido2Key, IReadOnlySet<string>, KeyVerdict> judge)
    {
        var policy = await reader.ReadFido2PolicyAsync();
        if (policy is not Answer<Fido2Policy>.Given { Value: var fido2 } given) return Failed(policy);
        var strength = await reader.ReadAuthenticationStrengthAsync(authenticationStrength);
        if (strength is not Answer<AuthenticationStrength>.Given { Value: var required }) return Failed(strength);

        var groups = await ReadEach.OfAsync(fido2.Groups, reader.ReadTransitiveUsersAsync);
        if (groups.FirstFailure() is { } failure) return new Answer<IReadOnlyDictionary<string, UserEnrollment>>.Failed(failure);
        var members = groups.Given().ToDictionary(group => group.Key, group => group.Value.ToHashSet());

        var compliance = new KeyCompliance(fido2, required);
        var enrollments = new Dictionary<string, UserEnrollment>();
        foreach (var some in userIds.Chunk(ReadAtOnce))
        {
            foreach (var (id, keys) in await reader.ReadFido2KeysAsync(some))
            {
                var memberOf = members.Where(group => group.Value.Contains(id)).Select(group => group.Key).ToHashSet();
                enrollments[id] = UserEnrollment.Of(id, FreshestOf(keys, stillFresh?.GetValueOrDefault(id)), key => judge(compliance, key, memberOf));
            }
            onRead?.Invoke(enrollments.Count);
        }
        return new Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given(enrollments, given.At, "users/{id}/authentication/fido2Methods");
    }

    private static Answer<IReadOnlyList<Fido2Key>> FreshestOf(Answer<IReadOnlyList<Fido2Key>> now, KeysRead? before) =>
        now is Answer<IReadOnlyList<Fido2Key>>.Failed && before is not null
            ? new Answer<IReadOnlyList<Fido2Key>>.Given(before.Keys, before.At, "the evidence before")
            : now;

    private static Answer<IReadOnlyDictionary<string, UserEnrollment>> Failed<T>(Answer<T> answer) =>
        new Answer<IReadOnlyDictionary<string, UserEnrollment>>.Failed(((Answer<T>.Failed)answer).Failure);
}
