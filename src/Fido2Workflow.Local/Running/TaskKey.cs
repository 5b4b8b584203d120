namespace Fido2Workflow.Local.Running;

/// <summary>One execution of an instance. What was begun for an earlier one concerns a later one no more.</summary>
internal sealed record ExecutionKey(string InstanceId, int Number);

/// <summary>One thing that an execution asked for.</summary>
internal sealed record TaskKey(ExecutionKey Execution, int TaskId);
