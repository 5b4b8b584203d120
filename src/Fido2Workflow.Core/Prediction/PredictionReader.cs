using Fido2Workflow.Core.Readiness;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prediction;

/// <summary>
/// Reads what a prediction rests on, and predicts. It holds a reader and cannot write. Keys are read of everybody in scope,
/// all else that they registered only of those whose key does not settle it.
/// </summary>
public sealed class PredictionReader(ITenantReader tenant)
{
    private const int ReadAtOnce = 100;

    private static readonly Means NotReadYet = new(Methods.None, Methods.None, [], null);

    private readonly ReadOnce _reader = new(tenant);

    /// <summary>The prediction, or what could not be read. What could not be read of one person is unknown of that person.</summary>
    public async Task<Answer<PredictionMade>> PredictAsync(PredictionAsked asked)
    {
        var users = await _reader.ReadUsersAsync();
        if (users is not Answer<IReadOnlyList<User>>.Given { Value: var everybody } given) return Failed(users);
        var fido2 = await _reader.ReadFido2PolicyAsync();
        if (fido2 is not Answer<Fido2Policy>.Given { Value: var fido2Policy }) return Failed(fido2);
        var domains = await _reader.ReadDomainsAsync();
        if (domains is not Answer<IReadOnlyList<Domain>>.Given { Value: var named }) return Failed(domains);
        var referred = await PolicyReferences.ReadAsync(_reader, asked.After.Where(PredictedChange.IsEnforced));
        if (referred is not Answer<PolicyReferences>.Given { Value: var references }) return Failed(referred);
        var change = new PredictedChange(asked.Before, asked.After, references);
        var members = await ReadMembershipsAsync(change, fido2Policy, asked, given);
        if (members is not Answer<Memberships>.Given { Value: var memberships }) return Failed(members);

        var ways = asked.Uses.ByPerson();
        var reading = new MeansReading(fido2Policy, named);
        var inScope = everybody.Where(user => user.AccountEnabled is not false && change.IsFor(PersonOf(user, NotReadYet))).ToList();
        var people = new List<PersonPrediction>();
        foreach (var some in inScope.Chunk(ReadAtOnce))
        {
            var keys = await _reader.ReadFido2KeysAsync([.. some.Select(user => user.Id)]);
            var byKeys = some.ToDictionary(user => user.Id, user => reading.ByKeys(user, keys[user.Id], memberships.GroupsOf(user.Id)));
            var predicted = some.ToDictionary(user => user.Id, user => change.Predict(PersonOf(user, byKeys[user.Id]))!);
            var open = some.Where(user => predicted[user.Id].Outcome is not Outcome.StillIn).ToList();
            var closer = await ReadCloserAsync(open, byKeys);
            if (closer is not Answer<IReadOnlyList<(User User, Means Means, AccountKind Kind)>>.Given { Value: var known }) return Failed(closer);
            foreach (var (user, means, kind) in known)
                predicted[user.Id] = change.Predict(PersonOf(user, means) is { Kind: AccountKind.Person } person ? person with { Kind = kind } : PersonOf(user, means))!;
            people.AddRange(some.Select(user => predicted[user.Id] with { Warnings = predicted[user.Id].Outcome is Outcome.StillIn ? Warnings(user.Id, byKeys[user.Id], asked) : [] }));
        }
        return new Answer<PredictionMade>.Given(new(change.Changed, people), given.At, "users, their groups, keys and sign-ins, and the policies");

        Person PersonOf(User user, Means means) => new(user.Id, memberships.GroupsOf(user.Id), memberships.RolesOf(user.Id), means, ways.GetValueOrDefault(user.Id, AppUse.Assumed))
        {
            GuestKind = GuestKind.Of(user),
            IsUnseen = !ways.ContainsKey(user.Id),
            Kind = asked.ServiceAccounts.Contains(user.Id) ? AccountKind.ServiceAccount : AccountKind.Person,
        };
    }

    private async Task<Answer<IReadOnlyList<(User User, Means Means, AccountKind Kind)>>> ReadCloserAsync(List<User> users, Dictionary<string, Means> byKeys)
    {
        if (users.Count == 0) return new Answer<IReadOnlyList<(User, Means, AccountKind)>>.Given([], default, "");
        string[] ids = [.. users.Select(user => user.Id)];
        var methods = await _reader.ReadAuthenticationMethodsAsync(ids);
        var mailboxes = await _reader.ReadMailboxPurposesAsync(ids);
        return (await MethodSwitchesReader.ReadAsync(_reader)).Select<IReadOnlyList<(User, Means, AccountKind)>>(switches =>
            [.. users.Select(user => (user, MeansReading.With(byKeys[user.Id], user, methods[user.Id], switches), KindOf(mailboxes[user.Id])))]);
    }

    private static AccountKind KindOf(Answer<string?> mailbox) =>
        mailbox is Answer<string?>.Given { Value: "shared" or "room" or "equipment" } ? AccountKind.SharedMailbox : AccountKind.Person;

    private static List<Reason> Warnings(string userId, Means means, PredictionAsked asked)
    {
        var warnings = new List<Reason>();
        if (means.Keys.Count == 1) warnings.Add(new(ReasonCodes.SingleKey, "they have a single key, and nothing if they lose it", "Help them register a spare one."));
        if (means.Keys.Count > 0 && asked.KeyUsedBy?.Contains(userId) is false)
            warnings.Add(new(ReasonCodes.KeyNeverUsed, "the log shows no sign-in with their key", "Let them sign in with it once, before they have to."));
        return warnings;
    }

    private async Task<Answer<Memberships>> ReadMembershipsAsync(PredictedChange change, Fido2Policy fido2, PredictionAsked asked, Answer<IReadOnlyList<User>>.Given users)
    {
        var groups = await ReadEach.OfAsync(change.GroupsToRead.Concat(fido2.Groups).Where(id => Guid.TryParse(id, out _)), _reader.ReadTransitiveUsersAsync);
        if (groups.Where(group => !asked.Joining.ContainsKey(group.Key)).ToDictionary().FirstFailure() is { } failure) return new Answer<Memberships>.Failed(failure);
        var named = groups.Given().Concat(asked.Joining.Select(joining => KeyValuePair.Create(joining.Key, (IReadOnlyList<string>)[.. joining.Value])));
        return change.GoesByRoles
            ? (await ReadRolesAsync(users)).Select(roles => new Memberships(named, roles))
            : new Answer<Memberships>.Given(new(named, []), users.At, users.From);
    }

    // Roles may be held by groups, and their members hold them too.
    private async Task<Answer<IReadOnlyList<RoleAssignment>>> ReadRolesAsync(Answer<IReadOnlyList<User>>.Given users)
    {
        var roles = await _reader.ReadRoleAssignmentsAsync();
        if (roles is not Answer<IReadOnlyList<RoleAssignment>>.Given { Value: var direct } given) return roles;
        var people = users.Value.Select(user => user.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var all = direct.ToList();
        foreach (var assignment in direct.Where(assignment => !people.Contains(assignment.PrincipalId)))
        {
            // A service principal holds roles, too, and is no group.
            if (await _reader.ReadTransitiveUsersAsync(assignment.PrincipalId) is Answer<IReadOnlyList<string>>.Given { Value: var members })
                all.AddRange(members.Select(member => assignment with { PrincipalId = member }));
        }
        return given with { Value = all };
    }

    private static Answer<PredictionMade> Failed<T>(Answer<T> answer) => new Answer<PredictionMade>.Failed(((Answer<T>.Failed)answer).Failure);
}
