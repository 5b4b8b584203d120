using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Core.Waves;

/// <summary>What stops a wave by a person's word, or by the brake's.</summary>
public enum HaltKind
{
    /// <summary>Nothing is changed until it is resumed.</summary>
    Paused,

    /// <summary>The policy goes back to report-only, and the wave waits to be resumed.</summary>
    RolledBack,

    /// <summary>The policy goes back to report-only, and the wave ends.</summary>
    Aborted,
}

/// <summary>A halt that stands.</summary>
/// <param name="By">Object id of the person, or the product's own name.</param>
/// <param name="At">UTC.</param>
public sealed record Halt(HaltKind Kind, string By, DateTimeOffset At, string? Reason)
{
    /// <summary>The code of the hold that names a halt of that kind.</summary>
    public static string CodeOf(HaltKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The halt that stands for a wave, or null. An abort stands for ever; the others until they are resumed.</summary>
    public static Halt? Of(IEnumerable<StoredDecision> decisions, int wave)
    {
        Halt? standing = null;
        foreach (var decision in decisions.Select(stored => stored.Decision).Where(decision => decision.Wave == wave))
            standing = decision switch
            {
                _ when standing is { Kind: HaltKind.Aborted } => standing,
                Aborted => new(HaltKind.Aborted, decision.By, decision.At, decision.Reason),
                RolledBack => new(HaltKind.RolledBack, decision.By, decision.At, decision.Reason),
                // A pause of a wave being rolled back does not take the rollback away.
                Paused when standing is null => new(HaltKind.Paused, decision.By, decision.At, decision.Reason),
                Resumed => null,
                _ => standing,
            };
        return standing;
    }
}
