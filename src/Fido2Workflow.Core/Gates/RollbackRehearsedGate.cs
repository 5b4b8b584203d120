using System.Text.Json.Serialization;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>A rehearsal of the rollback: what its credential is, or why it could not be had.</summary>
/// <param name="At">When it was tried, UTC.</param>
/// <param name="Identity">Whose token came; null where none did.</param>
/// <param name="Failure">Why none came.</param>
public sealed record RollbackRehearsal(DateTimeOffset At, TokenIdentity? Identity, TenantFailure? Failure)
{
    /// <summary>What a rollback needs. Source: Microsoft Graph, "Update conditionalAccessPolicy".</summary>
    public const string Permission = "Policy.ReadWrite.ConditionalAccess";

    /// <summary>Whether the credential got a token that may roll back.</summary>
    [JsonIgnore]
    public bool IsPermitted => Identity?.Permissions.Contains(Permission, StringComparer.OrdinalIgnoreCase) is true;
}

/// <summary>The rollback was rehearsed just before: its credential got a token, may change policies, and no policy of the wave hits it.</summary>
public sealed class RollbackRehearsedGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "rollback-rehearsed";

    /// <inheritdoc/>
    public override string Asks => "Did the rollback's credential just get a token that may change policies, and is it outside the wave's scope?";

    /// <inheritdoc/>
    public override string Keeps => "rollback plan rehearsed";

    /// <inheritdoc/>
    public override string MendedAt => Portal.EnterpriseApplications;

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.Rollback is not { } rehearsal || now - rehearsal.At > facts.Plan.Gates.RollbackRehearsedWithin)
            return No("rollback-not-rehearsed", $"The rollback was not rehearsed within {facts.Plan.Gates.RollbackRehearsedWithin.TotalHours:0} hours.", "Nothing to do: it is rehearsed before the gates are asked again.", [], []);
        if (rehearsal.Identity is not { } identity)
            return Unknown(new Answer<TokenIdentity>.Failed(rehearsal.Failure ?? new TenantFailure.Unreadable("no identity") { Request = "token of the writer" }), now);
        if (!rehearsal.IsPermitted)
            return No("rollback-not-permitted", $"The identity {identity.ObjectId} could not roll back: its token lacks {RollbackRehearsal.Permission}.",
                $"Grant it the permission {RollbackRehearsal.Permission}.", [identity.ObjectId], []);
        if (facts.EffectiveScope is not Answer<IReadOnlyList<string>>.Given { Value: var scope } given) return Unknown(facts.EffectiveScope, now);
        if (scope.Contains(identity.ObjectId, StringComparer.OrdinalIgnoreCase))
            return No("rollback-in-scope", $"The wave's policy would hit the very identity that rolls back, {facts.Name(identity.ObjectId)}.",
                "Roll back with an application's identity, or take that account out of the wave.", [identity.ObjectId], []);
        return Yes("The rollback's credential got a token, may change policies and is out of scope.",
            new Evidence($"token of {identity.ObjectId}", rehearsal.At, "token"), Read($"effective scope of {scope.Count} people", given));
    }
}
