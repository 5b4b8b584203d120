using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Core.Prediction;

/// <summary>What one person can present, by what they registered and what the tenant lets them use.</summary>
/// <param name="Sure">What they surely can, wherever a client can ask for it.</param>
/// <param name="Perhaps">What they may.</param>
/// <param name="Keys">The AAGUIDs of the keys that the FIDO2 policy lets in; null stands for a key that does not say.</param>
/// <param name="WithoutKey">Why no key of theirs opens anything, whatever a policy asks; null where one does.</param>
public sealed record Means(Methods Sure, Methods Perhaps, IReadOnlyList<string?> Keys, Reason? WithoutKey)
{
    /// <summary>What a strength takes of what they can present to that client.</summary>
    internal Verdict Satisfy(Strength strength, Methods sure, Methods perhaps)
    {
        var best = strength.HasUnknownCombination && sure != Methods.Password ? Verdict.Unknown : Verdict.No;
        foreach (var combination in strength.Combinations)
        {
            if ((combination & ~(sure | perhaps)) != Methods.None) continue;
            var has = (combination & ~sure) == Methods.None ? Verdict.Yes : Verdict.Unknown;
            best = best.Or(combination.HasFlag(Methods.Fido2) ? has.And(TakesAKey(strength)) : has);
            if (best is Verdict.Yes) return best;
        }
        return best;
    }

    private Verdict TakesAKey(Strength strength) => strength.KeyModels is not { } models
        ? Verdict.Yes
        : Keys.Any(key => key is not null && models.Contains(key)) ? Verdict.Yes : Verdicts.Of(Keys.Contains(null) ? null : false);

    /// <summary>One text for equal means.</summary>
    internal string Signature => $"{(int)Sure} {(int)Perhaps} {string.Join(',', Keys.Order(StringComparer.Ordinal))} {WithoutKey?.Code}:{WithoutKey?.Sentence}";
}

/// <summary>An authentication strength, made ready.</summary>
internal sealed record Strength(string Name, IReadOnlyList<Methods> Combinations, bool HasUnknownCombination, IReadOnlySet<string>? KeyModels)
{
    /// <summary>Makes one ready.</summary>
    public static Strength Of(Tenants.AuthenticationStrength strength)
    {
        var read = strength.AllowedCombinations.Select(MethodCombinations.Parse).ToList();
        return new(
            strength.DisplayName ?? strength.Id, [.. read.SelectMany(each => each ?? [])], read.Contains(null),
            strength.AllowedAaGuids?.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether a key is among what it takes at all.</summary>
    public bool TakesKeys => Combinations.Any(combination => combination.HasFlag(Methods.Fido2));
}
