using System.Collections.Concurrent;

namespace Fido2Workflow.Core.Tenants;

/// <summary>
/// What was last read of a tenant's sign-in log. While a wave is asked about every few hours, only the rows of the last day
/// are read anew: what is older has come in, and a tenant lets its log be read a few pages in ten seconds. Once a day all of
/// it is read again, for a row that came later than any log should. It is for looking: a promotion reads the whole log.
/// A restart forgets it, and the next read is of the whole.
/// </summary>
public sealed class SignInMemory
{
    // Four times the 6 hours that the slower of the two logs may be late.
    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Remembered> _byPolicy = [];

    /// <summary>Reads the log as <see cref="ITenantReader.ReadSignInsAsync"/> does.</summary>
    public async Task<Answer<SignInLog>> ReadAsync(ITenantReader reader, DateTimeOffset from, DateTimeOffset to, string? policyId)
    {
        foreach (var (policy, old) in _byPolicy.Where(each => to - each.Value.WhollyReadAt >= Settled)) _byPolicy.TryRemove(new(policy, old));
        var known = _byPolicy.TryGetValue(policyId ?? "", out var kept) && kept.Covers(from, to) ? kept : new([], from, from, to);
        var unsettled = known.To - Settled > known.From ? known.To - Settled : known.From;
        var read = await reader.ReadSignInsAsync(unsettled > from ? unsettled : from, to, policyId);
        if (read is not Answer<SignInLog>.Given { Value: var recent }) return read;

        known = known with { Rows = [.. recent.Rows, .. known.Rows.Where(row => row.At < recent.From)], To = to };
        _byPolicy[policyId ?? ""] = known;
        return read.Select(_ => new SignInLog(from, to, [.. known.Rows.Where(row => row.At >= from)]));
    }

    /// <param name="From">Inclusive, UTC.</param>
    /// <param name="To">Exclusive, UTC.</param>
    /// <param name="WhollyReadAt">When all of it was last read, UTC.</param>
    private sealed record Remembered(IReadOnlyList<SignIn> Rows, DateTimeOffset From, DateTimeOffset To, DateTimeOffset WhollyReadAt)
    {
        public bool Covers(DateTimeOffset from, DateTimeOffset to) => From <= from && To <= to;
    }
}
