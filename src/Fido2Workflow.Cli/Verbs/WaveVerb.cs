using System.CommandLine;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Endpoints;
using Fido2Workflow.Api.Views;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Operating;
using Fido2Workflow.Core.Operations;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 wave</c>: what people decide about a wave, over the API of its host.</summary>
public static class WaveVerb
{
    private const int LeastOfADigest = 8;
    private const string DigestPrefix = "sha256:";

    /// <summary>The verb.</summary>
    public static Command Create() => new("wave", "Starts, approves, halts and rolls back a wave, over the API of its host.")
    {
        Status(),
        Decide("start", "Lets the wave open, once the one before is done.", "It opens."),
        Answer("approve", YesOrNo.Yes, "Says yes to the promotion on exactly this evidence.", "Approved."),
        Answer("reject", YesOrNo.No, "Says no to the promotion on this evidence.", "Rejected: the wave holds until it is resumed."),
        Decide("pause", "Nothing is changed until the wave is resumed.", "Paused."),
        Decide("resume", "Ends a pause, or the hold after a rollback. Approvals are asked for anew.", "Resumed."),
        Decide("abort", "Ends the wave and with it the rollout, its policy back in report-only.", "Aborted: the policy goes back to report-only, and the rollout ends."),
        Decide("rollback", "The wave's policy goes back to report-only. Always taken. Exits 0 once it is read back, 3 while it is not.", "Stored: the policy goes back to report-only, also after any crash."),
        Defer(),
    };

    private static Option<int> Wave() => new("--wave") { Description = "The wave.", HelpName = "number", Required = true };

    private static Command Status()
    {
        var (rollout, wave) = (RolloutVerb.Name(), Wave());
        var verb = new Command("status", "Says how a wave stands: what is waited for, since when, until when, what to do next. Exits 0 where nothing holds it, 1 where something does, 3 where it was stopped by an error.") { rollout, wave };
        new HostOptions().Run(verb,
            (parsed, host, cancellation) => host.GetAsync<WaveView>(PathOf(parsed, rollout, wave), cancellation),
            (parsed, standing) => (StandingText.Of(parsed.GetRequiredValue(rollout), standing), StandingText.ExitCodeOf(standing.State, standing.Status?.Holds ?? [])));
        return verb;
    }

    private static Command Decide(string name, string description, string done)
    {
        var (rollout, wave, reason) = (RolloutVerb.Name(), Wave(), Words.Reason());
        var verb = new Command(name, description) { rollout, wave, reason };
        new HostOptions().Run(verb,
            (parsed, host, cancellation) => host.PostAsync<DecisionStored>($"{PathOf(parsed, rollout, wave)}/{name}", new Reasoned(parsed.GetValue(reason)), cancellation),
            (_, stored) => ([$"{done} Decision {stored.Sequence}.", .. Lines(stored.Rollback)], stored.Rollback is { IsReadBack: false } ? ExitCodes.Unknown : ExitCodes.Yes));
        return verb;
    }

    // What came of it at once; whatever that is, the host goes on until the policy is read back.
    private static IEnumerable<string> Lines(RollbackStanding? rollback) => rollback switch
    {
        null => [],
        { IsReadBack: true } => ["The policy is in report-only: put back, and read back so."],
        { Hold: { } hold } => [$"Not read back yet: {hold.Sentence}", $"  next: {hold.NextStep}"],
        _ => ["Not read back yet."],
    };

    private static Command Defer()
    {
        var (rollout, wave) = (RolloutVerb.Name(), Wave());
        var person = new Option<string>("--person") { Description = "Who leaves the wave for a later one: an object id or a user principal name.", HelpName = "person", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why, in your own words.", HelpName = "text", Required = true };
        var until = new Option<string?>("--until") { Description = $"When the deferral ends: {Words.InstantExpected}. Without it, as late as the plan lets it.", HelpName = "instant" };
        var verb = new Command("defer", "Takes one person out of the wave, for a later one.") { rollout, wave, person, reason, until };
        new HostOptions().Run(verb,
            (parsed, host, cancellation) => host.PostAsync<DecisionStored>($"{PathOf(parsed, rollout, wave)}/defer",
                new Deferral(parsed.GetRequiredValue(person), parsed.GetRequiredValue(reason), parsed.GetValue(until) is { } text ? Words.Instant("--until", text) : null), cancellation),
            (parsed, stored) => ([$"{parsed.GetRequiredValue(person)} is deferred. Decision {stored.Sequence}."], ExitCodes.Yes));
        return verb;
    }

    private static Command Answer(string name, YesOrNo answer, string description, string done)
    {
        var (rollout, wave, reason) = (RolloutVerb.Name(), Wave(), Words.Reason());
        var evidence = new Option<string>("--evidence") { Description = $"The digest of the evidence that you looked at, as wave status shows it; at least its first {LeastOfADigest} digits.", HelpName = "digest", Required = true };
        var verb = new Command(name, description) { rollout, wave, evidence, reason };
        new HostOptions().Run(verb,
            async (parsed, host, cancellation) =>
            {
                var digest = DigestOf(parsed.GetRequiredValue(evidence));
                var open = await host.GetAsync<IReadOnlyList<PendingApproval>>("api/approvals?state=pending", cancellation);
                var asked = open.FirstOrDefault(each => each.Rollout == parsed.GetRequiredValue(rollout) && each.Wave == parsed.GetRequiredValue(wave));
                if (asked is null || !asked.EvidenceDigest.StartsWith(digest, StringComparison.Ordinal))
                    throw HostException.Of(asked is null ? Refusals.NothingToApprove : Refusals.StaleDigest);
                return await host.PostAsync<DecisionStored>($"api/approvals/{asked.Id}/decision", new ApprovalAnswer(answer, asked.EvidenceDigest, parsed.GetValue(reason)), cancellation);
            },
            (_, stored) => ([$"{done} Decision {stored.Sequence}."], ExitCodes.Yes));
        return verb;
    }

    private static string DigestOf(string text)
    {
        var digits = text.StartsWith(DigestPrefix, StringComparison.Ordinal) ? text[DigestPrefix.Length..] : text;
        return digits.Length >= LeastOfADigest && digits.All(char.IsAsciiHexDigitLower)
            ? DigestPrefix + digits
            : throw new BadInputException($"--evidence: \"{text}\" was found; expected {DigestPrefix} and at least {LeastOfADigest} hexadecimal digits, as wave status shows them.");
    }

    private static string PathOf(ParseResult parsed, Option<string> rollout, Option<int> wave) =>
        FormattableString.Invariant($"api/rollouts/{Uri.EscapeDataString(parsed.GetRequiredValue(rollout))}/waves/{parsed.GetRequiredValue(wave)}");
}
