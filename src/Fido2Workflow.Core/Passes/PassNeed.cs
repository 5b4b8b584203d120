using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Readiness;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Passes;

/// <summary>
/// Reads who has no way in to register a key, so that only a Temporary Access Pass helps. The registration report lags: it
/// helps to plan and decides nothing, and where it cannot be read nobody is said to need a pass. It holds a reader and
/// cannot issue.
/// </summary>
public sealed class PassNeed(ITenantReader reader)
{
    /// <summary>Object ids of those who need a pass. Somebody whose pass is over, used or not, needs one again.</summary>
    /// <param name="withoutKey">Object ids of people who hold no key that works.</param>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<IReadOnlyList<string>> ReadAsync(IReadOnlyCollection<string> withoutKey, IReadOnlyList<StoredDecision> decided, DateTimeOffset now)
    {
        if (withoutKey.Count == 0) return [];
        if (await reader.ReadRegistrationDetailsAsync() is not Answer<IReadOnlyList<RegistrationDetails>>.Given { Value: var rows }) return [];
        if (await MethodSwitchesReader.ReadAsync(reader) is not Answer<MethodSwitches>.Given { Value: var switches }) return [];
        var issued = decided.Select(stored => stored.Decision).OfType<PassIssued>().Where(pass => pass.Until > now).Select(pass => pass.Person).ToHashSet();
        var need = new List<string>();
        foreach (var row in RegistrationDetails.LastOfEach(rows).Where(row => withoutKey.Contains(row.UserId)))
        {
            var methods = row.MethodsRegistered.Select(MethodNames.Of).ToList();
            if (methods.Any(method => method.RegistersAKey && switches.IsOpen(method, row.UserId))) continue;
            var mayHoldAPass = issued.Contains(row.UserId) || methods.Any(method => method.Path is MethodPath.TemporaryAccessPass);
            if (!mayHoldAPass || !await HoldsAPassAsync(row.UserId, issued)) need.Add(row.UserId);
        }
        return need;
    }

    private async Task<bool> HoldsAPassAsync(string person, HashSet<string> issued) => await reader.ReadPassesAsync(person) switch
    {
        // What was issued a moment ago may not show yet.
        Answer<IReadOnlyList<TemporaryAccessPass>>.Given { Value: [] } => issued.Contains(person),
        Answer<IReadOnlyList<TemporaryAccessPass>>.Given { Value: var passes } => passes.Any(pass => pass.IsUsable is true || pass.UsabilityReason is "NotYetValid"),
        _ => true,
    };
}
