using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Cli.Tests.Rehearsals;

namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary>
/// The runner is abandoned after each write and the files are opened again: one chain over the whole rollout. The tenant is
/// the outside world and stands, also where the answer to a write was lost with whoever had asked for it.
/// </summary>
public class AbandonedAfterEveryWriteTests
{
    [Fact]
    public async Task Abandoned_after_every_write_a_rehearsal_ends_with_the_summary_of_the_unbroken_run()
    {
        var unbroken = await Contoso.UndisturbedAsync();
        using var state = new StateOfARehearsal();
        var options = new RehearsalOptions { Folder = Tenants.Contoso, State = state.Path, AfterWrite = () => throw new AbandonedException() };
        await using var tenant = await RehearsalTenant.OpenAsync(options);

        var abandoned = 0;
        RehearsalReport? report = null;
        while (report is null)
        {
            try
            {
                report = await new Rehearsal(options).RunAsync(tenant);
            }
            catch (Exception end) when (end is AbandonedException or { InnerException: AbandonedException })
            {
                Assert.True(++abandoned <= 2 * unbroken.DurableWrites, $"abandoned {abandoned} times it is no further");
            }
        }

        Assert.Equal(ClosingSummary.Of(unbroken.Report), ClosingSummary.Of(report));
        Assert.True(abandoned >= unbroken.DurableWrites, $"{abandoned} ends cannot have followed each of {unbroken.DurableWrites} writes");
    }

    private sealed class AbandonedException : Exception;
}
