using Fido2Workflow.TenantSimulator.Faults;
using Fido2Workflow.TenantSimulator.Folder;
using Fido2Workflow.TenantSimulator.Http.Endpoints;
using Fido2Workflow.TenantSimulator.People;
using Fido2Workflow.TenantSimulator.TenantState;
using Fido2Workflow.TenantSimulator.Writes;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>
/// The tenant behind its surface. One request at a time: people are advanced to now, then it is answered; a write is on
/// disk before anybody hears of it.
/// </summary>
internal sealed class GraphService : IDisposable
{
    private static readonly Route[] Routes =
    [
        .. UserEndpoints.Routes, .. GroupEndpoints.Routes, .. GroupWrites.Routes, .. AuthenticationMethodEndpoints.Routes,
        .. TemporaryAccessPassWrites.Routes, .. MethodPolicyEndpoints.Routes, .. ConditionalAccessEndpoints.Routes,
        .. RoleEndpoints.Routes, .. TenantEndpoints.Routes, .. MailboxEndpoints.Routes, .. RegistrationReport.Routes, .. SignInEndpoints.Routes, .. Drills.Routes,
    ];

    private static readonly ILookup<(string Method, int Length), Route> RoutesByShape = Routes.ToLookup(route => (route.Method, route.Length));

    private readonly Lock _oneAtATime = new();
    private readonly TenantFolder _folder;
    private readonly SimulatorOptions _options;
    private readonly WriteLog _log;
    private readonly Simulation _simulation;
    private readonly Lag _lag;

    public GraphService(TenantFolder folder, SimulatorOptions options, FaultPlan? faults)
    {
        _folder = folder;
        _options = options;
        _simulation = new(folder);
        _lag = new(faults);
        _log = WriteLog.Open(options.StateFolder);
        foreach (var write in _log.Found)
            Replay(write);
    }

    public int WritesAccepted { get; private set; }

    public static Route? RouteOf(string method, string path) => Match(method, path).Route;

    public Answer Respond(GraphRequest request)
    {
        lock (_oneAtATime)
        {
            _simulation.AdvanceTo(_options.Clock.GetUtcNow());
            return Match(request.Method, request.Path) switch
            {
                (Route.Read read, var values) =>
                    read.Respond(new(request, values, request.IsFromPortal ? _simulation.State : _lag.Seen(_simulation.State, _simulation.Now), _simulation)),
                (Route.Write write, var values) => Accept(write, request, values),
                _ => throw GraphException.NoSuchSegment(request.Path),
            };
        }
    }

    public T Observe<T>(Func<Simulation, T> observe)
    {
        lock (_oneAtATime)
        {
            _simulation.AdvanceTo(_options.Clock.GetUtcNow());
            return observe(_simulation);
        }
    }

    public void Dispose() => _log.Dispose();

    private Answer Accept(Route.Write write, GraphRequest request, IReadOnlyDictionary<string, string> values)
    {
        var change = write.Apply(new(request, values, _simulation.State, _simulation.Now, WritesAccepted + 1, _folder.Seed));
        _log.Append(new(WritesAccepted + 1, _simulation.Now, request.Method, request.Version, request.Path, request.Body));
        Apply(change);
        _options.AfterWrite?.Invoke(WritesAccepted);
        return change.Answer;
    }

    private void Replay(AcceptedWrite logged)
    {
        _simulation.AdvanceTo(logged.At);
        // Whoever wrote it was let in then.
        var request = new GraphRequest(
            logged.Method, "", logged.Version, logged.Path, new Dictionary<string, string>(), logged.Body, false, SimulatedToken.Portal(_folder.TenantId));
        try
        {
            if (Match(logged.Method, logged.Path) is not (Route.Write write, var values)) throw GraphException.NoSuchSegment(logged.Path);
            Apply(write.Apply(new(request, values, _simulation.State, _simulation.Now, logged.Number, _folder.Seed)));
        }
        catch (GraphException refusal)
        {
            throw new TenantFolderException(
                Path.Combine(_options.StateFolder!, "writes.jsonl"), $"write {logged.Number}",
                $"{logged.Method} {logged.Path}, refused with: {refusal.Message}", "writes made to this very tenant folder", refusal);
        }
    }

    private void Apply(AcceptedChange change)
    {
        var before = _simulation.State;
        WritesAccepted++;
        if (change.Touched is { } touched)
        {
            _lag.After(WritesAccepted, _simulation.Now, touched, before);
            if (touched is Touched.PolicyOf(var policyId)) _simulation.Lockouts.PolicyChanged(policyId);
            _simulation.Change(change.Next);
        }

        if (change.PassHandedTo is { } holder) _simulation.PassIssued(holder);
        if (change.SignsIn is { } userId) _simulation.SignInAsAdministrator(userId);
        if (change.LosesSessions is { } loser) _simulation.AccountOf(loser).HasSession = false;
    }

    private static (Route? Route, IReadOnlyDictionary<string, string> Values) Match(string method, string path)
    {
        var segments = Route.Segments(path);
        foreach (var route in RoutesByShape[(method, segments.Length)])
            if (route.ValuesOf(segments) is { } values)
                return (route, values);
        return (null, new Dictionary<string, string>());
    }
}
