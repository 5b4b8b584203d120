using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prediction;

/// <summary>One way of signing in, and who was seen to use it.</summary>
/// <param name="LastBy">When each of them did last, UTC, by object id.</param>
public sealed record AppUsed(Circumstances At, IReadOnlyDictionary<string, DateTimeOffset> LastBy);

/// <summary>The apps and clients that people got into, as far as the log was read. Failed sign-ins show nothing: anybody can fail as anybody.</summary>
/// <param name="Until">The log was read up to then, UTC; null where it was not read.</param>
/// <param name="Used">Each way of signing in once.</param>
public sealed record AppUses(DateTimeOffset? Until, IReadOnlyList<AppUsed> Used)
{
    /// <summary>Nothing was read.</summary>
    public static AppUses None { get; } = new(null, []);

    /// <summary>With a further part of the log, without what was last seen before <paramref name="since"/>.</summary>
    /// <param name="people">Whom it is about, by object id; null for everybody.</param>
    public AppUses And(SignInLog log, DateTimeOffset since, IReadOnlySet<string>? people = null)
    {
        var known = new Dictionary<Circumstances, Dictionary<string, DateTimeOffset>>();
        foreach (var used in Used)
            foreach (var (person, last) in used.LastBy) See(used.At, person, last);
        foreach (var row in log.Rows.Where(row => row.ErrorCode is 0)) See(AppUse.Of(row), row.UserId, row.At);
        return new(log.To, [.. known.Where(each => each.Value.Count > 0).Select(each => new AppUsed(each.Key, each.Value))]);

        void See(Circumstances at, string person, DateTimeOffset last)
        {
            if (last < since || people?.Contains(person) is false) return;
            if (!known.TryGetValue(at, out var by)) known[at] = by = [];
            if (!by.TryGetValue(person, out var before) || before < last) by[person] = last;
        }
    }

    /// <summary>The ways of each person. Where a system is not named beside one that is, for the same app and client, it is taken to be that one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Circumstances>> ByPerson()
    {
        var ways = new Dictionary<string, List<Circumstances>>();
        foreach (var used in Used)
            foreach (var person in used.LastBy.Keys)
            {
                if (!ways.TryGetValue(person, out var own)) ways[person] = own = [];
                own.Add(used.At);
            }
        return ways.ToDictionary(each => each.Key, each => (IReadOnlyList<Circumstances>)[.. each.Value.Where(way => way.OperatingSystem is not null
            || !each.Value.Exists(other => other.OperatingSystem is not null && (other.AppId, other.ResourceId, other.Client, other.Flow) == (way.AppId, way.ResourceId, way.Client, way.Flow)))]);
    }
}
