using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Rollbacks;

/// <summary>Stores the decision of a rollback past the host, wherever that can be done; the rollback itself never waits for it.</summary>
internal sealed class DirectWords(string folder)
{
    // Who decided where not even a token says who pulls.
    private const string Unnamed = "rollback --direct";

    /// <summary>Stores it, and raises the fence by it.</summary>
    public async Task<DirectWord> StoreAsync(DirectTarget target, ITenantWriter writer, DateTimeOffset at, string? reason)
    {
        if (target is not { Rollout: { } rollout, Wave: { } wave })
            return new(null, "No decision is stored: it would be about a wave of a rollout, and this policy is told by neither.");
        try
        {
            using var state = DecisionsAlone.OpenIfAny(folder);
            if (state is null) return new(null, $"No decision is stored: there is no state folder {folder} here.");
            var decision = new RolledBack
            {
                Id = $"{rollout}/rollback-direct/{Guid.NewGuid():N}", Rollout = rollout, Wave = wave, At = at, Reason = reason,
                By = await writer.ReadIdentityAsync() is Answer<TokenIdentity>.Given identity ? identity.Value.ObjectId : Unnamed,
            };
            await state.Decisions.AddAsync(decision);
            return new(decision.Id, $"The decision is stored in {folder}: nothing promotes wave {wave} of {rollout} until it is resumed.");
        }
        catch (StateFolderException fault)
        {
            return new(null, $"The decision is not stored. {fault.Message}");
        }
    }
}
