using System.Globalization;
using Fido2Workflow.Core.Prediction;
using static Fido2Workflow.Core.Tests.Prediction.Promoting;

namespace Fido2Workflow.Core.Tests.Prediction;

/// <summary>What the time goes into, counted: it grows with people and the apps they use, and not with people times policies.</summary>
public class WorkTests
{
    [Fact]
    public void Twice_the_people_are_twice_the_look_ups_and_no_more_judgements()
    {
        var (once, twice) = (Work(people: 500), Work(people: 1000));
        Assert.Equal((500L * 8, 1000L * 8), (once.Lookups, twice.Lookups));
        Assert.Equal(once.Judgements, twice.Judgements);
        Assert.True(once.Judgements < 500, $"{once.Judgements} judgements");
    }

    private static (long Lookups, long Judgements) Work(int people)
    {
        var others = Enumerable.Range(1, 100).Select(number => Policy(users: $$"""{ "includeGroups": ["group-{{number}}"] }""", id: $"other-{number}")).ToList();
        var change = new PredictedChange(others, [.. others, Policy()], References());
        Circumstances[] uses = [.. Enumerable.Range(0, 8).Select(number => Browser with { AppId = number % 2 == 0 ? Exchange : Vpn, OperatingSystem = $"Windows {number + 6}" })];
        foreach (var number in Enumerable.Range(0, people))
            Assert.NotNull(change.Predict(Ann(number % 3 == 0 ? Nothing : AKey, uses) with { Id = number.ToString(CultureInfo.InvariantCulture), Groups = [$"group-{number % 20}"] }));
        return (change.Lookups, change.Judgements);
    }
}
