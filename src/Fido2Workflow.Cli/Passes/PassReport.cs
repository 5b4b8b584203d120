using Fido2Workflow.Core.Passes;

namespace Fido2Workflow.Cli.Passes;

/// <summary>What became of an order for a pass, as data. No code is ever part of it.</summary>
/// <param name="Person">The user principal name.</param>
/// <param name="Issued">Whether a pass was issued.</param>
/// <param name="Pass">The pass's id; null where none was issued.</param>
/// <param name="LifetimeInMinutes">How long the pass lives, or would.</param>
/// <param name="Until">When it ends, UTC; null where none was issued.</param>
/// <param name="Replaces">The id of the pass whose place it took, or would take; null where there is none.</param>
/// <param name="Refusals">Why none was issued; empty where nothing stood against it.</param>
public sealed record PassReport(
    string Person, bool Issued, string? Pass, double LifetimeInMinutes, DateTimeOffset? Until, string? Replaces, IReadOnlyList<PassReport.Refusal> Refusals)
{
    /// <summary>A reason against it.</summary>
    public sealed record Refusal(string Code, string Sentence, string NextStep);

    /// <summary>A report of what has been found so far, with nothing issued.</summary>
    public static PassReport Of(PassFacts facts, IReadOnlyList<PassRefusal> refusals) => new(
        facts.Person.UserPrincipalName, false, null, facts.Plan.Passes.Lifetime.TotalMinutes, null, facts.Replaced?.Id,
        [.. refusals.Select(refusal => new Refusal(refusal.Code, refusal.Sentence, refusal.NextStep))]);

    /// <summary>The same with one more reason.</summary>
    public PassReport With(string code, string sentence, string nextStep) => this with { Refusals = [.. Refusals, new(code, sentence, nextStep)] };
}
