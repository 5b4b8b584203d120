using System.Globalization;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Releases;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.KeyLosses;

/// <summary>How far a step is.</summary>
public enum KeyLossStanding
{
    /// <summary>Done, or not needed.</summary>
    Done,

    /// <summary>To be done now.</summary>
    Next,

    /// <summary>To be done once what is before it is done.</summary>
    Later,
}

/// <summary>A step on the way from a lost key to a new one.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Sentence">What it is.</param>
/// <param name="Command">What does it; null where the person does it themselves.</param>
public sealed record KeyLossStep(string Code, KeyLossStanding Standing, string Sentence, string? Command);

/// <summary>
/// The way of a lost key, in its order: gone, in by other means, a new key, and the release over. Pure: where a person stands
/// on it follows from what is read and what was decided, so it can be taken up at any time.
/// </summary>
public static class KeyLossPath
{
    /// <summary>The steps; a step is next when all before it are done.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static IReadOnlyList<KeyLossStep> Of(PersonFacts facts, DateTimeOffset now)
    {
        var loss = KeyLoss.Last(facts.Decisions, facts.Person.Id);
        var release = Release.Of(facts.Decisions).FirstOrDefault(each => each.Person == facts.Person.Id && each.IsLive(now));
        var enrollment = (facts.Enrollment as Answer<UserEnrollment>.Given)?.Value;
        var holdsKey = enrollment?.Status is EnrollmentStatus.Registered;
        var hasNewKey = holdsKey && loss is not null && enrollment!.Keys.Any(key => key.Created >= loss.At && key.Id != loss.Key);
        var user = facts.Name;

        (string Code, bool IsDone, string Sentence, string? Command)[] steps =
        [
            ("revoke", loss is { IsRevoked: true }, "The lost key is deleted and their sessions are revoked, after an identity check.",
                $"fido2 lost-key --user {user} --identity-check \"…\" --allow-writes"),
            ("way-in", holdsKey || release is not null || facts.Hit is null, WayIn(user, holdsKey, release, facts.Hit?.Number), $"fido2 release --rollout {facts.Plan.Rollout} --wave {facts.Hit?.Number ?? 0} --person {user} --identity-check \"…\" --reason \"…\""),
            ("new-key", hasNewKey, "They register a new key, in a session with a Temporary Access Pass where they have no other way.", $"fido2 tap issue --user {user} --allow-writes"),
            ("release-over", hasNewKey && release is null, "Their release is over.", release is null ? null : $"fido2 release --rollout {facts.Plan.Rollout} --wave {release.Wave} --person {user} --end"),
        ];
        var next = Array.FindIndex(steps, step => !step.IsDone);
        return [.. steps.Select((step, index) => new KeyLossStep(
            step.Code, next < 0 || index < next ? KeyLossStanding.Done : index == next ? KeyLossStanding.Next : KeyLossStanding.Later, step.Sentence, step.Command))];
    }

    private static string WayIn(string user, bool holdsKey, Release? release, int? wave) =>
        holdsKey ? $"{user} signs in with another key that they hold."
        : release is not null ? string.Create(CultureInfo.InvariantCulture, $"{user} is released until {release.Until:yyyy-MM-dd HH:mm} UTC.")
        : wave is null ? $"No enforced wave hits {user}."
        : $"{user} is released from wave {wave} until they have a new key, or signs in with a spare.";
}
