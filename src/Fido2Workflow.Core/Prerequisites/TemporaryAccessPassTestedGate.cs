using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>A pass was issued to a test user, used, and seen consumed, under a policy that is still on.</summary>
public sealed class TemporaryAccessPassTestedGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "temporary-access-pass-tested";

    /// <inheritdoc/>
    public override string Asks => "Was a Temporary Access Pass issued to a test user, used, and seen consumed?";

    /// <inheritdoc/>
    public override string Keeps => "Temporary Access Pass tested";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 tap test";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        // A test says nothing of a policy that is off now, or that nobody can read.
        if (facts.TemporaryAccessPassPolicy is not Answer<TemporaryAccessPassPolicy>.Given { Value: var policy }) return Unknown(facts.TemporaryAccessPassPolicy, now);
        return facts.Decisions.OfType<PassTested>().LastOrDefault(test => test.At <= now) switch
        {
            null => No("pass-untested", "No Temporary Access Pass was tested.", "Issue one to the plan's test user, use it, and see it consumed.", [], []),
            { Consumed: false } test => No("pass-test-failed", $"The pass that was tested on {facts.Names([test.Person])} was not seen consumed.", "Find out why it was refused, and test again.", [test.Person], []),
            var test when policy.IsEnabled is not true => No("pass-untested", $"The pass of {test.At:yyyy-MM-dd} was tested under a policy that is not on any more.", "Enable passes, and test again.", [test.Person], []),
            var test => Yes($"A pass was used by {facts.Names([test.Person])} and seen consumed.", Attestations.Evidence($"test by {facts.Names([test.By])}", test)),
        };
    }
}
