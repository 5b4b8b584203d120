using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local;

/// <summary>A row of the journal is damaged or missing, so the instance it belongs to cannot be replayed.</summary>
public sealed class UnreadableJournalException(string instanceId, string found, Exception? innerException = null)
    : UnreadableInstanceException(
        $"The journal of {instanceId} cannot be read: {found}. The instance stops here and its policy stays as it is; other "
        + "instances go on. Look at what it was doing in its status history, then restore the state folder from a copy or "
        + "start the work again under a new id.", innerException);
