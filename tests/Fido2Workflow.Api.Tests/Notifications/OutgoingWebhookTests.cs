using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fido2Workflow.Api.Webhooks;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Notifications.Deliveries;

namespace Fido2Workflow.Api.Tests.Notifications;

public sealed class OutgoingWebhookTests
{
    [Fact]
    public async Task A_notification_is_posted_as_json_under_its_id_with_a_signature_that_both_ends_compute()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new SendingHost();
        await host.StartAsync(("desk", receiver));
        await host.SendAsync(SendingHost.News(1));
        var received = await receiver.NextAsync();

        Assert.Equal(("/hidden-path", SendingHost.News(1).Id, "application/json; charset=utf-8"), (received.Path, received.Id, received.Headers.ContentType.ToString()));
        Assert.Equal(JsonSerializer.Serialize<Notification>(SendingHost.News(1), WorkflowJson.Options), Encoding.UTF8.GetString(received.Body));

        var timestamp = host.Wire.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(SendingHost.Secret), Encoding.UTF8.GetBytes(timestamp + ".").Concat(received.Body).ToArray());
        Assert.Equal((timestamp, "sha256=" + Convert.ToHexString(mac).ToLowerInvariant()), (received.Headers["Fido2-Timestamp"].ToString(), received.Headers["Fido2-Signature"].ToString()));

        var desk = new Integration(received.Headers[WebhookSignature.IntegrationHeader].ToString(), "tenant", [new WebhookSecret(SendingHost.Secret)]);
        Assert.Null(WebhookSignature.Check(desk, received.Headers, received.Body, host.Wire.GetUtcNow()));
        received.Body[0] ^= 1;
        Assert.Equal(WebhookProblems.WrongSignature, WebhookSignature.Check(desk, received.Headers, received.Body, host.Wire.GetUtcNow()));
    }

    [Fact]
    public async Task A_receiver_that_answers_500_gets_it_again_freshly_signed_and_what_comes_after_it_in_order()
    {
        await using var receiver = await Receiver.StartAsync(500, 500, 204);
        await using var host = new SendingHost();
        await host.StartAsync(("desk", receiver));
        await host.SendAsync(SendingHost.News(1), SendingHost.News(2));
        await host.SendAsync(SendingHost.News(3));

        Assert.Equal(host.Wire.GetUtcNow().AddSeconds(5), Assert.IsType<Outcome.TriedAgain>(await host.Outbox.NextAsync()).At);
        host.Wire.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(host.Wire.GetUtcNow().AddSeconds(10), Assert.IsType<Outcome.TriedAgain>(await host.Outbox.NextAsync()).At);
        host.Wire.Advance(TimeSpan.FromSeconds(10));
        for (var delivered = 0; delivered < 3; delivered++) Assert.IsType<Outcome.Delivered>(await host.Outbox.NextAsync());

        var received = new List<Receiver.Received>();
        for (var each = 0; each < 5; each++) received.Add(await receiver.NextAsync());
        Assert.Equal([1, 1, 1, 2, 3], received.Select(Number));
        Assert.Equal(3, received.Take(3).Select(each => each.Headers[WebhookSignature.TimestampHeader].ToString()).Distinct().Count());
        Assert.False(receiver.HasMore);
    }

    [Fact]
    public async Task A_receiver_that_is_down_holds_nothing_and_gets_it_from_the_next_host_where_the_configuration_says_it_is_now()
    {
        var down = await Receiver.StartAsync();
        await using var host = new SendingHost();
        await host.StartAsync(("desk", down));
        await down.DisposeAsync();
        Assert.Equal(1, await host.SendAsync(SendingHost.News(1)));
        Assert.Contains("could not be reached", Assert.IsType<Outcome.TriedAgain>(await host.Outbox.NextAsync()).Sentence, StringComparison.Ordinal);
        await host.StopAsync();

        await using var moved = await Receiver.StartAsync();
        await host.StartAsync(("desk", moved));
        host.Wire.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(SendingHost.News(1).Id, (await moved.NextAsync()).Id);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_not_waited_for_and_keeps_no_other_target_waiting()
    {
        var answer = new TaskCompletionSource();
        await using var slow = await Receiver.AnsweringAsync(_ => answer.Task);
        await using var quick = await Receiver.StartAsync();
        await using var host = new SendingHost { Plan = new() { Targets = [new("desk", NotificationTarget.Usual), new("pager", NotificationTarget.Usual)] } };
        await host.StartAsync(("desk", slow), ("pager", quick));
        await host.SendAsync(SendingHost.News(1), SendingHost.News(2));

        await slow.NextAsync();
        Assert.Equal((SendingHost.News(1).Id, SendingHost.News(2).Id), ((await quick.NextAsync()).Id, (await quick.NextAsync()).Id));
        Assert.IsType<Outcome.Delivered>(await host.Outbox.NextAsync());
        Assert.IsType<Outcome.Delivered>(await host.Outbox.NextAsync());
        host.Wire.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("It did not answer within 10 seconds.", Assert.IsType<Outcome.TriedAgain>(await host.Outbox.NextAsync()).Sentence);
        answer.SetResult();
    }

    [Fact]
    public async Task A_redirect_is_never_followed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        await using var receiver = await Receiver.AnsweringAsync(context =>
        {
            context.Response.Redirect(elsewhere.Address.ToString());
            return Task.CompletedTask;
        });
        await using var host = new SendingHost();
        await host.StartAsync(("desk", receiver));
        await host.SendAsync(SendingHost.News(1));
        Assert.Equal("It answered 302, and a redirect is never followed.", Assert.IsType<Outcome.TriedAgain>(await host.Outbox.NextAsync()).Sentence);
        Assert.False(elsewhere.HasMore);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_given_up_in_the_log_and_the_next_is_sent_to_it_all_the_same()
    {
        await using var receiver = await Receiver.StartAsync(410, 204);
        await using var host = new SendingHost();
        await host.StartAsync(("desk", receiver));
        await host.SendAsync(SendingHost.News(1), SendingHost.News(2));
        Assert.IsType<Outcome.GivenUp>(await host.Outbox.NextAsync());
        Assert.IsType<Outcome.Delivered>(await host.Outbox.NextAsync());
        await host.StopAsync();
        Assert.Contains($"Notification {SendingHost.News(1).Id} is not delivered to desk any more: It answered 410.", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_is_away_for_longer_than_the_plan_says_is_given_up_at_that_time()
    {
        await using var receiver = await Receiver.StartAsync(503);
        await using var host = new SendingHost { Plan = new() { Targets = [new("desk", NotificationTarget.Usual)], GiveUpAfter = TimeSpan.FromHours(12) } };
        var began = host.Wire.GetUtcNow();
        await host.StartAsync(("desk", receiver));
        await host.SendAsync(SendingHost.News(1));
        while (await host.Outbox.NextAsync() is Outcome.TriedAgain again) host.Wire.SetUtcNow(again.At);
        Assert.Equal(began.AddHours(12), host.Wire.GetUtcNow());
        Assert.Empty(await host.Outbox.ReadTargetsAsync());
    }

    [Fact]
    public async Task A_receiver_may_say_when_it_is_asked_again()
    {
        await using var receiver = await Receiver.AnsweringAsync(context =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "120");
            return Task.CompletedTask;
        });
        await using var host = new SendingHost();
        await host.StartAsync(("desk", receiver));
        await host.SendAsync(SendingHost.News(1));
        Assert.Equal(host.Wire.GetUtcNow().AddMinutes(2), Assert.IsType<Outcome.TriedAgain>(await host.Outbox.NextAsync()).At);
    }

    [Fact]
    public async Task A_crash_between_sending_and_noting_sends_it_again_under_the_same_id()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new SendingHost();
        await host.StartAsync(("desk", receiver));
        host.Outbox.BeforeNote = () => throw new IOException("no space left on device");
        await host.SendAsync(SendingHost.News(1));
        Assert.Equal(SendingHost.News(1).Id, (await receiver.NextAsync()).Id);

        await host.StartAsync(("desk", receiver));
        Assert.Equal(SendingHost.News(1).Id, (await receiver.NextAsync()).Id);
        Assert.IsType<Outcome.Delivered>(await host.Outbox.NextAsync());
        // Once it is noted it is not sent again; how often it came before that is the crash's.
        await host.StartAsync(("desk", receiver));
        await host.SendAsync(SendingHost.News(2));
        Assert.IsType<Outcome.Delivered>(await host.Outbox.NextAsync());
        Assert.Empty(await host.Outbox.ReadTargetsAsync());
        string id;
        while ((id = (await receiver.NextAsync()).Id) != SendingHost.News(2).Id) Assert.Equal(SendingHost.News(1).Id, id);
    }

    [Fact]
    public async Task A_disk_that_was_full_for_a_while_is_tried_again_by_the_same_host()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new SendingHost();
        await host.StartAsync(("desk", receiver));
        var broken = new TaskCompletionSource();
        host.Outbox.BeforeNote = () =>
        {
            host.Outbox.BeforeNote = null;
            broken.SetResult();
            throw new IOException("no space left on device");
        };
        await host.SendAsync(SendingHost.News(1));
        await broken.Task;
        // The bell wakes it before the minute is over: whatever is new may be taken now.
        await host.SendAsync(SendingHost.News(2));
        Assert.IsType<Outcome.Delivered>(await host.Outbox.NextAsync());
        Assert.IsType<Outcome.Delivered>(await host.Outbox.NextAsync());
        Assert.Equal([1, 1, 2], new[] { await receiver.NextAsync(), await receiver.NextAsync(), await receiver.NextAsync() }.Select(Number));
    }

    [Fact]
    public async Task The_same_notification_sent_twice_is_delivered_once()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new SendingHost();
        await host.StartAsync(("desk", receiver));
        Assert.Equal(1, await host.SendAsync(SendingHost.News(1)));
        Assert.IsType<Outcome.Delivered>(await host.Outbox.NextAsync());
        Assert.Equal(0, await host.SendAsync(SendingHost.News(1)));
        Assert.Equal(1, await host.SendAsync(SendingHost.News(1), SendingHost.News(2)));
        Assert.Equal([1, 2], new[] { await receiver.NextAsync(), await receiver.NextAsync() }.Select(Number));
    }

    [Fact]
    public async Task A_target_that_the_configuration_does_not_know_waits_and_the_log_says_so()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new SendingHost();
        await host.StartAsync();
        Assert.Equal(1, await host.SendAsync(SendingHost.News(1)));
        Assert.Contains("does not say where that is", host.Log.Text, StringComparison.Ordinal);
        await host.StartAsync(("desk", receiver));
        Assert.Equal(SendingHost.News(1).Id, (await receiver.NextAsync()).Id);
    }

    private static int Number(Receiver.Received received) => JsonSerializer.Deserialize<Notification>(received.Body, WorkflowJson.Options)!.Wave;
}
