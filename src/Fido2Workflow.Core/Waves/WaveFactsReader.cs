using Fido2Workflow.Core.Attestations;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Prerequisites;
using Fido2Workflow.Core.ServiceAccounts;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>
/// Reads, fresh, all that the gates of a wave are judged by. It holds a reader and cannot write. One of it is for one
/// judgement: asked again, it answers as it did.
/// </summary>
/// <param name="memory">What is remembered of the tenant's log; null where all of it is to be read.</param>
public sealed class WaveFactsReader(ITenantReader tenant, IDecisionStore decisions, IDocumentStore documents, SignInMemory? memory = null)
{
    private readonly ReadOnce _reader = new(tenant, memory);

    /// <summary>Reads the facts of a wave: its scope, everybody's keys, the prerequisites, and the log once that can be complete.</summary>
    /// <param name="unchangedSince">Since when neither policy nor scope has changed, UTC.</param>
    /// <param name="before">
    /// The evidence before; null where there is none. A tenant that throttles never lets hundreds be read without a gap, so
    /// whose keys cannot be read now is judged by what was read within the lifetime of evidence. Whose key was seen at
    /// work then was seen, so only the log since is read for that.
    /// </param>
    public async Task<WaveFacts> ReadAsync(
        Plan plan, WaveKey key, WaveObjects objects, DateTimeOffset unchangedSince, WaveEvidence? before, DateTimeOffset now)
    {
        var facts = await ReadScopeAsync(plan, key, objects, unchangedSince) with { KeyUseBefore = before?.KeyUse ?? KeyUse.None };
        if (facts.Enrollment is Answer<IReadOnlyDictionary<string, UserEnrollment>>.Failed) return facts;
        var stillFresh = (before?.Keys ?? []).Where(keys => now - keys.At < plan.Gates.EvidenceLifetime).ToDictionary(keys => keys.Person);
        var scope = facts.EffectiveScope is Answer<IReadOnlyList<string>>.Given { Value: var hit } ? hit : [];
        var enrollment = await new EnrollmentCheck(_reader).RunAsync([.. facts.Roster.Union(scope)], plan.AuthenticationStrength, stillFresh);
        // Before the log is complete its gate says no without it, and a log is long to read.
        var signIns = ReportOnlyLogGate.CompleteAt(plan, unchangedSince) <= now
            ? await _reader.ReadSignInsAsync(ReportOnlyLogGate.ReadFrom(plan, unchangedSince, now), now, objects.Policy)
            : null;
        facts = facts with
        {
            Enrollment = enrollment,
            SignIns = signIns ?? facts.SignIns,
            KeyUse = await ReadKeyUseAsync(plan, facts.Roster, enrollment, facts.KeyUseBefore, signIns, now),
            Rollback = before?.Rollback,
            Prerequisites = await new TenantFactsReader(_reader, decisions).JudgeAsync(plan, now, KeysToRead.OfThoseNotTargeted),
            DrillSignIns = await StandingDrills.ReadSignInsAsync(_reader, plan, StandingDrills.Of(facts.Decisions, key.Wave, now), now),
        };
        return facts with { Suspicions = await ReadSuspicionsAsync(facts, now) };
    }

    /// <summary>Reads whom the wave's policy would hit and who of them may have no person behind them, and neither keys nor the wave's log.</summary>
    public async Task<WaveFacts> ReadScopeAndSuspicionsAsync(Plan plan, WaveKey key, WaveObjects objects, DateTimeOffset now)
    {
        var facts = await ReadScopeAsync(plan, key, objects, now);
        return facts with { Suspicions = await ReadSuspicionsAsync(facts, now) };
    }

    // Only once everybody is registered: until then its gate says no without it. What was seen before stays seen; from then
    // on the log is read, and a little from before then, since rows come in late.
    private async Task<Answer<KeyUse>> ReadKeyUseAsync(
        Plan plan, IReadOnlyList<string> roster, Answer<IReadOnlyDictionary<string, UserEnrollment>> enrollment, KeyUse known, Answer<SignInLog>? atHand, DateTimeOffset now)
    {
        if (enrollment is not Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var keys } given || !roster.All(id => keys.GetValueOrDefault(id)?.Status is EnrollmentStatus.Registered))
            return enrollment.Select(_ => known);
        var registered = roster.Select(id => keys[id].Registered).Where(at => at is not null).Min();
        if (registered is null) return new Answer<KeyUse>.Given(known, given.At, given.From);
        // A newcomer's sign-ins may stand in a part of the log that was read for others alone.
        var readUntil = roster.Except(known.People).Any() ? null : known.Until;
        DateTimeOffset[] starts = [registered.Value, now - plan.Gates.ProvenWithin, readUntil - ReportOnlyLogGate.Delay(plan.Gates) ?? DateTimeOffset.MinValue];
        var from = starts.Max();
        if (from >= now) return new Answer<KeyUse>.Given(known, given.At, given.From);
        var log = atHand is Answer<SignInLog>.Given { Value: var read } && read.From <= from ? atHand : await _reader.ReadSignInsAsync(from, now, null);
        return log.Select(rows => known.And(rows, roster.ToHashSet()));
    }

    /// <summary>Reads whom the wave's policy would hit, and neither keys nor log.</summary>
    public async Task<WaveFacts> ReadScopeAsync(Plan plan, WaveKey key, WaveObjects objects, DateTimeOffset unchangedSince)
    {
        var wave = plan.Wave(key.Wave);
        var decided = await decisions.ReadAsync(plan.Rollout);
        var users = await _reader.ReadUsersAsync();
        var policies = await _reader.ReadPoliciesAsync();
        var groupUsers = await ReadEach.OfAsync(GroupsToRead(plan, objects, policies), _reader.ReadTransitiveUsersAsync);
        var placed = Place(plan, key.Wave, users, groupUsers, decided, await ReadLeftBehindAsync(key));
        return new WaveFacts
        {
            Plan = plan,
            Wave = wave,
            EnforcementGroup = objects.EnforcementGroup,
            PolicyId = objects.Policy,
            UnchangedSince = unchangedSince,
            Users = users,
            Roster = placed is Answer<Placed>.Given { Value: var place } ? place.Roster : [],
            RosterWithoutAccount = placed is Answer<Placed>.Given { Value: var named } ? named.WithoutAccount : [],
            LeftOut = placed is Answer<Placed>.Given { Value: var without } ? without.LeftOut : [],
            Policies = policies,
            GroupUsers = groupUsers,
            Enrollment = placed.Select<IReadOnlyDictionary<string, UserEnrollment>>(_ => new Dictionary<string, UserEnrollment>()),
            SignIns = placed.Select(_ => new SignInLog(unchangedSince, unchangedSince, [])),
            KeyUse = placed.Select(_ => KeyUse.None),
            Rollback = null,
            Suspicions = new Answer<IReadOnlyList<Suspicion>>.Failed(new TenantFailure.NotFound { Request = "the sign-ins of those in scope, which were not asked for" }),
            Decisions = decided,
        };
    }

    /// <summary>Who belongs to a wave now, or what could not be read.</summary>
    public async Task<Answer<Placed>> ReadPlacementAsync(Plan plan, WaveKey key) => Place(
        plan, key.Wave, await _reader.ReadUsersAsync(), await ReadEach.OfAsync(Placement.GroupsToRead(plan), _reader.ReadTransitiveUsersAsync), await decisions.ReadAsync(plan.Rollout),
        await ReadLeftBehindAsync(key));

    // Who was disabled when the wave before was promoted. That wave counted those of the waves before it among them.
    private async Task<IReadOnlyList<string>> ReadLeftBehindAsync(WaveKey key) => key.LastPromoted is { } evidence
        ? [.. (await WaveEvidence.ReadAsync(documents, evidence)).LeftOut.Where(left => left.Reason == LeftOut.Disabled).Select(left => left.UserId)]
        : [];

    private async Task<Answer<IReadOnlyList<Suspicion>>> ReadSuspicionsAsync(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.Users is not Answer<IReadOnlyList<User>>.Given { Value: var users }) return facts.Users.Select(IReadOnlyList<Suspicion> (_) => []);
        if (facts.EffectiveScope is not Answer<IReadOnlyList<string>>.Given { Value: var scope }) return facts.EffectiveScope.Select(IReadOnlyList<Suspicion> (_) => []);
        var excluded = facts.GroupUsers[facts.Plan.Exclusions.ServiceAccountGroup];
        if (excluded is not Answer<IReadOnlyList<string>>.Given { Value: var services }) return excluded.Select(IReadOnlyList<Suspicion> (_) => []);
        var asked = scope.Union(facts.Roster).ToHashSet();
        return await new SuspicionReader(_reader).ReadOfAsync(
            facts.Plan, Suspects.ToAskAbout(facts.Plan, users.Where(user => asked.Contains(user.Id)), services, facts.Decisions),
            (facts.SignIns as Answer<SignInLog>.Given)?.Value.Rows, now);
    }

    private static Answer<Placed> Place(
        Plan plan, int wave, Answer<IReadOnlyList<User>> users, IReadOnlyDictionary<string, Answer<IReadOnlyList<string>>> groupUsers,
        IReadOnlyList<StoredDecision> decided, IReadOnlyList<string> leftBehind)
    {
        var needed = Placement.GroupsToRead(plan).ToDictionary(group => group, group => groupUsers[group]);
        return needed.FirstFailure() is { } failure
            ? new Answer<Placed>.Failed(failure)
            : users.Select(all => Placement.Of(plan, wave, all, needed.Given(), decided, leftBehind));
    }

    private static IEnumerable<string> GroupsToRead(Plan plan, WaveObjects objects, Answer<IReadOnlyList<ConditionalAccessPolicy>> policies)
    {
        var ours = (policies as Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given)?.Value.FirstOrDefault(policy => policy.Id == objects.Policy);
        var named = ours is null ? [] : PolicyUsers.Of(ours.Body) is var users ? users.IncludeGroups.Concat(users.ExcludeGroups) : [];
        return Placement.GroupsToRead(plan).Append(objects.EnforcementGroup).Concat(named).Distinct();
    }
}
