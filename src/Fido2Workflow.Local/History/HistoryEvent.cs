using System.Text.Json;
using System.Text.Json.Serialization;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.History;

/// <summary>What reaches an instance from outside. Each is the cause of one turn.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ExecutionStarted), "executionStarted")]
[JsonDerivedType(typeof(TaskCompleted), "taskCompleted")]
[JsonDerivedType(typeof(TaskFailed), "taskFailed")]
[JsonDerivedType(typeof(AttemptFailed), "attemptFailed")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(EventRaised), "eventRaised")]
internal abstract record HistoryEvent;

/// <summary>The workflow begins, or begins anew with the events that it had not yet read.</summary>
internal sealed record ExecutionStarted(JsonElement Input, IReadOnlyList<string> UnreadEvents) : HistoryEvent;

/// <summary>An activity or child workflow answered.</summary>
internal sealed record TaskCompleted(int TaskId, JsonElement Result) : HistoryEvent;

/// <summary>An activity or child workflow failed for good.</summary>
internal sealed record TaskFailed(int TaskId, FailureDetails Failure) : HistoryEvent;

/// <summary>An activity threw and is tried again at <paramref name="RetryAt"/>. The workflow is told nothing.</summary>
internal sealed record AttemptFailed(int TaskId, FailureDetails Failure, DateTimeOffset RetryAt) : HistoryEvent;

/// <summary>A timer's instant came.</summary>
internal sealed record TimerFired(int TaskId) : HistoryEvent;

/// <summary>Somebody nudged the instance.</summary>
internal sealed record EventRaised(string EventName) : HistoryEvent;
