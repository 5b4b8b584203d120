using System.CommandLine;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Plans;
using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 rehearse FOLDER</c>.</summary>
public static class RehearseVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The simulated tenant's folder, with its plan.yaml and script.yaml." };
        var order = new Option<string>("--order") { Description = "rollout plays the plan; naive promotes first and enrolls after, to show whom that locks out.", DefaultValueFactory = _ => "rollout" };
        order.AcceptOnlyFromAmong("rollout", "naive");
        var faults = new Option<int?>("--faults") { Description = "Seed of the tenant's faults: throttling, outages, lost answers, late visibility. Without it the tenant always answers.", HelpName = "seed" };
        var policies = new Option<string?>("--policies") { Description = "A folder of further conditional access policies, put into the tenant as they come; <placeholders> are filled from the tenant's policies.placeholders.json.", HelpName = "folder" };
        var state = new Option<string?>("--state") { Description = "Keeps the rehearsal's state there, and goes on with one that was interrupted. Without it each rehearsal starts afresh.", HelpName = "folder" };
        var json = new Option<bool>("--json") { Description = "Data on standard output, talk on standard error." };
        var verb = new Command("rehearse", "Plays the whole rollout against the simulated tenant in FOLDER, in virtual time.") { folder, order, faults, policies, state, json };
        verb.SetAction(async (parsed, _) =>
        {
            var chosen = parsed.GetValue(state);
            var path = chosen ?? Directory.CreateTempSubdirectory("fido2-rehearsal-").FullName;
            try
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                var (data, talk) = parsed.GetValue(json) ? (output, error) : (null, output);
                var options = new RehearsalOptions
                {
                    Folder = parsed.GetValue(folder)!,
                    State = path,
                    FaultSeed = parsed.GetValue(faults),
                    Policies = parsed.GetValue(policies),
                    OnTimeline = entry => talk.WriteLine(RehearsalText.Line(entry)),
                };
                return parsed.GetValue(order) == "naive"
                    ? await PlayNaiveAsync(options, talk, data)
                    : await PlayAsync(options, talk, data);
            }
            finally
            {
                if (chosen is null) Directory.Delete(path, recursive: true);
            }
        });
        return verb;
    }

    private static async Task<int> PlayAsync(RehearsalOptions options, TextWriter talk, TextWriter? data)
    {
        var report = await new Rehearsal(options).RunAsync();
        foreach (var wave in report.Waves.Where(wave => wave.Gates.Count > 0))
        {
            talk.WriteLine();
            talk.WriteLine($"Wave {wave.Number}, {wave.Name}: the gates it was promoted on");
            foreach (var line in RehearsalText.Gates(wave)) talk.WriteLine(line);
        }
        talk.WriteLine();
        foreach (var line in RehearsalText.Summary(report)) talk.WriteLine(line);
        if (data is not null) JsonOutput.Write(data, report);
        return report.ExitCode;
    }

    // The wrong order is the simulator's own script with its own writer: nothing of the product takes part in it.
    private static async Task<int> PlayNaiveAsync(RehearsalOptions options, TextWriter talk, TextWriter? data)
    {
        var plan = PlanFile.Load(Path.Combine(options.Folder, "plan.yaml"));
        var clock = new VirtualClock(SimulatedTenant.ReadNow(options.Folder, null));
        await using var tenant = SimulatedTenant.Load(options.Folder, new SimulatorOptions { Clock = clock, PolicyFolder = options.Policies });
        var report = await NaiveOrder.RunAsync(tenant, [plan.Exclusions.BreakGlassGroup], PassAsync);
        if (data is not null) JsonOutput.Write(data, report);
        talk.WriteLine($"The naive order, promoted first and enrolled after, locked out {report.LockedOut.Count} accounts, {report.LockedOut.Count(account => account.IsService)} service accounts among them:");
        foreach (var line in RehearsalText.LockedOut([.. report.LockedOut.OrderByDescending(account => account.IsService)])) talk.WriteLine(line);
        return report.LockedOut.Count > 0 ? ExitCodes.No : ExitCodes.Yes;

        Task PassAsync(TimeSpan span)
        {
            var passed = new TaskCompletionSource();
            clock.Schedule(clock.GetUtcNow() + span, passed.SetResult);
            return clock.RunUntilAsync(passed.Task);
        }
    }
}
