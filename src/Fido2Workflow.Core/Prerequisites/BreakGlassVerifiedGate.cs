using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Each break-glass account was signed in with lately: by a drill of any wave, or by what the log shows.</summary>
public sealed class BreakGlassVerifiedGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-verified";

    /// <inheritdoc/>
    public override string Asks => "Was each break-glass account signed in with lately, to verify it?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass accounts tested monthly";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 drill";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var since = now - facts.Plan.Prerequisites.BreakGlassVerifiedWithin;
        var evidence = new List<Evidence>();
        var overdue = new List<string>();
        Answer<SignInLog>? failed = null;
        foreach (var account in facts.BreakGlassAccounts.Distinct())
        {
            var drill = facts.Decisions.OfType<AttestedDrill>().LastOrDefault(drill => drill.Account == account && drill.SignedInAt > since && drill.SignedInAt <= now);
            if (drill is not null)
            {
                evidence.Add(Attestations.Evidence($"drill of {facts.Names([account])} by {facts.Names([drill.By])}", drill));
                continue;
            }
            var log = BreakGlassSignIns.Of(facts, account);
            if (log is not Answer<SignInLog>.Given { Value: var rows } given) failed ??= log;
            else if (rows.Rows.Any(row => row.At > since && BreakGlassSignIns.IsSignIn(row))) evidence.Add(Read($"a sign-in of {facts.Names([account])}", given));
            else overdue.Add(account);
        }
        if (overdue.Count > 0)
            return No("break-glass-unverified", $"Nobody has signed in with {facts.Names(overdue)} since {since:yyyy-MM-dd}: nobody knows whether {(overdue.Count == 1 ? "it still works" : "they still work")}.",
                "Sign in with the account, reach the admin portals, and record the drill.", overdue, evidence);
        return failed is not null ? Unknown(failed, now) : Yes($"Each break-glass account was signed in with since {since:yyyy-MM-dd}.", evidence);
    }
}
