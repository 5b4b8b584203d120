using Fido2Workflow.Api.Notifications;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Local;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Fido2Workflow.Api.Tests.Notifications;

/// <summary>A host's way to its targets over a state folder, on a wire's clock that the test turns. It can be started again.</summary>
internal sealed class SendingHost : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef0123456789abcdef-secret";

    private readonly string _folder = Directory.CreateTempSubdirectory("fido2-notify-").FullName;
    private readonly ILoggerFactory _loggers;
    private StateFolder? _state;
    private OutgoingWebhooks? _webhooks;

    public SendingHost() => _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));

    public FakeTimeProvider Wire { get; } = new(new DateTimeOffset(2027, 1, 4, 7, 0, 0, TimeSpan.Zero));

    public CapturedLog Log { get; } = new();

    public WatchedOutbox Outbox { get; private set; } = null!;

    public NotificationPlan Plan { get; init; } = new() { Targets = [new("desk", NotificationTarget.Usual)] };

    public static Notification.Promoted News(int number) =>
        new() { Id = $"contoso.wave-{number}/promoted", Rollout = "contoso", Wave = number, At = new(2027, 1, 4, 7, 0, 0, TimeSpan.Zero) };

    /// <summary>Starts, or starts anew on what the last one left.</summary>
    public async Task StartAsync(params (string Target, Receiver At)[] targets)
    {
        await StopAsync();
        _state = StateFolder.Open(_folder);
        Outbox = new WatchedOutbox(_state.OpenOutbox());
        var section = new NotificationsSection
        {
            AllowedHosts = [.. targets.Select(target => target.At.Address.Authority)],
            Targets = targets.ToDictionary(target => target.Target, target => new NotificationsSection.TargetSection { Address = new Uri(target.At.Address, "/hidden-path").ToString(), Secret = Secret }),
        };
        _webhooks = new(Outbox, section.Read(), Wire, _loggers.CreateLogger<OutgoingWebhooks>());
        await _webhooks.StartAsync();
    }

    public Task<int> SendAsync(params Notification[] news) => _webhooks!.SendAsync(news, Plan);

    public async Task StopAsync()
    {
        if (_webhooks is not null) await _webhooks.DisposeAsync();
        _state?.Dispose();
        (_webhooks, _state) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _loggers.Dispose();
        // What is logged may be read by many more than may post to a target.
        Assert.DoesNotContain(Secret, Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-path", Log.Text, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden-path", text, StringComparison.Ordinal);
        }
        Directory.Delete(_folder, recursive: true);
    }
}
