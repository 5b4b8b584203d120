using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>Puts a wave's policy back to report-only. It asks no gate and needs no approval; it is done once it is read back.</summary>
public sealed class RollBack(ITenantReader reader, ITenantWriter writer)
{
    /// <summary>The code of the hold until the tenant shows it.</summary>
    public const string NotVisible = "rollback-not-visible";

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>The activity.</summary>
    public Task<Step<Done>> RunAsync(ActivityContext context, WaveInTenant wave) => PutBackAsync(wave.Objects.Policy, context.Now);

    /// <summary>Writes once and reads back once.</summary>
    /// <param name="policyId">The policy's object id.</param>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<Step<Done>> PutBackAsync(string policyId, DateTimeOffset now)
    {
        // It is written whatever a read would say: a promotion just sent may not show yet, and a rollback that waits for a
        // read is no red handle.
        var written = await writer.SetPolicyStateAsync(policyId, ConditionalAccessPolicy.ReportOnly);
        if (IsReportOnly(await reader.ReadPolicyAsync(policyId))) return new Step<Done>.Taken(new());
        return new Step<Done>.Held(written is Answer<Done>.Failed { Failure: var failure }
            ? Hold.Of(failure, now) with { Until = failure is TenantFailure.Throttled throttled ? throttled.Until : now + LookAgainAfter }
            : new(NotVisible, "The policy was put back to report-only, and the tenant does not show it yet.", "Nothing to do: it is read again.", now + LookAgainAfter));
    }

    private static bool IsReportOnly(Answer<ConditionalAccessPolicy> policy) =>
        policy is Answer<ConditionalAccessPolicy>.Given { Value.State: ConditionalAccessPolicy.ReportOnly };
}
