using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Cli.Tests.Rollbacks;

/// <summary>A rollback that was acknowledged while a promotion is under way wins, in whichever order the two get to the tenant.</summary>
public class ContestedPromotionTests
{
    [Fact]
    public Task Unless_somebody_rolls_it_back_the_wave_is_enforced() => ContestedWave.UseAsync(async wave =>
    {
        var attempt = await wave.BeginAsync();
        Assert.IsType<Promotion.Enforced>(await attempt.PromoteAsync(() => Task.CompletedTask));
        Assert.Equal(ConditionalAccessPolicy.Enabled, (await wave.PolicyAsync()).State);
    });

    [Fact]
    public Task In_whichever_order_they_read_and_write_the_policy_ends_in_report_only() => ContestedWave.UseAsync(async wave =>
    {
        var ends = new HashSet<string>();
        var orders = await Interleaving.ExploreAsync(async interleaving =>
        {
            var attempt = await wave.BeginAsync();
            Promotion? promotion = null;
            var seenByThePromotion = false;
            await interleaving.RunAsync(
                async turn =>
                {
                    promotion = await attempt.PromoteAsync(turn);
                    seenByThePromotion = attempt.WasSeen;
                },
                async turn => await attempt.RollBackAsync(turn));

            ends.Add(promotion!.GetType().Name);
            Assert.Equal(ConditionalAccessPolicy.ReportOnly, (await wave.PolicyAsync()).State);
            // What had ended before the rollback was stored was enforced, and counts for nothing at the next look.
            if (promotion is Promotion.Enforced) Assert.False(seenByThePromotion);
            Assert.True(attempt.IsTakenBackNext);
        });

        Assert.True(orders > 50, $"{orders} orders are not all there are");
        Assert.Equal(["Enforced", "NotYet", "Reverted"], ends.Order());
    });

    [Fact]
    public Task A_promotion_that_dies_anywhere_and_runs_again_does_not_undo_the_rollback() => ContestedWave.UseAsync(async wave =>
    {
        const int MostAccesses = 12;
        for (var death = 1; death <= MostAccesses; death++)
            for (var rollback = 1; rollback <= death; rollback++)
            {
                var attempt = await wave.BeginAsync();
                var access = 0;
                await Assert.ThrowsAnyAsync<Exception>(async () =>
                {
                    await attempt.PromoteAsync(async () =>
                    {
                        access++;
                        if (access == rollback) await attempt.RollBackAsync(() => Task.CompletedTask);
                        if (access == death) throw new DiedException();
                    });
                    throw new DiedException();
                });

                // It ended before: there is nothing that could run again.
                if (access < rollback) await attempt.RollBackAsync(() => Task.CompletedTask);
                Assert.IsNotType<Promotion.Enforced>(await attempt.PromoteAsync(() => Task.CompletedTask));
                Assert.Equal(ConditionalAccessPolicy.ReportOnly, (await wave.PolicyAsync()).State);
            }
    });

    private sealed class DiedException : Exception;
}
