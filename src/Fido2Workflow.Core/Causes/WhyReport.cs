using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Releases;
using Fido2Workflow.Core.SignIns;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Causes;

/// <summary>Why, for one person: what was found, the cause, and what helps.</summary>
/// <param name="Person">The user principal name.</param>
/// <param name="Id">The object id.</param>
/// <param name="Wave">The enforced wave that hits them; null where none does, or nobody can tell.</param>
/// <param name="Keys">What the enrollment check says of them.</param>
/// <param name="ReleasedUntil">When their release ends, UTC; null where they are not released.</param>
/// <param name="Cause">Its stable code.</param>
/// <param name="IsOurs">Whether it is the rollout's doing; null where nobody can tell.</param>
/// <param name="Sentence">The cause in a sentence.</param>
/// <param name="Remedies">What helps, ranked.</param>
/// <param name="SignIns">Their last sign-ins, newest first.</param>
public sealed record WhyReport(
    string Person, string Id, int? Wave, EnrollmentStatus Keys, DateTimeOffset? ReleasedUntil, string Cause, bool? IsOurs, string Sentence,
    IReadOnlyList<Remedy> Remedies, IReadOnlyList<WhyReport.Row> SignIns)
{
    private const int Shown = 10;

    /// <summary>A sign-in in words.</summary>
    /// <param name="At">UTC.</param>
    /// <param name="Words">How it ended.</param>
    public sealed record Row(DateTimeOffset At, string App, bool IsInteractive, int? ErrorCode, string Words, bool? UsedKey);

    /// <summary>The report of what was read. Pure.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static WhyReport Of(PersonFacts facts, DateTimeOffset now)
    {
        var cause = CauseRules.Of(facts);
        var rows = facts.SignIns is Answer<SignInLog>.Given { Value: var log } ? SignInRows.Merge(log.Rows.Where(row => row.UserId == facts.Person.Id)) : [];
        return new(
            facts.Name, facts.Person.Id, facts.Hit?.Number,
            facts.Enrollment is Answer<UserEnrollment>.Given { Value.Status: var keys } ? keys : EnrollmentStatus.Error,
            Release.Of(facts.Decisions).FirstOrDefault(release => release.Person == facts.Person.Id && release.IsLive(now))?.Until,
            cause.Code, cause.IsOurs, cause.Sentence, RemedyRules.Of(facts, cause, now),
            [.. rows.Reverse().Take(Shown).Select(row => new Row(row.At, row.AppDisplayName ?? row.AppId, row.IsInteractive, row.ErrorCode, Words(row), row.UsedFido2))]);
    }

    /// <summary>Reads what is to be known and reports it.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static async Task<WhyReport> ReadAsync(ITenantReader reader, IDecisionStore decisions, Plan plan, User person, DateTimeOffset now) =>
        Of(await new PersonFactsReader(reader, decisions).ReadWithSignInsAsync(plan, person, now), now);

    private static string Words(SignIn row) => row.ErrorCode switch
    {
        0 => "success",
        null => "not said",
        { } code => SignInErrorWords.Of(code) ?? "a code that is in no table",
    };
}
