using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.KeyLosses;
using Fido2Workflow.Core.People;

namespace Fido2Workflow.Cli.People;

/// <summary>The counter at which a lost key is reported: makes it worthless, and says what is next until there is a new one.</summary>
/// <param name="talk">What is said to the operator.</param>
/// <param name="data">Where <c>--json</c> goes; null without it.</param>
public sealed class LostKeyCounter(OpenRollout rollout, TextWriter talk, TextWriter? data)
{
    /// <summary>Serves one order, and answers how the verb ends.</summary>
    public async Task<int> ServeAsync(PersonFacts facts, KeyLossOrder order)
    {
        var steps = KeyLossPath.Of(facts, rollout.Tenant.Clock.GetUtcNow());
        // A key that is gone is not asked for again, unless another one is named.
        if (steps[0].Standing is KeyLossStanding.Done && order.Key is null) return Tell(facts, steps);

        var refusals = KeyLossRules.Check(facts, order, rollout.Tenant.Clock.GetUtcNow());
        if (refusals.Count > 0) return Refuse(facts, steps, refusals);
        if (rollout.Tenant.KeyRevoker is not { } revoker)
        {
            talk.WriteLine($"Key {KeyLossRules.KeyOf(facts, order)} of {facts.Name} would be deleted and their sessions revoked. Nothing was done: writing to the tenant was not allowed. Say --allow-writes.");
            Write(facts, steps, new("writes-not-allowed", "Nothing was done: writing to the tenant was not allowed.", "Say --allow-writes."));
            return ExitCodes.Refused;
        }
        switch (await new KeyLossDesk(revoker, rollout.Tenant.Reader, rollout.State.Decisions, rollout.Tenant.Clock).RevokeAsync(facts, order))
        {
            case KeyLossAnswer.Revoked revoked:
                talk.WriteLine($"Key {revoked.Key} of {facts.Name} is deleted, and their sessions are revoked: whoever holds one signs in anew within about an hour.");
                var now = await new PersonFactsReader(rollout.Tenant.Reader, rollout.State.Decisions).ReadAsync(facts.Plan, facts.Person);
                return Tell(now, KeyLossPath.Of(now, rollout.Tenant.Clock.GetUtcNow()));
            case KeyLossAnswer.NotYet notYet:
                talk.WriteLine($"Key {notYet.Key} of {facts.Name} is to be deleted, and is not known to be gone: {notYet.Why}. Run this again: it goes on where it stopped.");
                Write(facts, steps, new("not-yet", $"{notYet.Why}.", "Run it again."));
                return ExitCodes.Unknown;
            case KeyLossAnswer.Refused refused:
                return Refuse(facts, steps, refused.Refusals);
            default:
                throw new InvalidOperationException("closed hierarchy");
        }
    }

    private int Tell(PersonFacts facts, IReadOnlyList<KeyLossStep> steps)
    {
        foreach (var (index, step) in steps.Index())
        {
            talk.WriteLine($"  {index + 1}. {step.Standing.ToString().ToLowerInvariant(),-5} {step.Sentence}");
            if (step is { Standing: KeyLossStanding.Next, Command: { } command }) talk.WriteLine($"           {command}");
        }
        Write(facts, steps, null);
        return steps.All(step => step.Standing is KeyLossStanding.Done) ? ExitCodes.Yes : ExitCodes.No;
    }

    private int Refuse(PersonFacts facts, IReadOnlyList<KeyLossStep> steps, IReadOnlyList<PersonRefusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            talk.WriteLine(refusal.Sentence);
            talk.WriteLine($"  {refusal.NextStep}");
        }
        Write(facts, steps, new(refusals[0].Code, refusals[0].Sentence, refusals[0].NextStep));
        return refusals.All(refusal => refusal is PersonRefusal.Unknown) ? ExitCodes.Unknown : ExitCodes.Refused;
    }

    private void Write(PersonFacts facts, IReadOnlyList<KeyLossStep> steps, LostKeyReport.Refusal? refusal)
    {
        if (data is not null) JsonOutput.Write(data, new LostKeyReport(facts.Name, steps, refusal));
    }
}

/// <summary>Where a person stands on the way from a lost key to a new one, as data.</summary>
/// <param name="Refused">Why nothing was done; null where nothing stood against it.</param>
public sealed record LostKeyReport(string Person, IReadOnlyList<KeyLossStep> Steps, LostKeyReport.Refusal? Refused)
{
    /// <summary>A reason against it.</summary>
    public sealed record Refusal(string Code, string Sentence, string NextStep);
}
