using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ServiceAccounts;

/// <summary>Reads what tells service accounts from people. It holds a reader and cannot write.</summary>
public sealed class SuspicionReader(ITenantReader reader)
{
    private static readonly TimeSpan OneRead = TimeSpan.FromDays(1);

    /// <summary>
    /// Looks into some accounts, as a gate does at every poll: the log is only read of those whom the directory does not rule
    /// out, each by itself, since a whole tenant's weeks of log would take a throttled reader hours.
    /// </summary>
    /// <param name="asked">See <see cref="Suspects.ToAskAbout"/>.</param>
    /// <param name="recent">Sign-ins at hand already, which may show a legacy client; null where there are none.</param>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<Answer<IReadOnlyList<Suspicion>>> ReadOfAsync(Plan plan, IReadOnlyList<User> asked, IEnumerable<SignIn>? recent, DateTimeOffset now)
    {
        var figures = plan.ServiceAccounts;
        var roles = await reader.ReadRoleAssignmentsAsync();
        if (roles is not Answer<IReadOnlyList<RoleAssignment>>.Given given) return Failed(roles);
        var synchronising = Suspects.Synchronising(given.Value);
        var legacy = (recent ?? []).GroupBy(row => row.UserId).Where(rows => SignInHabits.Of(rows).LegacyClients.Count > 0).Select(rows => rows.Key).ToHashSet();
        var candidates = asked.Where(user => synchronising.Contains(user.Id) || Suspects.MayBe(user, figures.Threshold, legacy.Contains(user.Id))).ToList();
        var mailboxes = await ReadMailboxesAsync(candidates);
        var found = new List<Suspicion>();
        foreach (var user in candidates)
        {
            var log = await reader.ReadSignInsOfAsync(user.Id, now - figures.LookBack, now);
            if (log is not Answer<SignInLog>.Given { Value: var rows }) return Failed(log);
            found.Add(Suspicion.Of(user, SignInHabits.Of(rows.Rows), mailboxes[user.Id], synchronising.Contains(user.Id)));
        }
        return new Answer<IReadOnlyList<Suspicion>>.Given(Suspects.Ranked(found, figures.Threshold), given.At, "users/{id} and auditLogs/signIns");
    }

    /// <summary>
    /// Looks into a whole tenant, as a person asks for once: every row of the log, a day at a time. An empty log shows
    /// nobody's habits, so whom the directory does not rule out stays unknown.
    /// </summary>
    /// <param name="asked">See <see cref="Suspects.ToAskAbout"/>.</param>
    /// <param name="now">The rollout's clock, UTC.</param>
    /// <param name="onRead">Called with each day that has been read.</param>
    public async Task<Answer<IReadOnlyList<Suspicion>>> ReadAllAsync(Plan plan, IReadOnlyList<User> asked, DateTimeOffset now, Action<DateTimeOffset>? onRead = null)
    {
        var figures = plan.ServiceAccounts;
        var roles = await reader.ReadRoleAssignmentsAsync();
        if (roles is not Answer<IReadOnlyList<RoleAssignment>>.Given given) return Failed(roles);
        var synchronising = Suspects.Synchronising(given.Value);
        var habits = new Dictionary<string, SignInHabits>();
        for (var from = now - figures.LookBack; from < now; from += OneRead)
        {
            var log = await reader.ReadSignInsAsync(from, from + OneRead < now ? from + OneRead : now, policyId: null);
            if (log is not Answer<SignInLog>.Given { Value: var day }) return Failed(log);
            foreach (var row in day.Rows.DistinctBy(row => row.Id)) habits[row.UserId] = habits.GetValueOrDefault(row.UserId, SignInHabits.None).With(row);
            onRead?.Invoke(from);
        }
        var mailboxes = await ReadMailboxesAsync([.. asked.Where(user => user.IsLicensed is not true || Suspects.MayBe(user, figures.Threshold, usesLegacyClient: false)
            || habits.GetValueOrDefault(user.Id, SignInHabits.None).ByHand == 0)]);
        var found = asked.Select(user => Suspicion.Of(
            user, habits.GetValueOrDefault(user.Id, SignInHabits.None), mailboxes.GetValueOrDefault(user.Id), synchronising.Contains(user.Id)));
        if (habits.Count == 0) found = found.Select((each, place) => Suspects.MayBe(asked[place], figures.Threshold, false) ? each with { Unread = EmptyLog(figures) } : each);
        return new Answer<IReadOnlyList<Suspicion>>.Given(Suspects.Ranked(found, figures.Threshold), given.At, "users and auditLogs/signIns");
    }

    private static string EmptyLog(ServiceAccountFigures figures) => $"the sign-in log of the last {figures.LookBack.TotalDays:0} days is empty";

    private async Task<IReadOnlyDictionary<string, Answer<string?>>> ReadMailboxesAsync(List<User> users) =>
        users.Count > 0 ? await reader.ReadMailboxPurposesAsync([.. users.Select(user => user.Id)]) : new Dictionary<string, Answer<string?>>();

    private static Answer<IReadOnlyList<Suspicion>> Failed<T>(Answer<T> answer) =>
        new Answer<IReadOnlyList<Suspicion>>.Failed(((Answer<T>.Failed)answer).Failure);
}
