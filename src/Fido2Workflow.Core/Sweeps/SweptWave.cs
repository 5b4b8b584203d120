using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>A wave as a sweep finds it.</summary>
/// <param name="Policy">What the tenant holds under the name of its policy.</param>
/// <param name="Group">What it holds under the nickname of its enforcement group.</param>
/// <param name="Told">What its workflow last said; null where it never ran here.</param>
/// <param name="Scope">Object ids of those whom its policy hits; empty where that is not enforced.</param>
/// <param name="Roster">Who belongs to it now; nobody where it is not enforced.</param>
public sealed record SweptWave(int Number, OwnPolicy Policy, Answer<OwnObject> Group, WaveStatus? Told, Answer<IReadOnlyList<string>> Scope, Answer<Placed> Roster)
{
    /// <summary>Its policy, where that is enforced; else null.</summary>
    public ConditionalAccessPolicy? Enforced => Policy is OwnPolicy.Found { Policy: { State: ConditionalAccessPolicy.Enabled } enforced } ? enforced : null;
}
