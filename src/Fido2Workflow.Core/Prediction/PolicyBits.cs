using System.Numerics;

namespace Fido2Workflow.Core.Prediction;

/// <summary>A set of policies, one bit each, by their place in a <see cref="PolicySet"/>.</summary>
internal sealed class PolicyBits(int count) : IEquatable<PolicyBits>
{
    private readonly ulong[] _words = new ulong[(count + 63) / 64];

    public void Add(int policy) => _words[policy / 64] |= 1UL << (policy % 64);

    public void Add(PolicyBits others)
    {
        for (var word = 0; word < _words.Length; word++) _words[word] |= others._words[word];
    }

    public void Remove(PolicyBits others)
    {
        for (var word = 0; word < _words.Length; word++) _words[word] &= ~others._words[word];
    }

    /// <summary>Those in both.</summary>
    public PolicyBits Intersect(PolicyBits other)
    {
        var both = new PolicyBits(_words.Length * 64);
        for (var word = 0; word < _words.Length; word++) both._words[word] = _words[word] & other._words[word];
        return both;
    }

    public bool Contains(int policy) => (_words[policy / 64] & (1UL << (policy % 64))) != 0;

    /// <summary>Their places.</summary>
    public IEnumerable<int> Each()
    {
        for (var word = 0; word < _words.Length; word++)
            for (var left = _words[word]; left != 0; left &= left - 1)
                yield return word * 64 + BitOperations.TrailingZeroCount(left);
    }

    public bool Equals(PolicyBits? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as PolicyBits);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in _words) hash.Add(word);
        return hash.ToHashCode();
    }
}
