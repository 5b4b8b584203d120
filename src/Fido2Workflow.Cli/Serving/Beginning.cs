using System.Net;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Hosting.Tenants;
using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Cli.Serving;

/// <summary>What a host says at each start: where it listens, whom it serves under which identities, and what it goes on with.</summary>
internal sealed class Beginning(ILogger log, ServeOptions options, ServedTenants tenants, IReadOnlyCollection<Uri> addresses)
{
    /// <summary>Says it.</summary>
    public async Task TellAsync(IReadOnlyList<RolloutStanding> rollouts)
    {
        foreach (var tenant in tenants.All)
        {
            if (tenant.Folder is { } folder) ServeLog.ServingSimulated(log, tenant.TenantId, folder, tenant.Address, Text.Instant(tenants.Clock.GetUtcNow()), options.Speed);
            else ServeLog.ServingTenant(log, tenant.TenantId, tenant.Address);
            await TellIdentitiesAsync(tenant);
        }
        foreach (var rollout in rollouts) Tell(rollout);
        foreach (var address in addresses) Tell(address);
    }

    private async Task TellIdentitiesAsync(TenantConnection tenant)
    {
        if (tenant.Writer is not { } writer)
        {
            ServeLog.ReadOnly(log, tenant.TenantId);
            return;
        }
        // Known without asking anybody: it is said also where no token can be got just now.
        if (tenant.IsOneCredential)
        {
            ServeLog.OneCredential(log, tenant.TenantId);
            return;
        }
        switch (await tenant.Reader.ReadIdentityAsync(), await writer.ReadIdentityAsync())
        {
            case (Answer<TokenIdentity>.Given { Value.ObjectId: var reads }, Answer<TokenIdentity>.Given { Value.ObjectId: var writes }) when reads == writes:
                ServeLog.OneIdentity(log, tenant.TenantId, reads);
                break;
            case (Answer<TokenIdentity>.Given { Value.ObjectId: var reads }, Answer<TokenIdentity>.Given { Value.ObjectId: var writes }):
                ServeLog.TwoIdentities(log, tenant.TenantId, reads, writes);
                break;
            case var (reader, written):
                ServeLog.IdentitiesUnknown(log, tenant.TenantId, ((reader as Answer<TokenIdentity>.Failed ?? (Answer<TokenIdentity>.Failed)written).Failure).Sentence);
                break;
        }
    }

    private void Tell(RolloutStanding rollout)
    {
        switch (rollout.Instance)
        {
            case { RuntimeStatus: RuntimeStatus.Failed, Failure: var failure }:
                ServeLog.HasFailed(log, rollout.Plan.Rollout, failure?.ErrorMessage ?? "it does not say which");
                break;
            case { RuntimeStatus: RuntimeStatus.Completed }:
                ServeLog.HasEnded(log, rollout.Plan.Rollout);
                break;
            default:
                ServeLog.GoingOn(log, rollout.Plan.Rollout, rollout.AtWave);
                break;
        }
    }

    private void Tell(Uri address)
    {
        ServeLog.Listening(log, address);
        if (address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip))) return;
        if (address.Scheme == Uri.UriSchemeHttps) ServeLog.ListeningBeyondThisMachine(log, address);
        else ServeLog.ListeningInTheClear(log, address);
    }
}
