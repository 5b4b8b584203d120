using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Rollbacks;

/// <summary>
/// Puts a policy back to report-only straight against Graph: without a host, a journal, or a plan that holds together. The
/// decision is stored first where that can be done, since the fence it raises is what a promotion under way looks at.
/// </summary>
internal sealed class DirectRollback(TenantConnection tenant, DirectTarget target, DirectWords words, string? reason, Action<string> told)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    /// <summary>Runs it; without a writer it only says what it would do.</summary>
    public async Task<DirectReport> RunAsync()
    {
        if (tenant.Writer is not { } writer) return await LookAsync();
        var word = await words.StoreAsync(target, writer, tenant.Clock.GetUtcNow(), reason);
        var found = await FindAsync();
        if (found.Id is not { } id) return Report(found, word, found.Outcome!, found.Problem!, [.. found.Next]);
        var handle = new RedHandle(tenant.Reader, new RollBack(tenant.Reader, writer));
        var step = await handle.PullUntilReadBackAsync(id, tenant.Clock, AtMost, (hold, wait) => told($"{hold.Sentence} Looking again in {wait.TotalSeconds:0} s."));
        return step is Step<Done>.Held { Hold: var hold }
            ? Report(found, word, "unconfirmed", $"{found.Name} may still be enforced. {hold.Sentence}", ["Run this again, or set the policy to report-only in the portal (Entra admin center, Protection, Conditional Access).", .. AfterIt(word)])
            : Report(found, word, "reportOnly", $"{found.Name} is in report-only: written, and read back {Text.Instant(tenant.Clock.GetUtcNow())} UTC. It was {found.State ?? "not read"} before.", [.. AfterIt(word), "Find the cause. Sign-ins follow as the tenant spreads the change: release whoever is locked out until then."]);
    }

    private async Task<DirectReport> LookAsync()
    {
        var found = await FindAsync();
        var sentence = found.Id is null ? found.Problem! : $"{found.Name} is {found.State ?? "not read"}, and would be put back to report-only.";
        return Report(found, new(null, "Nothing was written: --allow-writes was not said."), "refused", sentence, ["Say --allow-writes."]);
    }

    private async Task<Found> FindAsync()
    {
        if (target.PolicyId is { } named)
        {
            var read = await tenant.Reader.ReadPolicyAsync(named);
            return read is Answer<ConditionalAccessPolicy>.Given { Value: var policy } ? Found.Of(policy) : new(named, $"The policy {named}", null);
        }
        var name = target.PolicyName!;
        return (await tenant.Reader.ReadPoliciesAsync()).Select(policies => OwnPolicy.Named(name, policies)) switch
        {
            Answer<OwnPolicy>.Given { Value: OwnPolicy.Found found } => Found.Of(found.Policy),
            Answer<OwnPolicy>.Given { Value: OwnPolicy.Several several } => Found.None("notFound", $"{several.Ids.Count} policies are named \"{name}\": {string.Join(", ", several.Ids)}. Nothing was written.", "Find out which of them is the rollout's, and name it with --policy."),
            Answer<OwnPolicy>.Given => Found.None("notFound", $"The tenant shows no policy named \"{name}\": it was never made, or somebody gave it another name. Nothing was written.", "Look for it in the portal; where it is enforced, name it by its object id with --policy."),
            Answer<OwnPolicy>.Failed { Failure: var failure } => Found.None("unread", $"The policies could not be read. {failure.Sentence}. Nothing was written.", "Name the policy by its object id with --policy, which needs no reading; the portal shows it in the policy's address."),
            _ => throw new InvalidOperationException("closed hierarchy"),
        };
    }

    // Where the decision is stored, a host reads it; where it is not, somebody must tell one.
    private static IEnumerable<string> AfterIt(DirectWord word) => word.Id is not null ? [] :
        ["Tell the host with fido2 wave rollback, or run this again once the state folder can be opened. Until then an approval that still stands may promote the wave again."];

    private DirectReport Report(Found found, DirectWord word, string outcome, string sentence, IReadOnlyList<string> next) =>
        new(tenant.TenantId, target.Rollout, target.Wave, tenant.Clock.GetUtcNow(), target.PolicyName, found.Id, found.State, word, outcome, sentence, next);

    private sealed record Found(string? Id, string Name, string? State, string? Outcome = null, string? Problem = null, params IReadOnlyList<string> Next)
    {
        public static Found Of(ConditionalAccessPolicy policy) => new(policy.Id, $"\"{policy.DisplayName}\"", policy.State);

        public static Found None(string outcome, string problem, string next) => new(null, "", null, outcome, problem, next);
    }
}
