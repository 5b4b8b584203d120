using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Fido2Workflow.Cli.Tests.Checks;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests;

/// <summary>A copy of the tenant of six people with a rollout's state beside it: to be changed by a test, and gone afterwards.</summary>
internal sealed class RolloutFolder : IDisposable
{
    public const string Rollout = "six-people";
    public const string TenantId = "60061000-5e62-4b6a-aa2c-01215a1b6203";
    public const string Amara = "amara.lindgren@sixpeople.example";
    public const string Bastien = "bastien.oduya@sixpeople.example";
    public const string Chiyo = "chiyo.petersen@sixpeople.example";
    public const string Ferran = "ferran.whitcombe@sixpeople.example";
    public const string FerransId = "66000006-153e-4d40-8817-2ec1664308de";
    public const string ChiyosId = "66000003-ca2b-4e14-b0fd-fc518130741d";
    public const string AmarasId = "66000001-0848-4d96-bd5c-4909701daf82";
    public const string BreakGlass = "bg-01@sixpeople.onmicrosoft.com";
    public const string BreakGlassId = "b9000061-bfaf-48eb-870f-5b9467fc326c";
    public const string OtherBreakGlassId = "b9000062-8d85-4dfe-8cbc-65cae8427d43";
    public const string ReleaseGroup = "60000063-5f0e-4b8c-9a54-2f6f6c1f3a07";

    private const string Passes = "/authentication/temporaryAccessPassMethods";

    private RolloutFolder()
    {
        foreach (var file in Directory.EnumerateFiles(Crashes.Tenants.SixPeople)) File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("fido2-rollout-").FullName;

    public string State => Path.Combine(Folder, ".fido2");

    /// <summary>What was written to the tenant, a line each.</summary>
    public IReadOnlyList<string> Writes => File.Exists(WriteLog) ? File.ReadAllLines(WriteLog) : [];

    private string TenantState => Path.Combine(State, "tenants", TenantId);

    private string WriteLog => Path.Combine(TenantState, "writes.jsonl");

    public static RolloutFolder Copy() => new();

    /// <summary>Runs a verb on this rollout.</summary>
    public Task<CommandRun> RunAsync(params IEnumerable<string> args) => CommandRun.OfAsync([.. args, "--tenant", $"simulate:{Folder}"]);

    /// <summary>What people decided, in order.</summary>
    public async Task<IReadOnlyList<Decision>> DecisionsAsync()
    {
        using var state = StateFolder.Open(State);
        return [.. (await state.Decisions.ReadAsync(Rollout)).Select(stored => stored.Decision)];
    }

    /// <summary>Stores what somebody decided.</summary>
    public async Task DecideAsync(Decision decision)
    {
        using var state = StateFolder.Open(State);
        Assert.True(await state.Decisions.AddAsync(decision));
    }

    /// <summary>Changes one of the tenant's files.</summary>
    public void Edit(string name, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!;
        change(json);
        File.WriteAllText(Path.Combine(Folder, name), json.ToJsonString());
    }

    /// <summary>Changes an account.</summary>
    public void EditUser(string userPrincipalName, Action<JsonObject> change) => Edit("users.json", users =>
        change(users["value"]!.AsArray().Select(user => user!.AsObject()).Single(user => (string?)user["userPrincipalName"] == userPrincipalName)));

    /// <summary>Changes the Temporary Access Pass policy.</summary>
    public void EditPassPolicy(Action<JsonObject> change) => Edit("authenticationMethodsPolicy.json", policy =>
        change(policy["authenticationMethodConfigurations"]!.AsArray().Select(each => each!.AsObject()).Single(each => (string?)each["id"] == "TemporaryAccessPass")));

    /// <summary>Replaces a text of the plan.</summary>
    public void EditPlan(string text, string other)
    {
        var plan = File.ReadAllText(Path.Combine(Folder, "plan.yaml"));
        Assert.Contains(text, plan, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Folder, "plan.yaml"), plan.Replace(text, other, StringComparison.Ordinal));
    }

    /// <summary>So much later, somebody signs in to the portal: from then on it is that late in the tenant.</summary>
    public async Task SignInAsync(string userPrincipalName, TimeSpan later)
    {
        await using var tenant = SimulatedTenant.Load(Folder, new() { Clock = new StandingTime(SimulatedTenant.ReadNow(Folder, TenantState) + later), StateFolder = TenantState });
        tenant.SignIn(userPrincipalName);
    }

    /// <summary>
    /// The code of every pass that was issued. It is kept nowhere, but the tenant is deterministic: with its writes played
    /// again up to an issue, it gives the same code to whoever asks the same.
    /// </summary>
    public async Task<IReadOnlyList<string>> CodesAsync()
    {
        var codes = new List<string>();
        foreach (var (i, line) in Writes.Index())
        {
            var write = JsonNode.Parse(line)!;
            if ((string?)write["method"] != "POST" || !((string)write["path"]!).EndsWith(Passes, StringComparison.Ordinal)) continue;
            var before = Directory.CreateTempSubdirectory("fido2-replay-").FullName;
            try
            {
                await File.WriteAllLinesAsync(Path.Combine(before, "writes.jsonl"), Writes.Take(i));
                codes.Add(await IssueAgainAsync(write, before));
            }
            finally
            {
                Directory.Delete(before, recursive: true);
            }
        }
        return codes;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<string> IssueAgainAsync(JsonNode write, string state)
    {
        await using var tenant = SimulatedTenant.Load(Folder, new() { Clock = new StandingTime((DateTimeOffset)write["at"]!), StateFolder = state });
        using var http = new HttpClient(tenant.CreateHandler()) { BaseAddress = new("http://localhost/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SimulatedToken.Portal(tenant.TenantId).Encode());
        using var body = new StringContent(write["body"]!.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"{write["version"]}{write["path"]}", UriKind.Relative), body);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["temporaryAccessPass"]!;
    }

    private sealed class StandingTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
