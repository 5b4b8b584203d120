using System.CommandLine;
using System.Globalization;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Cli.Verbs;

/// <summary>What the verbs share that record what a named person says or does.</summary>
internal static class Words
{
    /// <summary>What an option that takes an instant expects.</summary>
    public const string InstantExpected = "a day or an instant such as 2027-01-31 or 2027-01-31T09:30Z, UTC where it names no offset";

    /// <summary><c>--by</c>.</summary>
    public static Option<string> By() => new("--by") { Description = "Who decides: the user principal name of an enabled member, no break-glass account.", HelpName = "upn", Required = true };

    /// <summary><c>--until</c>.</summary>
    public static Option<string?> Until() => new("--until") { Description = $"When the word ends to count: {InstantExpected}. Never later than the plan lets it count, and without it just then.", HelpName = "instant" };

    /// <summary><c>--reason</c>.</summary>
    public static Option<string?> Reason() => new("--reason") { Description = "Why, in your own words.", HelpName = "text" };

    /// <summary>Where talk and data go.</summary>
    public static (TextWriter Talk, TextWriter? Data) Streams(ParseResult parsed, RolloutOptions options)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return parsed.GetValue(options.Json) ? (error, output) : (output, null);
    }

    /// <summary>An id that no other decision has.</summary>
    public static string NewId(Plan plan, string verb) => $"{plan.Rollout}/{verb}/{Guid.NewGuid():N}";

    /// <summary>Refuses a wave that the plan does not have.</summary>
    /// <param name="least">0 where what is said may be about the prerequisites, else 1.</param>
    /// <exception cref="BadInputException">It does not.</exception>
    public static void ExpectWave(Plan plan, int wave, int least)
    {
        if (wave < least || wave > plan.Waves.Count)
            throw new BadInputException($"--wave: {wave} was found; expected {least} to {plan.Waves.Count}, a wave of the plan{(least == 0 ? ", or 0 for the prerequisites" : "")}.");
    }

    /// <summary>The instant that an option names, UTC.</summary>
    /// <exception cref="BadInputException">It names none.</exception>
    public static DateTimeOffset Instant(string option, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new BadInputException($"{option}: \"{text}\" was found; expected {InstantExpected}.");

    /// <summary>When a word ends to count, UTC.</summary>
    /// <param name="asked">What <c>--until</c> says; null where it was not said.</param>
    /// <param name="latest">What the plan allows, UTC.</param>
    /// <exception cref="BadInputException">It is over by then, or the plan does not let it count so long.</exception>
    public static DateTimeOffset UntilOf(string? asked, DateTimeOffset latest, DateTimeOffset now)
    {
        var until = asked is null ? latest : Instant("--until", asked);
        return until > now && until <= latest
            ? until
            : throw new BadInputException($"--until: {Output.Text.Instant(until)} UTC was found; expected after {Output.Text.Instant(now)} and not after {Output.Text.Instant(latest)}, since the plan lets it count no longer.");
    }
}
