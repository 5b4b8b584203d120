using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.People;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>A method, a path with <c>{name}</c> for what varies, who may ask, and what answers it.</summary>
internal abstract record Route(string Method, string Template, Permission Needs)
{
    private readonly (string Text, bool IsName)[] _segments =
        [.. Segments(Template).Select(segment => segment is ['{', .. var name, '}'] ? (name, true) : (segment, false))];

    /// <summary>How many segments its paths have.</summary>
    public int Length => _segments.Length;

    /// <summary>Answers from the state as readers see it, and changes nothing, whatever its method.</summary>
    public sealed record Read(string Method, string Template, Permission Needs, Func<ReadContext, Answer> Respond) : Route(Method, Template, Needs);

    /// <summary>A function from the true state to the next; refusals are thrown as <see cref="GraphException"/>.</summary>
    public sealed record Write(string Method, string Template, Permission Needs, Func<WriteContext, AcceptedChange> Apply) : Route(Method, Template, Needs);

    public static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The values of the names in its template; null where the path is another's.</summary>
    /// <param name="path">As many segments as its paths have.</param>
    public IReadOnlyDictionary<string, string>? ValuesOf(string[] path)
    {
        for (var index = 0; index < path.Length; index++)
            if (!_segments[index].IsName && !string.Equals(_segments[index].Text, path[index], StringComparison.OrdinalIgnoreCase)) return null;
        return _segments.Zip(path).Where(pair => pair.First.IsName).ToDictionary(pair => pair.First.Text, pair => pair.Second);
    }
}

/// <param name="View">The tenant as readers see it, behind the truth while a write spreads.</param>
internal sealed record ReadContext(GraphRequest Request, IReadOnlyDictionary<string, string> Values, DirectoryState View, Simulation Simulation)
{
    public DateTimeOffset Now => Simulation.Now;

    public string this[string name] => Values[name];
}

/// <param name="Number">The write's number, from 1: ids and codes it creates are hashed from it.</param>
internal sealed record WriteContext(
    GraphRequest Request, IReadOnlyDictionary<string, string> Values, DirectoryState State, DateTimeOffset Now, int Number, int Seed)
{
    public string this[string name] => Values[name];

    public JsonObject Body => Request.Body ?? throw GraphException.BadRequest("A JSON object was expected in the body.");

    public Guid NewId(string what) => StableHash.Seeded(Seed).And(Number).And(Request.Path).And(what).ToGuid();
}

/// <summary>A write that is accepted: the tenant after it, what it changed, what is answered.</summary>
/// <param name="Touched">Null where nothing in the tenant changes.</param>
/// <param name="PassHandedTo">The user a temporary access pass was issued for, if one was.</param>
/// <param name="SignsIn">The user who signs in to the admin portal, if one does.</param>
/// <param name="LosesSessions">The user whose sessions are over, if anybody's are.</param>
internal sealed record AcceptedChange(
    DirectoryState Next, Touched? Touched, Answer Answer, string? PassHandedTo = null, string? SignsIn = null, string? LosesSessions = null);
