namespace Fido2Workflow.Core.Notifications.Deliveries;

/// <summary>A notification on its way to one target. It knows the target by name alone: neither address nor secret is kept with it.</summary>
/// <param name="Sequence">Its place in the order in which they were taken.</param>
/// <param name="Target">The target's name in the plan.</param>
/// <param name="Id">The notification's id: the receiver takes each once.</param>
/// <param name="Body">What is sent, JSON.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
/// <param name="DueAt">Not before then, on the wire's clock, UTC.</param>
/// <param name="GiveUpAt">An attempt that fails after this was the last, on the wire's clock, UTC.</param>
public sealed record Delivery(long Sequence, string Target, string Id, string Body, int Attempts, DateTimeOffset DueAt, DateTimeOffset GiveUpAt);
