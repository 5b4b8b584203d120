namespace Fido2Workflow.Core.Durable;

/// <summary>Why an activity or a workflow failed, cut to a size that every host can keep.</summary>
/// <param name="ErrorType">The exception's type name.</param>
/// <param name="ErrorMessage">Its message, at most <see cref="MaxMessageLength"/> characters.</param>
public sealed record FailureDetails(string ErrorType, string ErrorMessage)
{
    /// <summary>Durable Task hangs an instance whose failure text passes 64 KB; this stays far below.</summary>
    public const int MaxMessageLength = 4_000;

    /// <summary>The details of an exception.</summary>
    public static FailureDetails Of(Exception exception)
    {
        var message = exception.Message;
        return new(exception.GetType().Name, message.Length <= MaxMessageLength ? message : message[..MaxMessageLength]);
    }
}

/// <summary>An activity or child workflow failed for good.</summary>
public sealed class TaskFailedException(string taskName, FailureDetails details)
    : Exception($"{taskName} failed: {details.ErrorType}: {details.ErrorMessage}")
{
    /// <summary>The activity or child workflow.</summary>
    public string TaskName { get; } = taskName;

    /// <summary>What it failed of.</summary>
    public FailureDetails FailureDetails { get; } = details;
}

/// <summary>The workflow's code asks for something else than its history holds at that place.</summary>
public sealed class NonDeterministicWorkflowException(string instanceId, string expected, string found)
    : Exception(
        $"The history of {instanceId} holds {expected}, but the code now asks for {found}. The instance stops here and "
        + "its policy stays as it is. To go on, restore the state from its last copy and run it with the build that started it; a "
        + "workflow that changes is registered under a new version.");

/// <summary>The history names a workflow, a version or an activity that this build does not have.</summary>
public sealed class UnknownWorkflowException(string instanceId, string name, string version)
    : Exception(
        $"{instanceId} runs {name} in version {version}, which this build does not have. The instance stops here and its "
        + "policy stays as it is. To go on, restore the state from its last copy and run it with a build that has them.");

/// <summary>The workflow awaited a task that is not the port's, so its host cannot replay it.</summary>
public sealed class ForeignAwaitException(string instanceId)
    : Exception(
        $"{instanceId} awaits a task that is not one of its WorkflowContext. It cannot be replayed, so the instance stops "
        + "here and its policy stays as it is. Move that work into an activity.");

/// <summary>The workflow returned while a task that it had started was still open.</summary>
public sealed class UnawaitedTaskException(string instanceId, int open)
    : Exception(
        $"{instanceId} returned with {open} {(open == 1 ? "task" : "tasks")} that it started and did not await. The instance "
        + "stops here and its policy stays as it is. Await each task before returning.");

/// <summary>What a host keeps of an instance cannot be read. The message says of which, and what to do.</summary>
public abstract class UnreadableInstanceException(string message, Exception? innerException) : Exception(message, innerException);
