namespace Fido2Workflow.Core.Notifications.Deliveries;

/// <summary>
/// What is on its way to the targets, on disk: a crash, or a receiver that is away for days, loses none of it and holds nothing.
/// A target gets its notifications in the order in which they were taken.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Takes notifications durably, all or none, each for the targets that the plan names for it, and answers how many some target
    /// had not been given before. What a target has been given it is not given again.
    /// </summary>
    /// <param name="now">The wire's clock, UTC.</param>
    Task<int> AddAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan, DateTimeOffset now);

    /// <summary>What a target gets next; null where it has had everything.</summary>
    Task<Delivery?> ReadNextAsync(string target);

    /// <summary>The names of the targets that have not had everything, in order.</summary>
    Task<IReadOnlyList<string>> ReadTargetsAsync();

    /// <summary>Notes what became of an attempt.</summary>
    Task NoteAsync(Delivery delivery, Outcome outcome);
}
