using System.Text.Json.Serialization;

namespace Fido2Workflow.Core.Waves;

/// <summary>What became of a promotion.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "promotion")]
[JsonDerivedType(typeof(Enforced), "enforced")]
[JsonDerivedType(typeof(Unconfirmed), "unconfirmed")]
[JsonDerivedType(typeof(NotYet), "notYet")]
[JsonDerivedType(typeof(Reverted), "reverted")]
public abstract record Promotion
{
    private Promotion() { }

    /// <summary>The policy is enforced, read back, and says what was approved.</summary>
    /// <param name="At">When the tenant changed it, UTC.</param>
    public sealed record Enforced(DateTimeOffset At) : Promotion;

    /// <summary>It was sent, and what is read does not show it yet. Only further reads can tell.</summary>
    public sealed record Unconfirmed : Promotion;

    /// <summary>Nothing was sent.</summary>
    public sealed record NotYet(IReadOnlyList<Hold> Holds) : Promotion;

    /// <summary>It was sent and taken back: the fence rose, or what was read back is not what was approved.</summary>
    public sealed record Reverted(Hold Hold) : Promotion;
}
