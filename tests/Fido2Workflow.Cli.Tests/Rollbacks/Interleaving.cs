namespace Fido2Workflow.Cli.Tests.Rollbacks;

/// <summary>
/// Runs several actors one access at a time, in every order there is: each asks for its turn before it touches what they
/// share, and nobody else moves while it goes on to its next.
/// </summary>
internal sealed class Interleaving
{
    private readonly IReadOnlyList<int> _choices;
    private readonly List<(int Chosen, int Of)> _made = [];
    private readonly SortedDictionary<int, TaskCompletionSource> _waiting = [];
    private readonly List<Task> _actors = [];
    private TaskCompletionSource _asked = new();

    private Interleaving(IReadOnlyList<int> choices) => _choices = choices;

    /// <summary>Runs <paramref name="runAsync"/> once for each order; answers how many there were.</summary>
    public static async Task<int> ExploreAsync(Func<Interleaving, Task> runAsync)
    {
        var orders = 0;
        for (IReadOnlyList<int>? choices = []; choices is not null; orders++)
        {
            var interleaving = new Interleaving(choices);
            await runAsync(interleaving);
            choices = interleaving.Next();
        }
        return orders;
    }

    /// <summary>Lets the actors go; each is given what it asks for its turns with.</summary>
    public async Task RunAsync(params Func<Func<Task>, Task>[] actors)
    {
        foreach (var (number, actor) in actors.Index())
            await MoveAsync(() => _actors.Add(actor(() => AskAsync(number))), number);
        while (_waiting.Count > 0)
        {
            var able = _waiting.Keys.ToList();
            var choice = _made.Count < _choices.Count ? _choices[_made.Count] : 0;
            _made.Add((choice, able.Count));
            _waiting.Remove(able[choice], out var turn);
            await MoveAsync(turn!.SetResult, able[choice]);
        }
        await Task.WhenAll(_actors);
    }

    private Task AskAsync(int actor)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(actor, turn);
        _asked.SetResult();
        return turn.Task;
    }

    private async Task MoveAsync(Action move, int actor)
    {
        _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        move();
        await Task.WhenAny(_asked.Task, _actors[actor]);
    }

    // The order that differs from this one in its last choice that has another left.
    private List<int>? Next()
    {
        for (var last = _made.Count - 1; last >= 0; last--)
            if (_made[last].Chosen + 1 < _made[last].Of)
                return [.. _made.Take(last).Select(made => made.Chosen), _made[last].Chosen + 1];
        return null;
    }
}
