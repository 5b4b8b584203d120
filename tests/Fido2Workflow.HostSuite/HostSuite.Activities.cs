using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.HostSuite;

public abstract partial class HostSuite
{
    private RetryPolicy ThreeTimes => new(3, Moment, 2, Moment * 10);

    [Fact]
    public async Task An_activity_answers_its_workflow()
    {
        var instance = await RunAsync(async (context, input) => Done(await context.CallActivityAsync(Note, input) + "!"));

        Assert.Equal(RuntimeStatus.Completed, instance.RuntimeStatus);
        Assert.Equal("input!", instance.Output?.GetString());
        Assert.Equal(["input"], Notes);
    }

    [Fact]
    public async Task Activities_asked_for_together_answer_each_for_itself()
    {
        var instance = await RunAsync(async (context, _) => Done(string.Join(
            ",", await Task.WhenAll(context.CallActivityAsync(Note, "a"), context.CallActivityAsync(Note, "b")))));

        Assert.Equal("a,b", instance.Output?.GetString());
    }

    [Fact]
    public async Task An_activity_that_throws_is_tried_again_with_growing_waits_until_it_answers()
    {
        var flaky = new Activity<string, string>("Flaky", ThreeTimes);
        List<DateTimeOffset> attempts = [];
        var client = await StartAsync(
            CatalogueOf(async (context, input) => Done(await context.CallActivityAsync(flaky, input))).Add(flaky, (context, input) =>
            {
                attempts.Add(context.Now);
                return attempts.Count < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult(input);
            }));

        await client.ScheduleNewInstanceAsync(Main, "at last", "main");
        var instance = await WaitForEndAsync("main");

        Assert.Equal("at last", instance.Output?.GetString());
        Assert.Equal(3, attempts.Count);
        Assert.True(attempts[1] - attempts[0] >= Moment * 0.9, "the first wait was too short");
        Assert.True(attempts[2] - attempts[1] >= Moment * 1.8, "the second wait did not grow");
    }

    [Fact]
    public async Task An_activity_that_throws_on_every_attempt_fails_with_what_it_threw()
    {
        var broken = new Activity<string, string>("Broken", ThreeTimes);
        var attempts = 0;
        var client = await StartAsync(CatalogueOf(async (context, input) =>
        {
            try
            {
                return Done(await context.CallActivityAsync(broken, input));
            }
            catch (TaskFailedException e)
            {
                return Done($"{e.TaskName}: {e.FailureDetails.ErrorType}: {e.FailureDetails.ErrorMessage}");
            }
        }).Add(broken, Task<string> (_, _) => throw new InvalidOperationException($"attempt {++attempts}")));

        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        var instance = await WaitForEndAsync("main");

        Assert.Equal("Broken: InvalidOperationException: attempt 3", instance.Output?.GetString());
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Attempts_go_on_being_counted_after_a_restart()
    {
        var broken = new Activity<string, string>("Broken", new RetryPolicy(3, Moment * 3, 1, Moment * 3));
        var attempts = 0;
        var catalogue = CatalogueOf(async (context, input) => Done(await context.CallActivityAsync(broken, input)))
            .Add(broken, Task<string> (_, _) => throw new InvalidOperationException($"attempt {++attempts}"));
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();
        Assert.Equal(1, attempts);

        await RestartAsync(catalogue);
        var instance = await WaitForEndAsync("main");

        Assert.Equal(RuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task What_an_activity_has_answered_is_not_asked_again_after_a_restart()
    {
        var catalogue = CatalogueOf(async (context, _) =>
        {
            var first = await context.CallActivityAsync(Note, "first");
            await context.WaitForExternalEventAsync("go", context.CurrentUtcDateTime + Moment * 100);
            return Done(first + await context.CallActivityAsync(Note, "second"));
        });
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();

        client = await RestartAsync(catalogue);
        await client.RaiseEventAsync("main", "go");
        var instance = await WaitForEndAsync("main");

        Assert.Equal("firstsecond", instance.Output?.GetString());
        Assert.Equal(["first", "second"], Notes);
    }

    [Fact]
    public async Task An_unknown_activity_stops_the_instance()
    {
        var nobody = new Activity<string, string>("Nobody", Once);

        var instance = await RunAsync(async (context, input) => Done(await context.CallActivityAsync(nobody, input)));

        Assert.Equal(RuntimeStatus.Failed, instance.RuntimeStatus);
    }
}
