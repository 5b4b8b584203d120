using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Fido2Workflow.Core.Tests.Exhaustion;

/// <summary>
/// Walks every course that a wave can take with at most so many deviations from the good path, round by round. Two courses
/// that meet in the same state go on as one.
/// </summary>
internal sealed partial class Explorer(int deviations)
{
    // Longer than any course that is still getting anywhere.
    private const int MostRounds = 60;

    private readonly Dictionary<string, int> _seen = [];
    private readonly Stack<(WaveWorkflow.State State, World World, int Left, int Round, ImmutableList<string> Course)> _open = [];
    private readonly SortedDictionary<string, SortedSet<string>> _reached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _outcomes = [];

    /// <summary>How many different states a round began in.</summary>
    public int States => _seen.Count;

    /// <summary>How many rounds were run.</summary>
    public int Paths { get; private set; }

    /// <summary>How many courses ended.</summary>
    public int Ends { get; private set; }

    /// <summary>For each call site the outcomes that were reached.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Reached => _reached;

    /// <summary>The outcomes of a call site that were never reached.</summary>
    public IReadOnlyList<string> Unreached =>
        [.. _outcomes.SelectMany(site => site.Value.Except(_reached[site.Key]).Select(outcome => $"{site.Key}: {outcome}"))];

    /// <summary>Walks them all.</summary>
    public async Task RunAsync(WaveWorkflow.State begin, World world)
    {
        _open.Push((begin, world, deviations, 0, []));
        while (_open.TryPop(out var node))
        {
            var name = NameOf(node.State, node.World);
            if (_seen.TryGetValue(name, out var left) && left >= node.Left) continue;
            _seen[name] = node.Left;
            Assert.True(node.Round < MostRounds, $"A wave goes on and on: {string.Join("; ", node.Course)}");
            await RoundsAsync(node.State, node.World, node.Left, node.Round, node.Course);
        }
    }

    private async Task RoundsAsync(WaveWorkflow.State state, World world, int left, int round, ImmutableList<string> course)
    {
        var beginnings = new Stack<(IReadOnlyList<int> Beginning, int Left)>([([], left)]);
        while (beginnings.TryPop(out var next))
        {
            var choices = new Choices(next.Beginning);
            var context = new RoundContext(state, world, choices);
            Paths++;
            var ended = await RunAsync(context, choices, course);
            if (next.Left > 0) Branch(choices, next, beginnings);
            if (ended is Next<WaveWorkflow.State, WaveWorkflow.Outcome>.ContinuedAsNew goesOn)
                _open.Push((goesOn.Input, context.World, next.Left, round + 1, course.AddRange(Deviations(choices))));
            else Ends++;
        }
    }

    private async Task<Next<WaveWorkflow.State, WaveWorkflow.Outcome>> RunAsync(RoundContext context, Choices choices, ImmutableList<string> course)
    {
        try
        {
            return await context.RunAsync();
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"After {string.Join("; ", course.AddRange(Deviations(choices)))}: {broken.Message}", broken);
        }
        finally
        {
            foreach (var (site, outcomes, chosen) in choices.Made)
            {
                if (!_reached.TryGetValue(site, out var reached)) (_reached[site], _outcomes[site]) = (reached = new(StringComparer.Ordinal), outcomes);
                reached.Add(outcomes[chosen]);
            }
        }
    }

    // Another outcome at each place after those already decided on.
    private static void Branch(Choices choices, (IReadOnlyList<int> Beginning, int Left) run, Stack<(IReadOnlyList<int>, int)> beginnings)
    {
        for (var place = run.Beginning.Count; place < choices.Made.Count; place++)
            for (var outcome = 1; outcome < choices.Made[place].Outcomes.Count; outcome++)
                beginnings.Push(([.. run.Beginning, .. Enumerable.Repeat(0, place - run.Beginning.Count), outcome], run.Left - 1));
    }

    private static IEnumerable<string> Deviations(Choices choices) =>
        choices.Made.Where(made => made.Chosen > 0).Select(made => $"{made.Site}: {made.Outcomes[made.Chosen]}");

    // What was when matters by how long ago, and that in half days: no rule of the workflow itself tells more apart.
    private static string NameOf(WaveWorkflow.State state, World world)
    {
        var text = WorkflowJson.Write(state with { Told = null, Waiting = null, AskedToEnrollAt = null }).GetRawText() + WorkflowJson.Write(world with { Now = default }).GetRawText();
        return Instants().Replace(text, instant =>
            DateTimeOffset.TryParse(instant.Value, System.Globalization.CultureInfo.InvariantCulture, out var at) && at != default
                ? $"{Math.Clamp(Math.Floor((at - world.Now) / TimeSpan.FromHours(12)), -2, 14)}"
                : "");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instants();
}
