using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>The token that reads holds the permission of everything that must be read.</summary>
public sealed class PermissionsGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "permissions";

    /// <inheritdoc/>
    public override string Asks => "May the identity that reads see all that the gates are judged by?";

    /// <inheritdoc/>
    public override string Keeps => "permissions suffice for everything that is asked";

    /// <inheritdoc/>
    public override string MendedAt => Portal.EnterpriseApplications;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Identity is not Answer<TokenIdentity>.Given { Value: var identity } given) return Unknown(facts.Identity, now);
        var missing = ReadPermission.MissingFrom(identity.Permissions);
        var evidence = Read($"{identity.Permissions.Count} permissions of {identity.ObjectId}", given);
        return missing.Count == 0
            ? Yes("The identity that reads holds every permission that is needed.", evidence)
            : No("permission-missing",
                $"The identity that reads lacks {missing.Count} {(missing.Count == 1 ? "permission" : "permissions")}: {string.Join("; ", missing.Select(needed => $"{needed.Permission}, to read {needed.Opens}"))}.",
                $"Grant application {identity.ApplicationId ?? identity.ObjectId} {string.Join(", ", missing.Select(needed => needed.Permission).Distinct())}, with admin consent.", [], [evidence]);
    }
}
