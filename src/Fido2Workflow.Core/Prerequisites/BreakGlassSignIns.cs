using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.SignIns;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>The sign-ins of break-glass accounts in the log.</summary>
internal static class BreakGlassSignIns
{
    /// <summary>From when on the log is read, UTC: as far back as an account must be verified, and as the log is kept.</summary>
    public static DateTimeOffset ReadFrom(Plan plan, DateTimeOffset now)
    {
        var figures = plan.Prerequisites;
        return now - (figures.BreakGlassVerifiedWithin < figures.LogKept ? figures.BreakGlassVerifiedWithin : figures.LogKept);
    }

    public static Answer<SignInLog> Of(TenantFacts facts, string account) =>
        facts.BreakGlassSignIns.GetValueOrDefault(account)?.Select(log => log with { Rows = [.. log.Rows.Where(row => row.UserId == account)] })
        ?? new Answer<SignInLog>.Failed(new TenantFailure.NotFound { Request = $"sign-ins of {account}" });

    /// <summary>Whether somebody got in. Attempts that failed are the noise of every tenant.</summary>
    public static bool IsSignIn(SignIn row) => SignInErrors.Classify(row.ErrorCode) is SignInErrorClass.NotAnError;
}
