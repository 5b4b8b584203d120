using Fido2Workflow.Api.Yaml;

namespace Fido2Workflow.Api.Notifications;

/// <summary>
/// The section <c>Notifications</c> of the configuration: where the targets are that plans name. It belongs to whoever runs the
/// host; whoever writes a plan cannot change where anything is sent.
/// </summary>
public sealed class NotificationsSection
{
    /// <summary>The section's name.</summary>
    public const string Name = "Notifications";

    /// <summary>The hosts that may be posted to: <c>hooks.contoso.com</c>, or <c>127.0.0.1:9000</c> where the port is not the usual one.</summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>The targets by their names in the plans.</summary>
    public IDictionary<string, TargetSection> Targets { get; set; } = new Dictionary<string, TargetSection>();

    /// <summary>The targets.</summary>
    /// <exception cref="BadInputException">One of them cannot be used. No sentence holds a secret or the path of an address.</exception>
    public IReadOnlyList<WebhookTarget> Read()
    {
        var all = Targets.OrderBy(target => target.Key, StringComparer.Ordinal)
            .Select(target => (target.Key, Made: WebhookTarget.Create(target.Key, target.Value.Address, target.Value.Secret, [.. AllowedHosts]))).ToList();
        List<string> mistakes = [.. all.Where(each => each.Made.Mistake is not null).Select(each => $"{Name}:Targets:{each.Key}:{each.Made.Mistake}.")];
        return mistakes.Count > 0 ? throw new BadInputException(mistakes) : [.. all.Select(each => each.Made.Target!)];
    }

    /// <summary>One target.</summary>
    public sealed class TargetSection
    {
        /// <summary>Where it is posted to.</summary>
        public string? Address { get; set; }

        /// <summary>What signs it: <see cref="WebhookTarget.ShortestSecret"/> or more random characters.</summary>
        public string? Secret { get; set; }
    }
}
