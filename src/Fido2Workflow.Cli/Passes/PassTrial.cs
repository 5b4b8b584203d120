using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Cli.Verbs;
using Fido2Workflow.Core.Passes;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Passes;

/// <summary>How the test of a pass ended, as data.</summary>
/// <param name="Person">The object id of the test user.</param>
/// <param name="Pass">The pass's id; null where none was issued.</param>
/// <param name="Result"><c>consumed</c>, <c>unused</c>, <c>notYet</c>, <c>unclear</c>, <c>unread</c> or <c>notIssued</c>.</param>
public sealed record TrialReport(string? Person, string? Pass, string Result, string Sentence);

/// <summary>The test of a pass, once it was issued: whether somebody has signed in with it.</summary>
/// <param name="by">The object id of the operator.</param>
public sealed class PassTrial(OpenRollout rollout, string by, TextWriter talk, TextWriter? data)
{
    private readonly PassTest _test = new(rollout.Tenant.Reader, rollout.State.Decisions, rollout.Tenant.Clock);

    /// <summary>Looks once.</summary>
    public async Task<int> ConfirmAsync()
    {
        var issued = PassTest.LastIssued(rollout.Plan, await rollout.State.Decisions.ReadAsync(rollout.Plan.Rollout))
            ?? throw new BadInputException("--confirm: no pass was issued to the test user yet; expected fido2 tap test --allow-writes before it.");
        return Tell(issued.Person, issued.Pass, await _test.ConfirmAsync(NewId(), by, issued));
    }

    /// <summary>Waits until it is used or has ended. The time of a simulated tenant stands still, so there it only says how to go on.</summary>
    public async Task<int> WaitAsync(CancellationToken cancellation)
    {
        var issued = PassTest.LastIssued(rollout.Plan, await rollout.State.Decisions.ReadAsync(rollout.Plan.Rollout))!;
        talk.WriteLine("Sign in with it as the test user, and register nothing.");
        if (rollout.Tenant.Folder is not null) return Later();
        try
        {
            return Tell(issued.Person, issued.Pass, await _test.WaitAsync(NewId(), by, issued, cancellation));
        }
        catch (OperationCanceledException)
        {
            return Later();
        }

        int Later() => Tell(issued.Person, issued.Pass, "notYet", "Nobody has signed in with it yet. Once somebody has, say fido2 tap test --confirm.", ExitCodes.Unknown);
    }

    /// <summary>Says as data that there is nothing to wait for.</summary>
    public int NotIssued(int exitCode)
    {
        if (data is not null) JsonOutput.Write(data, new TrialReport(rollout.Plan.Passes.TestUser, null, "notIssued", "No pass was issued."));
        return exitCode;
    }

    private string NewId() => Words.NewId(rollout.Plan, "tap-test");

    private int Tell(string person, string pass, Answer<PassUse> use) => use switch
    {
        Answer<PassUse>.Failed { Failure: var failure } => Tell(person, pass, "unread", $"{failure.Sentence}.", ExitCodes.Unknown),
        Answer<PassUse>.Given { Value: var seen } => Tell(person, pass, seen.Code, seen.Sentence, seen switch
        {
            PassUse.Consumed => ExitCodes.Yes,
            PassUse.Missed => ExitCodes.No,
            _ => ExitCodes.Unknown,
        }),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    private int Tell(string person, string pass, string result, string sentence, int exitCode)
    {
        talk.WriteLine(sentence);
        if (data is not null) JsonOutput.Write(data, new TrialReport(person, pass, result, sentence));
        return exitCode;
    }
}
