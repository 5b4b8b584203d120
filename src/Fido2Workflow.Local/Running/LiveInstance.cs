using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>An unfinished instance in memory: as the journal has it, and its code where it stands.</summary>
internal sealed class LiveInstance(InstanceRecord record, Execution execution)
{
    public InstanceRecord Record { get; set; } = record;

    public Execution Execution { get; set; } = execution;

    public ExecutionKey Key => new(Record.InstanceId, Record.Execution);
}
