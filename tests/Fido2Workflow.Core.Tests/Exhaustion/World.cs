using System.Collections.Immutable;

namespace Fido2Workflow.Core.Tests.Exhaustion;

/// <summary>All that lies outside of a wave's workflow and outlives a round of it. Never changed: each step makes a new one.</summary>
/// <param name="Now">UTC.</param>
internal sealed record World(DateTimeOffset Now)
{
    /// <summary>What people decided, in order.</summary>
    public ImmutableList<Decision> Decisions { get; init; } = [];

    /// <summary>Whether the wave's policy is enforced.</summary>
    public bool IsEnforced { get; init; }

    /// <summary>Somebody enforced it in the portal.</summary>
    public bool ByHand { get; init; }

    /// <summary>The last write was taken, and reads do not show it yet.</summary>
    public bool IsLate { get; init; }

    /// <summary>An event lies there that no wait has answered.</summary>
    public bool IsNudged { get; init; }

    /// <summary>What the gates judge: another letter once something changed that an approval is of.</summary>
    public string Evidence { get; init; } = "digest-a";

    /// <summary>The membership and the policy's content, as they stand in the tenant.</summary>
    public string Fingerprint { get; init; } = "fingerprint-a";

    /// <summary>How often the log of the enforced wave was read clean.</summary>
    public int CleanLooks { get; init; }

    /// <summary>The questions on whose approval a promotion of ours was written and stood: when each was asked, and its evidence.</summary>
    public ImmutableList<Question> Promoted { get; init; } = [];

    /// <summary>The same, after somebody decided.</summary>
    public World With(Decision decision, bool isNudged = true) =>
        this with { Decisions = Decisions.Add(decision with { Id = $"{Decisions.Count + 1}" }), IsNudged = IsNudged || isNudged };

    /// <summary>The decisions with their places.</summary>
    public IReadOnlyList<StoredDecision> Stored => [.. Decisions.Select((decision, index) => new StoredDecision(index + 1, decision))];
}
