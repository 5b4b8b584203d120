using Fido2Workflow.Api.Plans;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Rollouts;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.CrashingRehearsal;

/// <summary>
/// A host to which somebody tells so many decisions about a rollout, one after the other. It prints the id of each once that
/// was acknowledged, and goes on after the last that it finds stored; whoever started it kills it meanwhile.
/// </summary>
internal static class Deciding
{
    public const string Name = "decide";

    public static async Task RunAsync(string folder, string stateFolder, int count)
    {
        using var state = StateFolder.Open(stateFolder);
        var now = SimulatedTenant.ReadNow(folder, null);
        var clock = new VirtualClock(state.LastInstant > now ? state.LastInstant.Value : now);
        await using var tenant = SimulatedTenant.Load(folder, new() { Clock = clock });
        using var transport = tenant.CreateHandler();
        var reader = EntraClient.CreateReader(Connect(SimulatedToken.Reader));
        var writer = EntraClient.CreateWriter(Connect(SimulatedToken.Writer));
        using var notifications = new NotificationLog(stateFolder);
        await using var host = new EmbeddedHost(RolloutCatalogue.Create(_ => reader, _ => writer, state.Decisions, state.Documents, state.Statuses, notifications, clock), state, clock);
        using var desk = new DecisionDesk(state.Decisions, state.Documents, host);
        var register = new RolloutRegister(state.Decisions, state.Documents, host);
        await host.StartAsync();
        await register.ResumeAsync();
        var plan = PlanFile.Load(Path.Combine(folder, "plan.yaml"));
        await register.CreateAsync(plan, "create", "rita", now);

        // The last one that is there may not have been acknowledged: it is told again.
        var stored = (await state.Decisions.ReadAsync(plan.Rollout)).Count(each => each.Decision is Paused or RolledBack);
        for (var number = int.Max(0, stored - 1); number < count; number++)
        {
            Decision decision = number % 2 == 0
                ? new Paused { Id = $"{number}", Rollout = plan.Rollout, Wave = 1, By = "rita", At = now }
                : new RolledBack { Id = $"{number}", Rollout = plan.Rollout, Wave = 1, By = "rita", At = now };
            if (await desk.DecideAsync(decision) is DecisionAnswer.Refused refused) throw new InvalidOperationException(refused.Refusal.Sentence);
            Console.WriteLine(decision.Id);
        }

        EntraConnection Connect(Func<string, SimulatedToken> identity) =>
            new(clock, new StaticTokenCredential(identity(tenant.TenantId).Encode()), transport, new Uri("http://localhost/"));
    }
}
