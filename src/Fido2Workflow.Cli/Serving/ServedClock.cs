using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Hosting.Tenants;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Serving;

/// <summary>The clock that the tenants of one host live by.</summary>
internal static class ServedClock
{
    /// <summary>A <see cref="VirtualClock"/> over simulated tenants, else the machine's.</summary>
    /// <exception cref="BadInputException">The tenants do not go together.</exception>
    /// <exception cref="TenantSimulator.TenantFolderException">A simulated tenant's folder cannot be used.</exception>
    public static RolloutClock Of(IReadOnlyList<string> tenants, StateFolder state)
    {
        // The past of simulated people is computed anew: their clock goes on from the latest instant that anything is known of.
        var presents = tenants.Select(tenant => TenantConnection.ReadNow(tenant, state.Path)).ToList();
        if (presents.All(present => present is null)) return new SystemClock(state.LastInstant);
        return presents.Any(present => present is null)
            ? throw new BadInputException("--tenant: simulated tenants and real ones were found; expected one kind alone, since the clock of simulated people is not this machine's.")
            : new VirtualClock(presents.Append(state.LastInstant).Max()!.Value);
    }
}
