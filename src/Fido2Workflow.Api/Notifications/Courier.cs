using System.Threading.Channels;
using Fido2Workflow.Core.Notifications.Deliveries;
using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Api.Notifications;

/// <summary>Brings one target what is in the outbox for it, in order. Each target has a courier of its own: one that is away keeps no other waiting.</summary>
/// <param name="wire">The wire's clock.</param>
internal sealed class Courier(IOutbox outbox, WebhookTarget target, WebhookSender sender, TimeProvider wire, ILogger log)
{
    private static readonly TimeSpan AfterAnError = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something was put into the outbox.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Delivers until the host stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            await WaitAsync(await TryDeliverAsync(stopping), stopping);
    }

    /// <summary>Delivers whatever is due, and answers when the next is: null where nothing waits.</summary>
    public async Task<DateTimeOffset?> DeliverAsync(CancellationToken stopping)
    {
        while (await outbox.ReadNextAsync(target.Name) is { } delivery)
        {
            if (!DeliveryRules.IsDue(delivery, wire.GetUtcNow())) return delivery.DueAt;
            var outcome = DeliveryRules.After(delivery, await sender.SendAsync(target, delivery, stopping), wire.GetUtcNow());
            // A crash before this is noted sends it again, under the same id.
            await outbox.NoteAsync(delivery, outcome);
            Say(delivery, outcome);
        }
        return null;
    }

    private async Task<DateTimeOffset?> TryDeliverAsync(CancellationToken stopping)
    {
        try
        {
            return await DeliverAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            // A full disk, say: what was delivered and could not be noted is sent again.
            DeliveryLog.Broken(log, target.Name, failure);
            return wire.GetUtcNow() + AfterAnError;
        }
    }

    private async Task WaitAsync(DateTimeOffset? until, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var wait = until - wire.GetUtcNow() ?? Timeout.InfiniteTimeSpan;
        var time = Task.Delay(wait < TimeSpan.Zero && until is not null ? TimeSpan.Zero : wait, wire, either.Token);
        await Task.WhenAny(_bell.Reader.WaitToReadAsync(either.Token).AsTask(), time);
        await either.CancelAsync();
        _bell.Reader.TryRead(out _);
    }

    private void Say(Delivery delivery, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Delivered:
                DeliveryLog.Delivered(log, delivery.Id, target.Name);
                break;
            case Outcome.TriedAgain again:
                DeliveryLog.TriedAgain(log, delivery.Id, target.Name, again.Sentence, again.At);
                break;
            case Outcome.GivenUp given:
                DeliveryLog.GivenUp(log, delivery.Id, target.Name, given.Sentence);
                break;
        }
    }
}
