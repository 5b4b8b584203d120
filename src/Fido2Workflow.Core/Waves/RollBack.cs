using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>Puts a wave's policy back to report-only. It asks no gate and needs no approval; it is done once it is read back.</summary>
public sealed class RollBack(ITenantReader reader, ITenantWriter writer)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>The activity.</summary>
    public async Task<Step<Done>> RunAsync(ActivityContext context, WaveInTenant wave)
    {
        // It is written whatever a read would say: a promotion just sent may not show yet, and a rollback that waits for a
        // read is no red handle.
        var written = await writer.SetPolicyStateAsync(wave.Objects.Policy, ConditionalAccessPolicy.ReportOnly);
        if (IsReportOnly(await reader.ReadPolicyAsync(wave.Objects.Policy))) return new Step<Done>.Taken(new());
        return new Step<Done>.Held(written is Answer<Done>.Failed { Failure: var failure }
            ? Hold.Of(failure, context.Now) with { Until = failure is TenantFailure.Throttled throttled ? throttled.Until : context.Now + LookAgainAfter }
            : new("rollback-not-visible", "The policy was put back to report-only, and the tenant does not show it yet.", "Nothing to do: it is read again.", context.Now + LookAgainAfter));
    }

    private static bool IsReportOnly(Answer<ConditionalAccessPolicy> policy) =>
        policy is Answer<ConditionalAccessPolicy>.Given { Value.State: ConditionalAccessPolicy.ReportOnly };
}
