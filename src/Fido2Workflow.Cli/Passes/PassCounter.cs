using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Passes;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Passes;

/// <summary>The counter at which an operator asks for a pass: says why not, or issues it and shows its code once.</summary>
/// <param name="screen">Where the code may be shown; null where nowhere.</param>
/// <param name="talk">What is said to the operator.</param>
/// <param name="data">Where <c>--json</c> goes; null without it.</param>
public sealed class PassCounter(OpenRollout rollout, CodeScreen? screen, TextWriter talk, TextWriter? data)
{
    // Microsoft Learn: after signing in with a one-time pass, a FIDO2 registration must be finished within ten minutes.
    private const int MinutesToRegister = 10;

    /// <summary>Serves one order, and answers how the verb ends.</summary>
    public async Task<int> ServeAsync(PassFacts facts, PassOrder order)
    {
        var refusals = PassRules.Check(facts, order, rollout.Tenant.Clock.GetUtcNow());
        var report = PassReport.Of(facts, refusals);
        if (refusals.Count > 0) return Refuse(report, refusals.All(refusal => refusal is PassRefusal.Unknown) ? ExitCodes.Unknown : ExitCodes.Refused);
        Offer(facts);
        if (rollout.Tenant.PassIssuer is not { } issuer)
            return Refuse(report.With("writes-not-allowed", "Nothing was issued: writing to the tenant was not allowed.", "Say --allow-writes to issue it."), ExitCodes.Refused);
        if (screen is null) return Refuse(report.With("no-terminal", CodeScreen.Missing, "Run this in a terminal, or say --print if you know where the code goes."), ExitCodes.Refused);

        switch (await new PassDesk(issuer, rollout.State.Decisions, rollout.Tenant.Clock).IssueAsync(facts, order))
        {
            case PassAnswer.Issued issued:
                Hand(facts.Person.UserPrincipalName, issued);
                Write(report with { Issued = true, Pass = issued.Pass.Pass.Id, Until = issued.Until });
                return ExitCodes.Yes;
            case PassAnswer.Refused refused:
                return Refuse(PassReport.Of(facts, refused.Refusals), ExitCodes.Refused);
            case PassAnswer.Failed { Failure: var failure }:
                talk.WriteLine($"{failure.Sentence}.");
                if (failure is TenantFailure.Ambiguous or TenantFailure.Unreadable) talk.WriteLine("A pass may have been issued, and its code is lost: issue another, which takes its place.");
                Write(report.With("tenant-failed", $"{failure.Sentence}.", "Ask again."));
                return ExitCodes.Unknown;
            default:
                throw new InvalidOperationException("closed hierarchy");
        }
    }

    private void Offer(PassFacts facts)
    {
        talk.WriteLine($"A one-time Temporary Access Pass of {facts.Plan.Passes.Lifetime.TotalMinutes:0} minutes for {facts.Person.UserPrincipalName}.");
        if (facts.Replaced is { } earlier)
            talk.WriteLine($"It takes the place of pass {earlier.Id}{(earlier.Created is { } created ? $", issued {Text.Instant(created)} UTC" : "")} ({earlier.UsabilityReason ?? "no word whether it works"}), which works no more from then on.");
    }

    private void Hand(string person, PassAnswer.Issued issued)
    {
        screen!.Show(person, issued.Pass.RevealCode());
        talk.WriteLine($"It works once, until {Text.Instant(issued.Until)} UTC, and is shown here only. Tell it by phone or Teams, never by mail.");
        talk.WriteLine($"Whoever signs in with it has {MinutesToRegister} minutes to finish registering the key; after that it is used up, and another is needed. It may take a few minutes before the sign-in asks for it.");
    }

    private int Refuse(PassReport report, int exitCode)
    {
        foreach (var refusal in report.Refusals)
        {
            talk.WriteLine(refusal.Sentence);
            talk.WriteLine($"  {refusal.NextStep}");
        }
        Write(report);
        return exitCode;
    }

    private void Write(PassReport report)
    {
        if (data is not null) JsonOutput.Write(data, report);
    }
}
