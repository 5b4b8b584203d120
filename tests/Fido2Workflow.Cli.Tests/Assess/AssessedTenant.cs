using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Cli.Assessments;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Readiness;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests.Assess;

/// <summary>Contoso over real HTTP some weeks after its story began, so that its log shows how people sign in.</summary>
internal sealed class AssessedTenant : IAsyncDisposable
{
    public static readonly Plan Plan = PlanFile.Load(Path.Combine(Checks.Contoso.Sample, "plan.yaml"));

    private readonly SimulatedTenant _tenant;
    private readonly SocketsHttpHandler _transport = new();
    private readonly Uri _address;
    private readonly string _folder = Directory.CreateTempSubdirectory("fido2-assess-").FullName;

    private AssessedTenant(SimulatedTenant tenant, Uri address, DateTimeOffset now) => (_tenant, _address, Now, State) = (tenant, address, now, StateFolder.Open(_folder));

    public DateTimeOffset Now { get; }

    public StateFolder State { get; }

    public int WritesAccepted => _tenant.WritesAccepted;

    public static async Task<AssessedTenant> OpenAsync(int days = 14)
    {
        var now = SimulatedTenant.ReadNow(Checks.Contoso.Sample, null).AddDays(days);
        var tenant = SimulatedTenant.Load(Checks.Contoso.Sample, new() { Clock = new VirtualClock(now) });
        return new AssessedTenant(tenant, await tenant.ListenAsync(), now);
    }

    /// <summary>A reader that lacks some permissions.</summary>
    public EntraTenantReader ReaderWithout(params string[] permissions) => Reader(_transport, SimulatedToken.Reader(_tenant.TenantId).Without(permissions));

    /// <summary>A reader that is told another word for one of the registration report's.</summary>
    public EntraTenantReader ReaderThatReads(string word, string other) =>
        Reader(new Renaming(word, other) { InnerHandler = _transport }, SimulatedToken.Reader(_tenant.TenantId));

    public EntraTenantWriter Writer() =>
        EntraClient.CreateWriter(new EntraConnection(new SystemClock(), new StaticTokenCredential(SimulatedToken.Writer(_tenant.TenantId).Encode()), _transport, _address));

    public async Task<AssessReport> AssessAsync(EntraTenantReader reader) =>
        AssessReport.Of(_tenant.TenantId, Now, Plan, await new ReadinessReader(reader, State.Decisions).ReadAsync(Plan, Now));

    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await _tenant.DisposeAsync();
        State.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private EntraTenantReader Reader(HttpMessageHandler transport, SimulatedToken token) =>
        EntraClient.CreateReader(new EntraConnection(new SystemClock(), new StaticTokenCredential(token.Encode()), transport, _address));

    private sealed class Renaming(string word, string other) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!request.RequestUri!.AbsolutePath.Contains("userRegistrationDetails", StringComparison.OrdinalIgnoreCase)) return response;
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
            foreach (var row in page["value"]!.AsArray())
                row!["methodsRegistered"] = JsonSerializer.SerializeToNode(row["methodsRegistered"]!.AsArray().Select(method => (string)method! == word ? other : (string)method!));
            return new(HttpStatusCode.OK) { Content = new StringContent(page.ToJsonString(), Encoding.UTF8, "application/json") };
        }
    }
}
