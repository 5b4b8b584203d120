using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Prediction;
using Fido2Workflow.Core.Tenants;
using Xunit.Abstractions;

namespace Fido2Workflow.Entra.Tests.Predicted;

/// <summary>
/// What is predicted, compared with what happens: drawn tenants whose people work for two days, a policy that is promoted by
/// force, and two days more. The simulator that plays them shares no code with the prediction.
/// </summary>
public sealed class ComparisonTests(ITestOutputHelper output)
{
    private const int Tenants = 200;
    private const int AtOnce = 2;

    [Fact]
    public async Task Nobody_still_in_is_blocked_everybody_locked_out_is_and_little_depends()
    {
        var compared = new List<Compared>();
        foreach (var seeds in Enumerable.Range(1, Tenants).Chunk(AtOnce))
            compared.AddRange(await Task.WhenAll(seeds.Select(seed => Task.Run(() => CompareAsync(seed)))));

        var people = compared.SelectMany(each => each.People).ToList();
        int Count(Outcome outcome) => people.Count(person => person.Outcome == outcome);
        output.WriteLine($"{compared.Count} tenants, {people.Count} people in scope, {compared.Sum(each => each.Pairs)} apps and clients: "
            + $"{Count(Outcome.StillIn)} still in, {Count(Outcome.LockedOut)} locked out, {Count(Outcome.Depends)} depend");
        foreach (var reasons in people.SelectMany(person => person.Reasons.Select(reason => (person.Outcome, reason.Code))).CountBy(each => each).OrderByDescending(each => each.Value))
            output.WriteLine($"  {reasons.Value,4}  {reasons.Key.Outcome}  {reasons.Key.Code}");
        Assert.Empty(compared.SelectMany(each => each.Disagreements));
        Assert.True(Count(Outcome.StillIn) > people.Count / 4 && Count(Outcome.LockedOut) > people.Count / 10, "the tenants show too little");
        Assert.True(Count(Outcome.Depends) * 20 < people.Count, $"{Count(Outcome.Depends)} of {people.Count} depend");
    }

    private static async Task<Compared> CompareAsync(int seed)
    {
        using var drawn = new DrawnTenant(seed);
        await using var world = DrawnWorld.Open(drawn.Folder);
        await world.PassAsync(TimeSpan.FromDays(2));
        var from = world.Now - TimeSpan.FromDays(30);
        var uses = AppUses.None.And(Value(await world.Reader.ReadSignInsAsync(from, world.Now, null)), from);
        var before = Value(await world.Reader.ReadPoliciesAsync());
        var after = before.Select(policy => policy.Id == DrawnTenant.Promoted ? Enabled(policy) : policy).ToList();
        var predicted = Value(await new PredictionReader(world.Reader).PredictAsync(new(before, after, uses))).People.ToDictionary(person => person.UserId);

        var promoted = world.Now;
        await world.EnforceAsync(DrawnTenant.Promoted);
        await world.PassAsync(TimeSpan.FromDays(2.5));
        var rows = Value(await world.Reader.ReadSignInsAsync(promoted, world.Now, null)).Rows.Where(row => row.ErrorCode is 0 or 53003 or 50072);
        var happened = rows.GroupBy(row => (row.UserId, At: AppUse.Of(row))).ToDictionary(same => same.Key, same => same.ToList());
        return Compared.Of(seed, uses, predicted, happened);
    }

    private static ConditionalAccessPolicy Enabled(ConditionalAccessPolicy policy)
    {
        var body = JsonNode.Parse(policy.Body.GetRawText())!;
        body["state"] = ConditionalAccessPolicy.Enabled;
        return policy with { Body = JsonSerializer.SerializeToElement(body) };
    }

    private static T Value<T>(Answer<T> answer) => Assert.IsType<Answer<T>.Given>(answer).Value;

    private sealed record Compared(IReadOnlyList<PersonPrediction> People, int Pairs, IReadOnlyList<string> Disagreements)
    {
        public static Compared Of(
            int seed, AppUses uses, Dictionary<string, PersonPrediction> predicted, Dictionary<(string UserId, Circumstances At), List<SignIn>> happened)
        {
            var (pairs, wrong) = (0, new List<string>());
            foreach (var (person, ways) in uses.ByPerson())
                foreach (var at in ways)
                {
                    if (!happened.TryGetValue((person, at), out var rows)) continue;
                    pairs++;
                    var finding = predicted.GetValueOrDefault(person)?.Findings.FirstOrDefault(finding => finding.At == at);
                    var blocked = rows.Count(row => row.ErrorCode is not 0);
                    if (finding is null && blocked > 0) wrong.Add($"seed {seed}: {person[^2..]} still in at {at.AppId} with {at.Client} on {at.OperatingSystem}, and was blocked {blocked} times of {rows.Count}");
                    if (finding is { Outcome: Outcome.LockedOut } && blocked < rows.Count) wrong.Add($"seed {seed}: {person[^2..]} locked out of {at.AppId} with {at.Client} on {at.OperatingSystem} ({finding.Reasons[0].Code}), and got in {rows.Count - blocked} times of {rows.Count}");
                }
            // Who reached nothing before is not compared: they can lose nothing.
            return new([.. predicted.Values.Where(person => !person.IsUnseen)], pairs, wrong);
        }
    }
}
