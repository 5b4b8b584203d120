using System.Text.Json.Serialization;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>Why a wave does not go on, in words for a person.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Named">Object ids it is about: the first of them, since a status is small.</param>
/// <param name="NamedCount">How many there are.</param>
/// <param name="Until">When it answers itself or is asked again, UTC; null where only a person helps.</param>
[method: JsonConstructor]
public sealed record Hold(string Code, string Sentence, string? NextStep, IReadOnlyList<string> Named, int NamedCount, DateTimeOffset? Until)
{
    /// <summary>The code of the hold until the tenant shows what was changed in it.</summary>
    public const string NotVisible = "change-not-visible";

    /// <summary>The code of the hold of a tenant that does not let us: waiting does not help.</summary>
    public const string Denied = "tenant-denied";

    private const string Throttled = "tenant-throttled";
    private const string Ambiguous = "write-ambiguous";
    private const string Unavailable = "tenant-unavailable";
    private const int NamedAtMost = 10;
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>Whether it only says that nobody can find out just now: what held before may hold still.</summary>
    [JsonIgnore]
    public bool IsBlind => Code is Throttled or Denied or Ambiguous or Unavailable or NotVisible || Code.EndsWith(Gate.UnknownSuffix, StringComparison.Ordinal);

    /// <summary>Whether time alone does not end it.</summary>
    [JsonIgnore]
    public bool NeedsAPerson => Until is null || Code is Denied;

    /// <summary>A hold about nobody in particular.</summary>
    public Hold(string code, string sentence, string? nextStep, DateTimeOffset? until = null) : this(code, sentence, nextStep, [], 0, until) { }

    /// <summary>A hold about these people.</summary>
    public static Hold About(IReadOnlyList<string> people, string code, string sentence, string? nextStep, DateTimeOffset? until = null) =>
        new(code, sentence, nextStep, [.. people.Take(NamedAtMost)], people.Count, until);

    /// <summary>The hold of a gate that does not say yes.</summary>
    public static Hold Of(GateResult result) =>
        new(result.Code, result.Sentence, result.NextStep, [.. result.Named.Take(NamedAtMost)], result.Named.Count, result.Until);

    /// <summary>The hold of an answer that failed.</summary>
    /// <exception cref="InvalidCastException">It did not.</exception>
    public static Hold Of<T>(Answer<T> answer, DateTimeOffset now) => Of(((Answer<T>.Failed)answer).Failure, now);

    /// <summary>The hold of a tenant that did not answer; it is asked again.</summary>
    public static Hold Of(TenantFailure failure, DateTimeOffset now) => failure switch
    {
        TenantFailure.Throttled throttled => new(Throttled, $"{failure.Sentence}.", "Nothing to do: it is asked again then.", throttled.Until),
        TenantFailure.Denied => new(Denied, $"{failure.Sentence}.", "Grant the identity the permission that this request needs.", now + AskAgainAfter),
        TenantFailure.Ambiguous => new(Ambiguous, $"{failure.Sentence}.", "Nothing to do: it is read again once it must be visible.", now + AskAgainAfter),
        _ => new(Unavailable, $"{failure.Sentence}.", "Nothing to do: it is asked again.", now + AskAgainAfter),
    };
}

/// <summary>What an activity of a wave answers: it is done, or the wave holds.</summary>
[JsonConverter(typeof(StepJsonConverter))]
public abstract record Step<T>
{
    private Step() { }

    /// <summary>Done.</summary>
    public sealed record Taken(T Value) : Step<T>;

    /// <summary>Not done, and why.</summary>
    public sealed record Held(Hold Hold) : Step<T>
    {
        /// <summary>What else holds it.</summary>
        public IReadOnlyList<Hold> Besides { get; init; } = [];

        /// <summary>All that holds it.</summary>
        public IReadOnlyList<Hold> Holds => [Hold, .. Besides];
    }
}
