using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tests;

/// <summary>A clock that a test sets.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>
/// A tenant in memory behind both ports, ready to promote wave 1. A test may let something happen right before or after
/// any request, or let a request fail.
/// </summary>
internal sealed class MemoryTenant(TestClock clock) : ITenantReader, ITenantWriter, IKeyRevoker
{
    private readonly List<(string Request, Action Then)> _before = [];
    private readonly List<(string Request, Action Then)> _after = [];
    private readonly List<(string Request, TenantFailure Failure)> _failing = [];

    public JsonObject Policy { get; set; } = Some.OurBody();

    /// <summary>What reads of the policy still show, where that is not what it is.</summary>
    public JsonObject? Shown { get; set; }

    public Dictionary<string, List<string>> Groups { get; } = new()
    {
        [Some.BreakGlassGroup] = ["bg-1", "bg-2"], [Some.ServiceAccountGroup] = ["svc-backup"], [Some.ReleaseGroup] = [],
        ["group-finance"] = [], [Some.EnforcementGroup] = ["ann", "ben"],
    };

    public List<User> Users { get; } = [Some.Person("ann"), Some.Person("ben"), TenantFactsOf.BreakGlass("bg-1"), TenantFactsOf.BreakGlass("bg-2"), Some.Person("svc-backup"), Some.Person("olga")];

    /// <summary>Policies that are not the rollout's.</summary>
    public List<ConditionalAccessPolicy> OtherPolicies { get; } = [];

    /// <summary>The keys of people who do not hold two that count.</summary>
    public Dictionary<string, List<Fido2Key>> Keys { get; } = [];

    /// <summary>People whose keys cannot be read.</summary>
    public HashSet<string> Unreadable { get; } = [];

    public List<SignIn> SignIns { get; } =
    [
        .. Facts.KeyRows("ann"), .. Facts.KeyRows("ben"),
        Facts.Row("ann", PolicyResult.ReportOnlySuccess), Facts.Row("ben", PolicyResult.ReportOnlySuccess),
        Facts.SignIn("bg-1", Decide.Drill("bg-1").SignedInAt), Facts.SignIn("bg-2", Decide.Drill("bg-2").SignedInAt),
    ];

    /// <summary>The passes of whoever is asked about.</summary>
    public IReadOnlyList<TemporaryAccessPass> Passes { get; set; } = [];

    /// <summary>The registration report.</summary>
    public IReadOnlyList<RegistrationDetails> Registrations { get; set; } = [];

    /// <summary>What the log holds of the rest of the tenant.</summary>
    public Func<DateTimeOffset, DateTimeOffset, IEnumerable<SignIn>> Elsewhere { get; set; } = Facts.Elsewhere;

    /// <summary>Every write that was sent.</summary>
    public List<string> Writes { get; } = [];

    public string? State => Some.Policy(Policy).State;

    /// <summary>Happens once, right before the next such request.</summary>
    public void Before(string request, Action then) => _before.Add((request, then));

    /// <summary>Happens once, right after the next such request.</summary>
    public void After(string request, Action then) => _after.Add((request, then));

    /// <summary>Lets the next such request fail.</summary>
    public void Fail(string request, TenantFailure? failure = null) =>
        _failing.Add((request, failure ?? new TenantFailure.Unavailable("503") { Request = request }));

    public Task<Answer<IReadOnlyList<User>>> ReadUsersAsync() =>
        AnswerAsync<IReadOnlyList<User>>(nameof(ReadUsersAsync), () => [.. Users]);

    public Task<Answer<User>> ReadUserAsync(string idOrUserPrincipalName) =>
        AnswerAsync(nameof(ReadUserAsync), () => Users.First(user => user.Id == idOrUserPrincipalName || user.UserPrincipalName == idOrUserPrincipalName));

    public Task<Answer<Group>> ReadGroupAsync(string groupId) =>
        AnswerAsync(nameof(ReadGroupAsync), () => new Group(groupId, groupId, groupId, false, true));

    public Task<Answer<IReadOnlyList<Group>>> FindGroupsAsync(string mailNickname) => AnswerAsync(nameof(FindGroupsAsync), () =>
        mailNickname == WavePolicy.GroupNickname(Some.Plan, 1) ? Some.Each(new Group(Some.EnforcementGroup, "Wave 1", mailNickname, false, true)) : []);

    public Task<Answer<IReadOnlyList<string>>> ReadGroupsOfAsync(string userId) =>
        AnswerAsync<IReadOnlyList<string>>(nameof(ReadGroupsOfAsync), () => [.. Groups.Where(group => group.Value.Contains(userId)).Select(group => group.Key)]);

    public Task<Answer<GroupMembers>> ReadMembersAsync(string groupId) =>
        AnswerAsync(nameof(ReadMembersAsync), () => new GroupMembers([.. Groups[groupId]], []));

    public Task<Answer<IReadOnlyList<string>>> ReadTransitiveUsersAsync(string groupId) =>
        AnswerAsync<IReadOnlyList<string>>(nameof(ReadTransitiveUsersAsync), () => [.. Groups[groupId]]);

    public Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>> ReadFido2KeysAsync(IReadOnlyCollection<string> userIds) =>
        Task.FromResult<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>(
            userIds.ToDictionary(id => id, id => Unreadable.Contains(id)
                ? Some.Failed<IReadOnlyList<Fido2Key>>(new TenantFailure.Unavailable("503") { Request = $"keys of {id}" })
                : new Answer<IReadOnlyList<Fido2Key>>.Given(Keys.TryGetValue(id, out var keys) ? [.. keys] : Some.Each(Some.Key($"key-of-{id}"), Some.Key($"spare-of-{id}")), clock.Now, $"keys of {id}")));

    public Task<Answer<IReadOnlyList<RegistrationDetails>>> ReadRegistrationDetailsAsync() =>
        AnswerAsync(nameof(ReadRegistrationDetailsAsync), () => Registrations);

    public Task<Answer<Fido2Policy>> ReadFido2PolicyAsync() =>
        AnswerAsync(nameof(ReadFido2PolicyAsync), () => TenantFactsOf.Fido2 with { IncludeTargets = [new(Fido2Policy.AllUsers, [])] });

    public Task<Answer<TemporaryAccessPassPolicy>> ReadTemporaryAccessPassPolicyAsync() =>
        AnswerAsync(nameof(ReadTemporaryAccessPassPolicyAsync), () => new TemporaryAccessPassPolicy(true, 60, 480, true, ["all_users"]));

    public Task<Answer<AuthenticationStrength>> ReadAuthenticationStrengthAsync(string strengthId) =>
        AnswerAsync(nameof(ReadAuthenticationStrengthAsync), () => new AuthenticationStrength(strengthId, null, ["fido2"], null));

    public Task<Answer<IReadOnlyList<ConditionalAccessPolicy>>> ReadPoliciesAsync() =>
        AnswerAsync<IReadOnlyList<ConditionalAccessPolicy>>(nameof(ReadPoliciesAsync), () => [Some.Policy(Shown ?? Policy), .. OtherPolicies]);

    public Task<Answer<ConditionalAccessPolicy>> ReadPolicyAsync(string policyId) =>
        AnswerAsync(nameof(ReadPolicyAsync), () => Some.Policy(Shown ?? Policy));

    public Task<Answer<SignInLog>> ReadSignInsAsync(DateTimeOffset from, DateTimeOffset to, string? policyId) =>
        AnswerAsync(nameof(ReadSignInsAsync), () => new SignInLog(from, to, [.. SignIns.Where(row => row.At >= from && row.At < to), .. Elsewhere(from, to)]));

    public Task<Answer<IReadOnlyList<JsonElement>>> ReadNamedLocationsAsync() =>
        AnswerAsync<IReadOnlyList<JsonElement>>(nameof(ReadNamedLocationsAsync), () => []);

    public Task<Answer<IReadOnlyList<RoleAssignment>>> ReadRoleAssignmentsAsync() =>
        AnswerAsync<IReadOnlyList<RoleAssignment>>(nameof(ReadRoleAssignmentsAsync), () => []);

    public Task<Answer<SignInLog>> ReadSignInsOfAsync(string userId, DateTimeOffset from, DateTimeOffset to, string? policyId = null) =>
        AnswerAsync(nameof(ReadSignInsOfAsync), () => new SignInLog(from, to, [.. SignIns.Where(row => row.UserId == userId && row.At >= from && row.At < to)]));

    public Task<Answer<IReadOnlyList<RoleAssignmentInstance>>> ReadRoleAssignmentInstancesAsync() =>
        AnswerAsync(nameof(ReadRoleAssignmentInstancesAsync), () => Some.Each(TenantFactsOf.Role("bg-1"), TenantFactsOf.Role("bg-2")));

    public Task<Answer<IReadOnlyList<RoleEligibility>>> ReadRoleEligibilitiesAsync() => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>>> ReadAuthenticationMethodsAsync(IReadOnlyCollection<string> userIds) =>
        Task.FromResult<IReadOnlyDictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>>>(userIds.ToDictionary(id => id, _ => TenantFactsOf.Methods()));

    public Task<Answer<AuthenticationMethodsPolicy>> ReadAuthenticationMethodsPolicyAsync() =>
        AnswerAsync(nameof(ReadAuthenticationMethodsPolicyAsync), () => new AuthenticationMethodsPolicy(Some.Json("""{ "authenticationMethodConfigurations": [{ "id": "Voice", "state": "disabled" }] }""")));

    public Task<Answer<IReadOnlyList<TemporaryAccessPass>>> ReadPassesAsync(string userId) =>
        AnswerAsync(nameof(ReadPassesAsync), () => Passes);

    public Task<Answer<IReadOnlyList<Domain>>> ReadDomainsAsync() =>
        AnswerAsync(nameof(ReadDomainsAsync), () => Some.Each(new Domain("contoso.com", false, "Managed", null)));

    public Task<Answer<IReadOnlyList<string>>> ReadServicePlansAsync() =>
        AnswerAsync(nameof(ReadServicePlansAsync), () => Some.Each("AAD_PREMIUM"));

    public Task<IReadOnlyDictionary<string, Answer<string?>>> ReadMailboxPurposesAsync(IReadOnlyCollection<string> userIds) =>
        Task.FromResult<IReadOnlyDictionary<string, Answer<string?>>>(
            userIds.ToDictionary(id => id, id => (Answer<string?>)new Answer<string?>.Given("user", clock.Now, $"mailbox of {id}")));

    public Task<Answer<TokenIdentity>> ReadIdentityAsync() =>
        AnswerAsync(nameof(ReadIdentityAsync), () => new TokenIdentity("reader", "app", null, [.. TenantFactsOf.EveryPermission.Union(Facts.Writer.Permissions)]));

    public Task<Answer<Done>> ExcludeGroupsAsync(string policyId, IReadOnlyList<string> groupIds) => throw new NotSupportedException();

    public Task<Answer<Done>> UpdateMethodConfigurationAsync(string configurationId, JsonObject body) => throw new NotSupportedException();

    public Task<Answer<string>> CreateGroupAsync(string displayName, string mailNickname, string description) => throw new NotSupportedException();

    public Task<Answer<Done>> AddMembersAsync(string groupId, IReadOnlyList<string> userIds) => AnswerAsync(nameof(AddMembersAsync), () =>
    {
        Writes.AddRange(userIds.Select(id => $"add {id}"));
        Groups[groupId].AddRange(userIds);
        return new Done();
    });

    public Task<Answer<Done>> RemoveMemberAsync(string groupId, string userId) => AnswerAsync(nameof(RemoveMemberAsync), () =>
    {
        Writes.Add($"remove {userId}");
        Groups[groupId].Remove(userId);
        return new Done();
    });

    public Task<Answer<string>> CreatePolicyAsync(JsonObject body) => throw new NotSupportedException();

    public Task<Answer<Done>> SetPolicyStateAsync(string policyId, string state) => AnswerAsync(nameof(SetPolicyStateAsync), () =>
    {
        Writes.Add(state);
        Policy["state"] = state;
        Policy["modifiedDateTime"] = clock.Now.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        return new Done();
    });

    public Task<Answer<Done>> DeleteKeyAsync(string userId, string keyId) => AnswerAsync(nameof(DeleteKeyAsync), () =>
    {
        Writes.Add($"delete {keyId}");
        Keys[userId].RemoveAll(key => key.Id == keyId);
        return new Done();
    });

    public Task<Answer<Done>> RevokeSessionsAsync(string userId) => AnswerAsync(nameof(RevokeSessionsAsync), () =>
    {
        Writes.Add($"revoke sessions of {userId}");
        return new Done();
    });

    private Task<Answer<T>> AnswerAsync<T>(string request, Func<T> answer)
    {
        Happen(_before, request);
        var failing = _failing.FindIndex(each => each.Request == request);
        Answer<T> result;
        if (failing < 0) result = new Answer<T>.Given(answer(), clock.Now, request);
        else
        {
            result = new Answer<T>.Failed(_failing[failing].Failure);
            _failing.RemoveAt(failing);
        }
        Happen(_after, request);
        return Task.FromResult(result);
    }

    private static void Happen(List<(string Request, Action Then)> due, string request)
    {
        var next = due.FindIndex(each => each.Request == request);
        if (next < 0) return;
        var then = due[next].Then;
        due.RemoveAt(next);
        then();
    }
}
