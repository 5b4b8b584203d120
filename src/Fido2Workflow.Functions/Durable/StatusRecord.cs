using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Functions.Durable;

/// <summary>Records durably what an instance said of itself. What is recorded once under an id is not recorded again.</summary>
/// <param name="id">Unique for ever, and the same when the same is recorded again.</param>
public delegate Task RecordStatus(string id, StatusEntry status);

/// <summary>A status on its way to where they are kept: the input of the activity that records it.</summary>
internal sealed record StatusRecord(string Id, StatusEntry Status)
{
    /// <summary>The activity. It is the adapter's own, and in no catalogue.</summary>
    public static readonly Activity<StatusRecord, bool> Activity = new("RecordStatus", new RetryPolicy(10, TimeSpan.FromSeconds(5), 2, TimeSpan.FromMinutes(5)));
}
