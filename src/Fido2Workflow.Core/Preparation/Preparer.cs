using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>
/// Brings a tenant to its plan, one write after another. Each is compared, written and read back before the next, so that
/// a write whose answer was lost is resolved by reading, and running it again changes nothing.
/// </summary>
public sealed class Preparer(ITenantReader reader, ITenantWriter writer, IDecisionStore decisions, RolloutClock clock, Action<int>? onRead = null)
{
    private const int AddedAtOnce = 20;
    private const int MostRounds = 200;

    // A group or policy just made is not there for every read at once.
    private static readonly TimeSpan[] LookAgainAfter =
        [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)];

    /// <summary>Prepares the tenant.</summary>
    /// <param name="asked">What was asked for besides the plan.</param>
    public async Task<PreparationReport> RunAsync(Plan plan, PreparationAsked asked)
    {
        var factsReader = new PreparationFactsReader(reader, decisions, clock, onRead);
        var read = await factsReader.ReadAsync(plan, asked.NamedPolicies);
        if (read is not PreparationRead.Whole { Facts: var facts }) return new PreparationReport.Unread(((PreparationRead.Partial)read).Failures);

        var next = PreparationPlanner.Plan(facts);
        if (Refusal(next, asked.EvenSo) is { } refused) return refused with { Plan = next };
        if (next.LostKeys is not []) await StoreAsync(plan, asked.EvenSo!, next);

        // What is made here is told as made, not as found.
        var found = next.Adopted;
        var done = new List<Change>();
        for (var round = 0; next.Changes is [var wanted, ..]; round++)
        {
            if (round == MostRounds || done.Any(earlier => earlier.Subject == wanted.Subject))
                return Stopped(wanted, "Somebody else is changing it at the same time");
            // Reading took its time: what is sent back whole is what is there now.
            var again = await factsReader.ReadAgainAsync(facts, wanted);
            if (again is not PreparationRead.Whole { Facts: var fresh }) return Unread(((PreparationRead.Partial)again).Failures);
            (facts, next) = (fresh, PreparationPlanner.Plan(fresh));
            if (Refusal(next, asked.EvenSo) is { } anew) return anew with { Plan = Told(), Done = done };
            if (next.Changes is not [var change, ..] || change.Subject != wanted.Subject) continue;

            var written = await WriteAsync(change);
            if (written is { } failure and not TenantFailure.Ambiguous) return Stopped(change, failure.Sentence);

            var (after, why) = await ReadBackAsync(factsReader, facts, change);
            if (after is null) return Stopped(change, why ?? $"{written?.Sentence ?? "It was written"}, and it does not show yet");
            facts = after;
            next = PreparationPlanner.Plan(facts);
            done.Add(change);
        }
        return new PreparationReport.Finished { Plan = Told(), Done = done };

        PreparationReport.Unread Unread(IReadOnlyList<TenantFailure> failures) => new(failures) { Plan = Told(), Done = done };
        PreparationPlan Told() => next with { Adopted = found };
        PreparationReport.Stopped Stopped(Change at, string sentence) => new(at, $"{sentence}.") { Plan = Told(), Done = done };
    }

    /// <summary>Why these changes must not be written; null where they may be.</summary>
    /// <param name="evenSo">Why keys may be lost even so, and by whose decision; null where nobody decided it.</param>
    public static PreparationReport.Refused? Refusal(PreparationPlan plan, EvenSo? evenSo) => plan switch
    {
        { UnreadKeys: [_, ..] unread } => new("lost-keys-unknown",
            $"The change of key models may take a key away from {AccountNames.List(unread)}, whose keys could not be read.",
            "Run it again once they can be read."),
        { LostKeys: [_, ..] lost } when evenSo is null => new("keys-lost",
            $"{lost.Count} {(lost.Count == 1 ? "key" : "keys")} of {lost.Select(key => key.UserId).Distinct().Count()} people would stop to work.",
            "Add their models to the plan, or give these people other keys first, or let somebody decide it by name, with --even-so and --by."),
        _ => null,
    };

    private async Task StoreAsync(Plan plan, EvenSo evenSo, PreparationPlan next)
    {
        var now = clock.GetUtcNow();
        // Stored before it is acted on; the instant makes it one decision for each time that somebody took it.
        await decisions.AddAsync(new NarrowedKeyModels
        {
            Id = $"{plan.Rollout}/key-models/{now:yyyyMMddTHHmmss.fffffffZ}/{evenSo.By}",
            Rollout = plan.Rollout,
            Wave = Decision.Prerequisites,
            By = evenSo.By,
            At = now,
            Reason = evenSo.Reason,
            Losing = [.. next.LostKeys.Select(key => key.UserId).Distinct()],
            Models = [.. next.LostKeys.Select(key => key.AaGuid ?? "unknown").Distinct()],
        });
    }

    private async Task<TenantFailure?> WriteAsync(Change change) => change switch
    {
        Change.CreateGroup group => Failure(await writer.CreateGroupAsync(group.DisplayName, group.MailNickname, group.Description)),
        Change.AddMembers members => await AddAsync(members),
        Change.UpdateMethod method => Failure(await writer.UpdateMethodConfigurationAsync(method.ConfigurationId, method.Body)),
        Change.CreatePolicy policy => Failure(await writer.CreatePolicyAsync(policy.Body)),
        Change.ExcludeGroups exclude => Failure(await writer.ExcludeGroupsAsync(exclude.PolicyId, exclude.Groups)),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    private async Task<TenantFailure?> AddAsync(Change.AddMembers members)
    {
        foreach (var some in members.Users.Chunk(AddedAtOnce))
            if (Failure(await writer.AddMembersAsync(members.GroupId, some)) is { } failure) return failure;
        return null;
    }

    // Read until the change is not asked for any more: then it is there.
    private async Task<(PreparationFacts? Facts, string? Why)> ReadBackAsync(PreparationFactsReader factsReader, PreparationFacts facts, Change change)
    {
        string? why = null;
        foreach (var wait in LookAgainAfter)
        {
            if (wait > TimeSpan.Zero) await clock.SleepAsync(wait, CancellationToken.None);
            switch (await factsReader.ReadAgainAsync(facts, change))
            {
                case PreparationRead.Whole { Facts: var now } when PreparationPlanner.Plan(now).Changes.All(each => each.Subject != change.Subject):
                    return (now, null);
                case PreparationRead.Partial partial:
                    why = $"It was sent, and could not be read back: {partial.Failures[0].Sentence}";
                    break;
                default:
                    why = null;
                    break;
            }
        }
        return (null, why);
    }

    private static TenantFailure? Failure<T>(Answer<T> answer) => (answer as Answer<T>.Failed)?.Failure;
}

/// <summary>What is asked of a preparation besides the plan.</summary>
/// <param name="NamedPolicies">Ids of policies that exclusions may be added to, whoever made them.</param>
/// <param name="EvenSo">Why keys may be lost even so; null where they may not.</param>
public sealed record PreparationAsked(IReadOnlyList<string> NamedPolicies, EvenSo? EvenSo);

/// <summary>Somebody decided that keys may be lost.</summary>
/// <param name="By">Object id of whoever decided it.</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record EvenSo(string By, string Reason);
