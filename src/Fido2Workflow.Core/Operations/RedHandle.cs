using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Operations;

/// <summary>
/// Puts a wave back to report-only past its workflow, which may hang, have failed, or be no more. It asks neither a gate nor
/// the journal: the policy is found by the rollout's own name for it. The workflow finds it done.
/// </summary>
/// <remarks>The decision comes first: the fence it raises is what keeps a promotion under way from undoing this.</remarks>
public sealed class RedHandle(ITenantReader reader, RollBack rollBack)
{
    /// <summary>The code of the hold where the tenant shows no policy of that name.</summary>
    public const string NotFound = "policy-not-found";

    /// <summary>The code of the hold where it shows several.</summary>
    public const string NotOne = "policy-not-ours";

    private static readonly TimeSpan SoonestAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LatestAgain = TimeSpan.FromSeconds(30);

    /// <summary>The activity.</summary>
    public Task<Step<Done>> RunAsync(ActivityContext context, WaveKey key) => PullByNameAsync(WavePolicy.DisplayName(key.Rollout, key.Wave), context.Now);

    /// <summary>What the tenant holds under a name of the rollout's.</summary>
    public async Task<Answer<OwnPolicy>> FindAsync(string displayName) =>
        (await reader.ReadPoliciesAsync()).Select(policies => OwnPolicy.Named(displayName, policies));

    /// <summary>Finds the policy of that name and pulls: once, at once.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<Step<Done>> PullByNameAsync(string displayName, DateTimeOffset now) => await FindAsync(displayName) switch
    {
        Answer<OwnPolicy>.Given { Value: OwnPolicy.Found found } => await PullAsync(found.Policy.Id, now),
        Answer<OwnPolicy>.Given { Value: OwnPolicy.Missing } => new Step<Done>.Held(new(NotFound,
            $"The tenant shows no policy named \"{displayName}\": it was never made, or somebody gave it another name.", "Look for it in the portal. Where it is enforced, roll it back by its object id.")),
        Answer<OwnPolicy>.Given { Value: OwnPolicy.Several several } => new Step<Done>.Held(new(NotOne,
            $"{several.Ids.Count} policies are named \"{displayName}\": {string.Join(", ", several.Ids)}.", "Find out which of them is the rollout's, and roll that one back by its object id.")),
        var unread => new Step<Done>.Held(Hold.Of(unread, now)),
    };

    /// <summary>Pulls again and again until the policy is read back in report-only, where waiting may help, for so long at most.</summary>
    /// <param name="policyId">The policy's object id.</param>
    /// <param name="told">Told why it is not read back yet, and how long is waited.</param>
    public async Task<Step<Done>> PullUntilReadBackAsync(string policyId, RolloutClock clock, TimeSpan atMost, Action<Hold, TimeSpan> told)
    {
        var (waited, wait) = (TimeSpan.Zero, SoonestAgain);
        while (true)
        {
            var step = await PullAsync(policyId, clock.GetUtcNow());
            if (step is not Step<Done>.Held { Hold: var hold } || hold.Code == Hold.Denied || waited + wait > atMost) return step;
            told(hold, wait);
            await clock.SleepAsync(wait, CancellationToken.None);
            (waited, wait) = (waited + wait, 2 * wait < LatestAgain ? 2 * wait : LatestAgain);
        }
    }

    /// <summary>Pulls: once, at once, whatever the policy says now.</summary>
    /// <param name="policyId">The policy's object id.</param>
    /// <param name="now">The rollout's clock, UTC.</param>
    public Task<Step<Done>> PullAsync(string policyId, DateTimeOffset now) => rollBack.PutBackAsync(policyId, now);
}
