using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// The sign-in log can be read with the results of policies, and is kept for as long as a wave in report-only looks back.
/// </summary>
public sealed class SignInLogGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "sign-in-log";

    /// <inheritdoc/>
    public override string Asks => "Does the sign-in log show the results of policies, as far back as the report-only days?";

    /// <inheritdoc/>
    public override string Keeps => "log retention suffices for the report-only review";

    /// <inheritdoc/>
    public override string MendedAt => Portal.DiagnosticSettings;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var kept = facts.Plan.Prerequisites.LogKept;
        var from = ReportOnlyLogGate.ReadFrom(facts.Plan, DateTimeOffset.MinValue, now);
        if (now - from > kept)
            return No("log-retention-too-short",
                $"The log is kept for {kept.TotalDays:0} days, and {facts.Plan.Gates.ReportOnlyWorkingDays} working days of report-only look back to {from:yyyy-MM-dd}.",
                "Keep the log for longer, or plan fewer working days.", [], []);
        if (facts.RecentSignIns is not Answer<SignInLog>.Given { Value: var log } given) return Unknown(facts.RecentSignIns, now);
        var silent = log.Rows.Count(row => row.PolicyResult is PolicyResult.Unknown);
        var evidence = Read($"{log.Rows.Count} sign-ins of {log.From:yyyy-MM-dd HH:mm} to {log.To:yyyy-MM-dd HH:mm} UTC", given);
        if (silent > 0)
            return Unknown($"{silent} of {log.Rows.Count} sign-ins do not say what policies did.",
                "Grant the reader's identity Policy.Read.All: without it the log leaves policies out.");
        return Yes($"The log can be read with the results of policies, and is kept for {kept.TotalDays:0} days.", evidence);
    }
}
