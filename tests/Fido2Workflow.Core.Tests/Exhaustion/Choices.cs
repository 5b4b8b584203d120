namespace Fido2Workflow.Core.Tests.Exhaustion;

/// <summary>What happens in one run of a round, at each place where more than one thing can happen: the first of them is the good path.</summary>
/// <param name="beginning">What happens at the first places; after them all goes well.</param>
internal sealed class Choices(IReadOnlyList<int> beginning)
{
    private readonly List<(string Site, IReadOnlyList<string> Outcomes, int Chosen)> _made = [];

    /// <summary>Each place that the run came to, what can happen there, and what did.</summary>
    public IReadOnlyList<(string Site, IReadOnlyList<string> Outcomes, int Chosen)> Made => _made;

    /// <summary>What happens here.</summary>
    public string Pick(string site, params IReadOnlyList<string> outcomes)
    {
        var chosen = _made.Count < beginning.Count ? beginning[_made.Count] : 0;
        _made.Add((site, outcomes, chosen));
        return outcomes[chosen];
    }
}
