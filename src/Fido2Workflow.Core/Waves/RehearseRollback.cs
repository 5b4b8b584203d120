using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>Tries the credential that a rollback would use. It holds the writer, for that is whose token is tried, and writes nothing.</summary>
public sealed class RehearseRollback(ITenantWriter writer)
{
    /// <summary>The activity.</summary>
    public async Task<RollbackRehearsal> RunAsync(ActivityContext context, WaveKey key) => await writer.ReadIdentityAsync() switch
    {
        Answer<TokenIdentity>.Given given => new(context.Now, given.Value, null),
        Answer<TokenIdentity>.Failed failed => new(context.Now, null, failed.Failure),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };
}
