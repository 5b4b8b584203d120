namespace Fido2Workflow.Core.Tests;

public class StepJsonTests
{
    private static T Again<T>(T value) => WorkflowJson.Read<T>(WorkflowJson.Write(value));

    [Fact]
    public void A_step_taken_reads_back_as_it_was() =>
        Assert.Equal(
            new Step<WaveObjects>.Taken(new("group", "policy")),
            Again<Step<WaveObjects>>(new Step<WaveObjects>.Taken(new("group", "policy"))));

    [Fact]
    public void A_step_of_nothing_to_say_reads_back_as_taken() =>
        Assert.IsType<Step<Done>.Taken>(Again<Step<Done>>(new Step<Done>.Taken(new())));

    [Fact]
    public void A_step_held_reads_back_with_its_hold_whole()
    {
        var hold = new Hold("code", "Why.", "What next.", ["ann"], 12, Some.Now);
        var again = Assert.IsType<Step<WaveObjects>.Held>(Again<Step<WaveObjects>>(new Step<WaveObjects>.Held(hold))).Hold;
        Assert.Equal(WorkflowJson.Write(hold).GetRawText(), WorkflowJson.Write(again).GetRawText());
    }

    [Fact]
    public void A_step_held_by_several_reads_back_with_all()
    {
        Hold[] holds = [new("one", "Why.", null), new("two", "Why.", "What next.", ["ann"], 1, null), new("three", "Why.", null)];
        var again = Assert.IsType<Step<WaveObjects>.Held>(Again<Step<WaveObjects>>(new Step<WaveObjects>.Held(holds[0]) { Besides = [holds[1], holds[2]] }));
        Assert.Equal(holds.Select(hold => hold.Code), again.Holds.Select(hold => hold.Code));
    }

    [Fact]
    public void A_step_that_is_neither_is_not_read() =>
        Assert.Throws<System.Text.Json.JsonException>(() => WorkflowJson.Read<Step<WaveObjects>>(Some.Json("{}")));

    public static TheoryData<Promotion> Promotions =>
    [
        new Promotion.Enforced(Some.Now), new Promotion.Unconfirmed(), new Promotion.NotYet([new("a", "b", null)]), new Promotion.Reverted(new("a", "b", "c", Some.Now)),
    ];

    [Theory]
    [MemberData(nameof(Promotions))]
    public void A_promotion_reads_back_as_its_own_kind(Promotion promotion)
    {
        var again = Again(promotion);
        Assert.Equal(promotion.GetType(), again.GetType());
        Assert.Equal(WorkflowJson.Write(promotion).GetRawText(), WorkflowJson.Write(again).GetRawText());
    }

    [Fact]
    public void A_waves_state_reads_back_as_it_was()
    {
        var key = new WaveKey("contoso", 1, "sha256:plan");
        var state = new WaveWorkflow.State(
            key, WaveWorkflow.Figures.Of(Some.Plan), new("group", "policy"), new("fingerprint", Some.Now), "sha256:missing", 3, Some.Now.AddHours(-2), "sha256:evidence",
            new(new("digest", 3), Some.Now.AddDays(7), 4),
            new(key, new("group", "policy"), Some.Now, "fingerprint", new("digest", 3), 4, "sha256:evidence"), Some.Now);
        Assert.Equal(state, Again(state));
    }
}
