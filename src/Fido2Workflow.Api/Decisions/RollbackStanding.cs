using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Api.Decisions;

/// <summary>How a rollback stands when its decision is answered. Whatever it says, the rollback goes on until it is read back.</summary>
/// <param name="IsReadBack">The policy was put back to report-only, and read back so.</param>
/// <param name="Hold">Why it is not yet; null where it is.</param>
public sealed record RollbackStanding(bool IsReadBack, Hold? Hold)
{
    // Whoever pulls the red handle is not kept waiting by a tenant that does not answer: the decision is stored.
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(5);

    /// <summary>Pulls the handle past the workflows, and tells what came of it within a few seconds.</summary>
    /// <param name="displayName">The policy's name.</param>
    /// <param name="now">The rollout's clock, UTC.</param>
    internal static async Task<RollbackStanding> PullAsync(RedHandle? handle, string displayName, DateTimeOffset now)
    {
        if (handle is null)
            return new(false, new("writes-not-allowed", "This host was started without leave to write.", "Roll the wave back with fido2 rollback --direct, or start the host with --allow-writes."));
        try
        {
            return await handle.PullByNameAsync(displayName, now).WaitAsync(AnsweredWithin) switch
            {
                Step<Done>.Held held => new(false, held.Hold),
                _ => new(true, null),
            };
        }
        catch (TimeoutException)
        {
            return new(false, new("rollback-under-way", "The tenant has not answered yet.", "Read how the wave stands. Where it stays so, roll it back with fido2 rollback --direct."));
        }
    }
}
