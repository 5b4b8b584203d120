using System.Text.Json.Nodes;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Rollouts;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests.People;

/// <summary>
/// The six people's tenant over HTTP with wave 1 enforced over all but Ferran, who came later. It stands while one host after
/// another runs on it, and lives by the clock of whoever does.
/// </summary>
internal sealed class EnforcedStudio : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fido2-studio-").FullName;
    private readonly SocketsHttpHandler _transport = new();
    private RehearsalTenant _tenant = null!;

    public Plan Plan { get; private set; } = null!;

    public string Group { get; private set; } = null!;

    public string Policy { get; private set; } = null!;

    /// <summary>Called after each write that the tenant accepted, before its answer leaves.</summary>
    public Action? AfterWrite
    {
        set => _tenant.AfterWrite = value;
    }

    /// <summary>Opens it, so many days after its people were asked to register their keys.</summary>
    public static async Task<EnforcedStudio> OpenAsync(double days = 0)
    {
        var studio = new EnforcedStudio();
        studio._tenant = await RehearsalTenant.OpenAsync(new() { Folder = Crashes.Tenants.SixPeople, State = studio._folder });
        var clock = studio.StartClock();
        studio.Plan = PlanFile.Load(Path.Combine(Crashes.Tenants.SixPeople, "plan.yaml"));
        var writer = studio.WriterAs(SimulatedToken.Portal(studio._tenant.TenantId), clock);
        studio.Group = Value(await writer.CreateGroupAsync(WavePolicy.DisplayName(studio.Plan, 1), WavePolicy.GroupNickname(studio.Plan, 1), "The studio."));
        var people = studio._tenant.Accounts;
        Value(await writer.AddMembersAsync(studio.Group, [RolloutFolder.AmarasId, RolloutFolder.ChiyosId, people.Id(RolloutFolder.Bastien)]));
        Value(await writer.UpdateMethodConfigurationAsync("Fido2", new JsonObject
        {
            ["state"] = "enabled", ["includeTargets"] = new JsonArray(new JsonObject { ["targetType"] = "group", ["id"] = "all_users", ["isRegistrationRequired"] = false }),
        }));
        studio.Policy = Value(await writer.CreatePolicyAsync(WavePolicy.Body(studio.Plan, 1, studio.Group)));
        await PassAsync(clock, TimeSpan.FromDays(days));
        Value(await writer.SetPolicyStateAsync(studio.Policy, ConditionalAccessPolicy.Enabled));
        return studio;
    }

    /// <summary>A clock that the tenant lives by from now on.</summary>
    public VirtualClock StartClock(DateTimeOffset? hosts = null) => _tenant.StartClock(hosts);

    public ITenantReader Reader(VirtualClock clock) => EntraClient.CreateReader(Connection(SimulatedToken.Reader(_tenant.TenantId), clock));

    public ITenantWriter WriterAs(SimulatedToken token, VirtualClock clock) => EntraClient.CreateWriter(Connection(token, clock));

    /// <summary>A process: a host on a state folder with the desk in front of it, which dies where <paramref name="afterWrite"/> throws.</summary>
    public async Task<StudioHost> StartHostAsync(string state, Action? afterWrite = null) => await StudioHost.StartAsync(this, SimulatedToken.Writer(_tenant.TenantId), state, afterWrite);

    /// <summary>Who is in a group now, whoever asks.</summary>
    public async Task<IReadOnlyList<string>> MembersAsync(string group, VirtualClock clock) => Value(await Reader(clock).ReadMembersAsync(group)).Users;

    public static async Task PassAsync(VirtualClock clock, TimeSpan span)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        clock.Schedule(clock.GetUtcNow() + span, passed.SetResult);
        await clock.RunUntilAsync(passed.Task);
    }

    public static T Value<T>(Answer<T> answer) => answer is Answer<T>.Given { Value: var value } ? value : throw new InvalidOperationException(((Answer<T>.Failed)answer).Failure.Sentence);

    public async ValueTask DisposeAsync()
    {
        await _tenant.DisposeAsync();
        _transport.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private EntraConnection Connection(SimulatedToken token, VirtualClock clock) => new(clock, new StaticTokenCredential(token.Encode()), _transport, _tenant.Address);
}

/// <summary>A process of the product on the studio.</summary>
internal sealed class StudioHost : IAsyncDisposable
{
    private readonly EmbeddedHost _host;
    private readonly NotificationLog _notifications;
    private readonly DecisionDesk _desk;

    private StudioHost(EnforcedStudio studio, SimulatedToken writer, string folder, Action? afterWrite)
    {
        Studio = studio;
        State = StateFolder.Open(folder, new StateFolderOptions { AfterWrite = _ => afterWrite?.Invoke() });
        Clock = studio.StartClock(State.LastInstant);
        _notifications = new(folder);
        var reader = studio.Reader(Clock);
        var rights = studio.WriterAs(writer, Clock);
        _host = new(RolloutCatalogue.Create(_ => reader, _ => rights, State.Decisions, State.Documents, State.Statuses, _notifications, Clock), State, Clock);
        _desk = new(State.Decisions, State.Documents, _host);
        Register = new(State.Decisions, State.Documents, _host);
        Desk = new(reader, State.Decisions, _desk, Clock);
        studio.AfterWrite = () =>
        {
            try
            {
                afterWrite?.Invoke();
            }
            catch
            {
                // Whoever asked for it is dead by the time that its answer would come.
                State.Dispose();
                throw;
            }
        };
    }

    public EnforcedStudio Studio { get; }

    public StateFolder State { get; }

    public VirtualClock Clock { get; }

    public RolloutRegister Register { get; }

    public PersonDesk Desk { get; }

    public static async Task<StudioHost> StartAsync(EnforcedStudio studio, SimulatedToken writer, string folder, Action? afterWrite)
    {
        var host = new StudioHost(studio, writer, folder, afterWrite);
        await host._host.StartAsync();
        return host;
    }

    /// <summary>What a program does at its start, and the rollout's beginning.</summary>
    public async Task BeginAsync()
    {
        await Register.ResumeAsync();
        if (await Register.FindPlanAsync(Studio.Plan.Rollout) is null) await Register.CreateAsync(Studio.Plan, "create", RolloutFolder.AmarasId, Clock.GetUtcNow());
    }

    /// <summary>Lets time pass, unless the host dies first: then it throws why.</summary>
    public async Task PassUntilAsync(DateTimeOffset instant)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Clock.Schedule(instant, () => passed.TrySetResult());
        _ = _host.Failed.ContinueWith(failed => passed.TrySetException(failed.Exception!.InnerExceptions), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await Clock.RunUntilAsync(passed.Task);
        await passed.Task;
    }

    public async Task<PeopleWorkflow.Status?> StatusAsync() =>
        (await _host.GetInstanceAsync(PeopleWorkflow.InstanceId(Studio.Plan.Rollout)))?.CustomStatus is { } status ? WorkflowJson.Read<PeopleWorkflow.Status>(status) : null;

    public async Task<IReadOnlyList<Decision>> DecisionsAsync() => [.. (await State.Decisions.ReadAsync(Studio.Plan.Rollout)).Select(stored => stored.Decision)];

    public async ValueTask DisposeAsync()
    {
        Studio.AfterWrite = null;
        await _host.DisposeAsync();
        _desk.Dispose();
        _notifications.Dispose();
        State.Dispose();
    }
}
