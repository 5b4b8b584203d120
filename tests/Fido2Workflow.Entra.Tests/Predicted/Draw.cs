namespace Fido2Workflow.Entra.Tests.Predicted;

/// <summary>Draws by a seed: the same in every run and on every machine (xorshift, by Marsaglia).</summary>
internal sealed class Draw(int seed)
{
    private ulong _state = (ulong)seed * 0x9E3779B97F4A7C15 + 0x1234567;

    public int Below(int most)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)(_state % (ulong)most);
    }

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Each with that chance.</summary>
    public IReadOnlyList<T> Some<T>(IReadOnlyList<T> choices, int percent) => [.. choices.Where(_ => Chance(percent))];
}
