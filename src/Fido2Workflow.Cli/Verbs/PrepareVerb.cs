using System.CommandLine;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Preparations;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Preparation;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 prepare --tenant TENANT [--allow-writes]</c>.</summary>
public static class PrepareVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        var policies = new Option<string[]>("--policy") { Description = "A policy, by its object id, that the break-glass group is to be excluded from, whoever made the policy; one of the rollout's gets its other exclusions too. May be given several times. Nothing else of a policy that is there is changed.", HelpName = "id" };
        var evenSo = new Option<string?>("--even-so") { Description = "Why the key models may be narrowed although people lose a key by it. It is kept as the decision of whom --by names.", HelpName = "reason" };
        var by = Words.By();
        (by.Required, by.Description) = (false, $"With --even-so. {by.Description}");
        var verb = new Command("prepare", "Makes or adopts what a rollout needs in its tenant: groups, FIDO2 and Temporary Access Pass policies, conditional access policies in report-only. Shows each change field by field. Exits 0 when nothing is left to do, 1 when something is left for a person, 2 for bad input, 3 when the tenant could not be read or a write did not go through, 4 when it would write and was not let, or must not.")
        {
            policies, evenSo, by,
        };
        options.AddToWriting(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (reason, name) = (parsed.GetValue(evenSo), parsed.GetValue(by));
            if (reason is not null && string.IsNullOrWhiteSpace(reason)) throw new BadInputException("--even-so: nothing was found; expected why, in your own words.");
            if (reason is not null && name is null) throw new BadInputException("--by: nothing was found; expected who decides that keys may be lost, since --even-so is a named person's decision.");
            await using var rollout = await options.OpenAsync(parsed);
            var decided = reason is null ? null : new EvenSo((await new NamedAccounts(rollout.Tenant.Reader, rollout.Plan).FindDeciderAsync(name!)).Id, reason);
            var report = await RunAsync(rollout, new(parsed.GetValue(policies) ?? [], decided), error);
            foreach (var line in PrepareText.Lines(report)) await (parsed.GetValue(options.Json) ? error : output).WriteLineAsync(line);
            if (parsed.GetValue(options.Json)) JsonOutput.Write(output, report);
            return report.ExitCode;
        });
        return verb;
    }

    private static async Task<PrepareReport> RunAsync(OpenRollout rollout, PreparationAsked asked, TextWriter error)
    {
        var (plan, tenant) = (rollout.Plan, rollout.Tenant);
        using var progress = new ProgressLine(error);
        progress.Show($"Reading tenant {tenant.TenantId}");
        void OnRead(int read) => progress.Show($"Read the keys of {read} accounts");

        PreparationReport report = tenant.Writer is { } writer
            ? await new Preparer(tenant.Reader, writer, rollout.State.Decisions, tenant.Clock, OnRead).RunAsync(plan, asked)
            : await new PreparationFactsReader(tenant.Reader, rollout.State.Decisions, tenant.Clock, OnRead).ReadAsync(plan, asked.NamedPolicies) switch
            {
                PreparationRead.Whole { Facts: var facts } => Proposed(PreparationPlanner.Plan(facts), asked.EvenSo),
                var partial => new PreparationReport.Unread(((PreparationRead.Partial)partial).Failures),
            };
        return PrepareReport.Of(tenant.TenantId, plan.Rollout, tenant.Clock.GetUtcNow(), tenant.Writer is not null, report);
    }

    private static PreparationReport Proposed(PreparationPlan plan, EvenSo? decided) =>
        ((PreparationReport?)Preparer.Refusal(plan, decided) ?? new PreparationReport.Finished()) with { Plan = plan };
}
