namespace Fido2Workflow.Core.Notifications;

/// <summary>
/// Who hears of what, beside the log, which holds all. A plan names targets and nothing more: where a target is, and the secret
/// that signs what it is sent, stand in the configuration of the host. Else a plan could send data to an address of its author's choice.
/// </summary>
public sealed record NotificationPlan
{
    /// <summary>No target.</summary>
    public static NotificationPlan None { get; } = new();

    /// <summary>The targets, each once.</summary>
    public IReadOnlyList<NotificationTarget> Targets { get; init; } = [];

    /// <summary>A target that cannot be reached for so long, on the wire's clock, does not get that notification any more.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The names of those who are told of that, in the plan's order.</summary>
    public IReadOnlyList<string> TargetsOf(Notification notification) =>
        [.. Targets.Where(target => target.Kinds.Contains(notification.Kind)).Select(target => target.Name)];
}

/// <summary>Somebody who hears of some of it.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens: the host's configuration says where that is.</param>
/// <param name="Kinds">What they hear of.</param>
public sealed record NotificationTarget(string Name, IReadOnlyList<NotificationKind> Kinds)
{
    /// <summary>Everything but reminders, which are one for each person without a key.</summary>
    public static IReadOnlyList<NotificationKind> Usual { get; } = [.. Enum.GetValues<NotificationKind>().Where(kind => kind is not NotificationKind.EnrollmentReminder)];
}
