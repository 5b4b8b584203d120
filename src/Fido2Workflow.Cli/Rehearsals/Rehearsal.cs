using System.Text.Json;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Calendars;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Rollouts;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>
/// Plays a whole rollout against a simulated tenant in virtual time: the real workflows on the real host, the real Graph
/// client over real HTTP, and people who do what the script says.
/// </summary>
public sealed class Rehearsal(RehearsalOptions options)
{
    /// <summary>A rehearsal that is not through by then ends, naming who is waited for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(180);

    private const int MostRemainders = 3;

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, (int? Wave, Timeline Timeline)> _timelines = [];

    /// <summary>Plays until the rollout has ended, or for <see cref="Longest"/>.</summary>
    /// <exception cref="BadInputException">The plan or the script cannot be used.</exception>
    /// <exception cref="TenantFolderException">The tenant's folder cannot be used.</exception>
    public async Task<RehearsalReport> RunAsync()
    {
        await using var tenant = await RehearsalTenant.OpenAsync(options);
        return await RunAsync(tenant);
    }

    /// <summary>Plays on against a tenant that may have seen another run die.</summary>
    /// <exception cref="BadInputException">The plan or the script cannot be used.</exception>
    public async Task<RehearsalReport> RunAsync(RehearsalTenant tenant)
    {
        var plan = PlanFile.Load(Path.Combine(options.Folder, "plan.yaml"), tenant.TenantId);
        var script = ScriptFile.Load(Path.Combine(options.Folder, "script.yaml"), tenant.Accounts);
        using var state = StateFolder.Open(options.State, new StateFolderOptions { AfterWrite = _ => options.AfterWrite?.Invoke() });
        var clock = tenant.StartClock(state.LastInstant);
        using var transport = new SimulatedDelayHandler(clock.SleepAsync) { InnerHandler = new SocketsHttpHandler() };
        tenant.AfterWrite = () => AfterWriteOfTheTenant(state, transport);
        var reader = EntraClient.CreateReader(new EntraConnection(clock, new StaticTokenCredential(SimulatedToken.Reader(tenant.TenantId).Encode()), transport, tenant.Address));
        var writer = EntraClient.CreateWriter(new EntraConnection(clock, new StaticTokenCredential(SimulatedToken.Writer(tenant.TenantId).Encode()), transport, tenant.Address));
        using var notifications = new NotificationLog(options.State);
        var notifier = new ToldNotifier(notifications, clock, Tell);
        await using var host = new EmbeddedHost(RolloutCatalogue.Create(_ => reader, _ => writer, state.Decisions, state.Documents, state.Statuses, notifier, clock), state, clock);
        using var portal = tenant.OpenPortal();
        using var diary = new Diary(Path.Combine(options.State, "people.jsonl"), () => state.LastTurn, options.AfterWrite);

        var began = SimulatedTenant.ReadNow(options.Folder, null);
        clock.Schedule(began + Longest, () => _over.TrySetResult());
        _ = host.Failed.ContinueWith(failed => _over.TrySetException(failed.Exception!.InnerExceptions), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        using (clock.BeginWork())
        {
            var hands = new HumanHands(plan, tenant.Accounts, state.Decisions, state.Documents, portal, tenant.OpenPassSession(plan, state.Decisions), tenant.SignIn, () => tenant.PrepareAsync(plan, state.Decisions), clock);
            var people = new People(script, new WorkingCalendar(plan.Calendar), hands, diary, host, clock, Tell, failure => _over.TrySetException(failure));
            await ResumeAsync(plan, host, people);
            host.StatusChanged += status => Listen(status, people, isNew: true);
            await host.StartAsync();
            await host.ScheduleNewInstanceAsync(RolloutWorkflow.Definition, RolloutWorkflow.State.Of(plan, await SaveAsync(plan, state)), plan.Rollout);
            // Inline, within the host's own step: time must not move on before it is known that the rollout has ended.
            _ = host.WaitForCompletionAsync(plan.Rollout).ContinueWith(_ => _over.TrySetResult(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        await clock.RunUntilAsync(_over.Task);
        return await ReportAsync(plan, began, host, state, tenant);
    }

    // Whoever asked for the write is dead by the time that its answer would come, and writes nothing more, here or there.
    private void AfterWriteOfTheTenant(StateFolder state, SimulatedDelayHandler transport)
    {
        try
        {
            options.AfterWrite?.Invoke();
        }
        catch (Exception death)
        {
            state.Dispose();
            transport.Dispose();
            _over.TrySetException(death);
            throw;
        }
    }

    private static Task<string> SaveAsync(Plan plan, StateFolder state) =>
        state.Documents.SaveAsync(JsonSerializer.Serialize(plan, WorkflowJson.Options));

    private async Task ResumeAsync(Plan plan, EmbeddedHost host, People people)
    {
        _timelines[plan.Rollout] = (null, new Timeline(null));
        foreach (var wave in Waves(plan))
            _timelines[new WaveKey(plan.Rollout, wave.Number, "").InstanceId] = (wave.Number, new Timeline(wave.Number));
        var said = new List<StatusEntry>();
        foreach (var instance in _timelines.Keys) said.AddRange(await host.ReadStatusHistoryAsync(instance));
        // People hear it all again, in the order of time: so they plan what is still to come in the order they had planned it.
        foreach (var status in said.OrderBy(status => status.At)) Listen(status, people, isNew: false);
    }

    // The plan's, and what may come after them for whoever is left.
    private static IEnumerable<Wave> Waves(Plan plan) => Enumerable.Range(1, plan.Waves.Count + MostRemainders).Select(plan.Wave);

    private void Listen(StatusEntry status, People people, bool isNew)
    {
        if (!_timelines.TryGetValue(status.InstanceId, out var instance)) return;
        foreach (var entry in instance.Timeline.Add(status))
            if (isNew) Tell(entry);
        Ask(status.InstanceId, instance.Wave, instance.Timeline, people);
    }

    // The rollout's own holds are about the wave it is at.
    private static void Ask(string instanceId, int? wave, Timeline timeline, People people)
    {
        if ((wave ?? timeline.AtWave) is { } about) people.Read(instanceId, about, timeline.Standing, () => timeline.Standing);
    }

    private void Tell(TimelineEntry entry) => options.OnTimeline?.Invoke(entry);

    private async Task<RehearsalReport> ReportAsync(Plan plan, DateTimeOffset began, EmbeddedHost host, StateFolder state, RehearsalTenant tenant)
    {
        var instance = await host.GetInstanceAsync(plan.Rollout);
        var waves = new List<WaveReport>();
        foreach (var wave in Waves(plan))
        {
            var (_, timeline) = _timelines[new WaveKey(plan.Rollout, wave.Number, "").InstanceId];
            if (wave.Number > plan.Waves.Count && timeline.Stage is null) continue;
            var gates = timeline.ApprovedEvidence is { } document
                ? (await WaveEvidence.ReadAsync(state.Documents, document)).Gates
                : [];
            waves.Add(new(wave.Number, wave.Name, timeline.Stage ?? "notStarted", timeline.Status?.PromotedAt, timeline.EndedAt, timeline.Holds, [.. timeline.Told], gates,
                [.. timeline.Standing.Select(standing => standing.Hold)]));
        }
        return RehearsalReport.Of(plan.Rollout, began, instance, waves, [.. _timelines[plan.Rollout].Timeline.Standing.Select(standing => standing.Hold)], tenant.Report());
    }
}
