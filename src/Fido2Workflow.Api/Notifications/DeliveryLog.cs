using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Api.Notifications;

/// <summary>What the log says of deliveries: names and ids, never an address, a secret or what was sent.</summary>
internal static partial class DeliveryLog
{
    /// <summary>A target has it.</summary>
    [LoggerMessage(1, LogLevel.Debug, "Notification {Notification} was delivered to {Target}.")]
    public static partial void Delivered(ILogger log, string notification, string target);

    /// <summary>It is tried again.</summary>
    [LoggerMessage(2, LogLevel.Warning, "Notification {Notification} was not delivered to {Target}: {Why} It is tried again {At:u}.")]
    public static partial void TriedAgain(ILogger log, string notification, string target, string why, DateTimeOffset at);

    /// <summary>It is not tried any more.</summary>
    [LoggerMessage(3, LogLevel.Error, "Notification {Notification} is not delivered to {Target} any more: {Why} It stands in notifications.jsonl.")]
    public static partial void GivenUp(ILogger log, string notification, string target, string why);

    /// <summary>Delivering broke down.</summary>
    [LoggerMessage(4, LogLevel.Error, "What waits for {Target} cannot be delivered just now. It is tried again in a minute.")]
    public static partial void Broken(ILogger log, string target, Exception failure);

    /// <summary>A plan names a target that the configuration does not.</summary>
    [LoggerMessage(5, LogLevel.Warning, "Notifications wait for {Target}, and the configuration does not say where that is. Add it under Notifications:Targets and start again.")]
    public static partial void Unknown(ILogger log, string target);
}
