using System.CommandLine;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Preparations;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 prepare --tenant TENANT [--allow-writes]</c>.</summary>
public static class PrepareVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new RolloutOptions();
        var policies = new Option<string[]>("--policy") { Description = "A policy, by its object id, that the break-glass group is to be excluded from, whoever made the policy; one of the rollout's gets its other exclusions too. May be given several times. Nothing else of a policy that is there is changed.", HelpName = "id" };
        var evenSo = new Option<string?>("--even-so") { Description = "Why the key models may be narrowed although people lose a key by it. It is kept.", HelpName = "reason" };
        var verb = new Command("prepare", "Makes or adopts what a rollout needs in its tenant: groups, FIDO2 and Temporary Access Pass policies, conditional access policies in report-only. Shows each change field by field. Exits 0 when nothing is left to do, 1 when something is left for a person, 2 for bad input, 3 when the tenant could not be read or a write did not go through, 4 when it would write and was not let, or must not.")
        {
            policies, evenSo,
        };
        options.AddToWriting(verb);
        verb.SetAction(async (parsed, _) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            await using var rollout = await options.OpenAsync(parsed);
            var report = await RunAsync(rollout, parsed.GetValue(policies) ?? [], parsed.GetValue(evenSo), error);
            foreach (var line in PrepareText.Lines(report)) await (parsed.GetValue(options.Json) ? error : output).WriteLineAsync(line);
            if (parsed.GetValue(options.Json)) JsonOutput.Write(output, report);
            return report.ExitCode;
        });
        return verb;
    }

    private static async Task<PrepareReport> RunAsync(OpenRollout rollout, IReadOnlyList<string> policies, string? evenSo, TextWriter error)
    {
        var (plan, tenant) = (rollout.Plan, rollout.Tenant);
        using var progress = new ProgressLine(error);
        progress.Show($"Reading tenant {tenant.TenantId}");
        void OnRead(int read) => progress.Show($"Read the keys of {read} accounts");

        if (tenant.Writer is not { } writer)
        {
            var read = await new PreparationFactsReader(tenant.Reader, rollout.State.Decisions, tenant.Clock, OnRead).ReadAsync(plan, policies);
            return Told(read is PreparationRead.Whole { Facts: var facts } ? Proposed(PreparationPlanner.Plan(facts), evenSo) : new PreparationReport.Unread(((PreparationRead.Partial)read).Failures));
        }
        if (evenSo is null) return Told(await PrepareAsync(null));
        return await writer.ReadIdentityAsync() switch
        {
            Answer<TokenIdentity>.Given given => Told(await PrepareAsync(new EvenSo(given.Value.ObjectId, evenSo))),
            Answer<TokenIdentity>.Failed failed => Told(new PreparationReport.Unread([failed.Failure])),
            _ => throw new InvalidOperationException("closed hierarchy"),
        };

        Task<PreparationReport> PrepareAsync(EvenSo? decided) =>
            new Preparer(tenant.Reader, writer, rollout.State.Decisions, tenant.Clock, OnRead).RunAsync(plan, new(policies, decided));

        PrepareReport Told(PreparationReport report) => PrepareReport.Of(tenant.TenantId, plan.Rollout, tenant.Clock.GetUtcNow(), tenant.Writer is not null, report);
    }

    // Who decides is only asked where it is done; that it would be refused is told before.
    private static PreparationReport Proposed(PreparationPlan plan, string? evenSo)
    {
        var refused = Preparer.Refusal(plan, evenSo is null ? null : new("", evenSo));
        PreparationReport report = refused is null ? new PreparationReport.Finished() : refused;
        return report with { Plan = plan };
    }
}
