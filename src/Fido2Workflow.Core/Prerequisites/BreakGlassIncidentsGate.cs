using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Nobody signed in with a break-glass account but in a drill: any other sign-in is an incident until somebody has looked into it.</summary>
public sealed class BreakGlassIncidentsGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-incidents";

    /// <inheritdoc/>
    public override string Asks => "Was no break-glass account signed in with outside a drill?";

    /// <inheritdoc/>
    public override string Keeps => "a break-glass sign-in outside a drill is an incident";

    /// <inheritdoc/>
    public override string MendedAt => Portal.SignIns;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var evidence = new List<Evidence>();
        var incidents = new List<(string Account, SignIn Row)>();
        Answer<SignInLog>? failed = null;
        foreach (var account in facts.BreakGlassAccounts.Distinct())
        {
            var log = BreakGlassSignIns.Of(facts, account);
            if (log is not Answer<SignInLog>.Given { Value: var rows } given)
            {
                failed ??= log;
                continue;
            }
            evidence.Add(Read($"{rows.Rows.Count} sign-ins of {facts.Names([account])} since {rows.From:yyyy-MM-dd}", given));
            incidents.AddRange(rows.Rows.Where(row => BreakGlassSignIns.IsSignIn(row) && !IsExplained(facts, account, row.At, now)).Select(row => (account, row)));
        }
        if (incidents.Count > 0)
            return No("break-glass-incident",
                $"{facts.Names([.. incidents.Select(incident => incident.Account).Distinct()])} was signed in with outside a drill, last {incidents.Max(incident => incident.Row.At):yyyy-MM-dd HH:mm} UTC.",
                "Find out who it was, change the credentials if nobody says so, and attest that it was looked into: fido2 attest incident-looked-into.",
                [.. incidents.Select(incident => incident.Account).Distinct()], evidence);
        return failed is not null ? Unknown(failed, now) : Yes("No break-glass account was signed in with outside a drill.", evidence);
    }

    private static bool IsExplained(TenantFacts facts, string account, DateTimeOffset at, DateTimeOffset now) =>
        facts.Decisions.Any(decision => decision switch
        {
            AttestedDrill drill => drill.Account == account && (drill.SignedInAt - at).Duration() <= facts.Plan.Prerequisites.DrillSpan,
            Attested word => word.Item is AttestationItem.IncidentLookedInto && word.Account == account && word.At >= at && word.At <= now,
            _ => false,
        });
}
