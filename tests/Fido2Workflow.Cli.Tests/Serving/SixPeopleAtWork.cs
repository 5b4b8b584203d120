using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary>
/// The people of a served rollout: they look how it stands, and answer each hold over the API. One that stands some time
/// after it was answered, or has come back, is answered again: so that nothing depends on how fast a machine is.
/// </summary>
internal sealed class SixPeopleAtWork(TwoWaves folder, Caller caller, Func<Uri> graph, PeoplesKeys keys)
{
    private static readonly TimeSpan AnswerAgainAfter = TimeSpan.FromSeconds(2);
    private static readonly string Api = $"/api/rollouts/{TwoWaves.Rollout}";

    private readonly Dictionary<string, long> _answered = [];

    /// <summary>Every pass that was handed out: it may be found nowhere else.</summary>
    public List<string> Codes { get; } = [];

    /// <summary>Looks once, and answers what stands; answers how the rollout stands.</summary>
    public async Task<JsonNode> LookAsync()
    {
        var rollout = await caller.GetAsync(Api, keys.Esra);
        foreach (var hold in rollout["holds"]!.AsArray()) await AnswerAsync(hold!, (int?)rollout["atWave"] ?? 0);
        foreach (var wave in rollout["waves"]!.AsArray())
            foreach (var hold in wave!["status"]?["holds"]?.AsArray() ?? []) await AnswerAsync(hold!, (int)wave["number"]!);
        return rollout;
    }

    private async Task AnswerAsync(JsonNode hold, int wave)
    {
        var code = (string)hold["code"]!;
        var of = $"{wave} {code}";
        if (_answered.TryGetValue(of, out var last) && TimeProvider.System.GetElapsedTime(last) < AnswerAgainAfter) return;
        _answered[of] = TimeProvider.System.GetTimestamp();
        var named = hold["named"]!.AsArray().Select(id => (string)id!).ToList();
        switch (code)
        {
            case "wave-to-start":
                await caller.PostAsync($"{Api}/waves/{wave}/start", keys.Bastien, new { });
                break;
            case "break-glass-credentials-unattested":
                foreach (var account in TwoWaves.BreakGlass) await SayAsync(new { item = "credentials-in-safe", account });
                break;
            case "break-glass-alert-unattested":
                foreach (var account in TwoWaves.BreakGlass) await SayAsync(new { item = "sign-in-alert", account });
                break;
            case "break-glass-unverified":
                await DrillAsync(0);
                break;
            case "drill-missing":
                await DrillAsync(wave);
                break;
            case "service-account-ownerless":
                await SayAsync(new { item = "service-account-owned", account = TwoWaves.ServiceAccount, owner = TwoWaves.Amara, reason = "the nightly backup" });
                break;
            case "service-account-review-missing" or "service-account-review-void":
                await SayAsync(new { item = "service-accounts-reviewed" });
                break;
            case "pass-untested" or "pass-test-failed":
                await TestPassAsync();
                break;
            case "unseen" or "watch-unseen":
                foreach (var person in named) await SayAsync(new { item = "unseen-accepted", wave, person, reason = "called and confirmed" });
                break;
            case "support-missing":
                await SayAsync(new { item = "support", wave });
                break;
            case "approval-awaited":
                await ApproveAsync();
                break;
            case "approval-expired":
                await caller.PostAsync($"{Api}/waves/{wave}/resume", keys.Bastien, new { });
                break;
        }
    }

    private Task<JsonNode?> SayAsync(object word) => caller.PostAsync($"{Api}/attestations", keys.Bastien, word);

    // Somebody takes the keys out of the safe and signs in; the tenant knows when that was.
    private async Task DrillAsync(int wave)
    {
        foreach (var account in TwoWaves.BreakGlass)
        {
            using var http = new HttpClient { BaseAddress = graph() };
            http.DefaultRequestHeaders.Authorization = new("Bearer", SimulatedToken.Portal(TwoWaves.Tenant).Encode());
            using var signedIn = await http.PostAsync(new Uri("v1.0/simulation/signIns", UriKind.Relative), new StringContent(new JsonObject { ["userId"] = account }.ToJsonString(), Encoding.UTF8, "application/json"));
            signedIn.EnsureSuccessStatusCode();
            var at = folder.Writes.Select(line => JsonNode.Parse(line)!).Last(write => (string?)write["body"]?["userId"] == account)["at"]!;
            await caller.PostAsync($"{Api}/drills", keys.Bastien, new { account, wave, signedInAt = (string)at!, bothPortalsReached = true, alertReceived = true });
        }
    }

    private async Task TestPassAsync()
    {
        var tested = await caller.PostAsync($"{Api}/taps/test", keys.Bastien, new { });
        if (tested is null || (string?)tested["result"] is "unused" or "unclear") await HandOutPassAsync();
    }

    private async Task HandOutPassAsync()
    {
        if (await caller.PostAsync($"{Api}/taps", keys.Bastien, new { person = TwoWaves.Chiyo, wave = 0 }) is { } handedOut)
            Codes.Add((string)handedOut["code"]!);
    }

    // Amara is signed in; Esra answers in another system, which signs for it. The first wave asks for one of them.
    private async Task ApproveAsync()
    {
        foreach (var approval in (await caller.GetAsync("/api/approvals?state=pending", keys.Esra)).AsArray())
        {
            var (id, digest) = ((string)approval!["id"]!, (string)approval["evidenceDigest"]!);
            if ((int)approval["wave"]! > 1) await caller.PostAsync($"/api/approvals/{id}/decision", keys.Amara, new { answer = "yes", evidenceDigest = digest });
            var body = new JsonObject { ["delivery"] = $"{Guid.NewGuid():N}", ["approver"] = TwoWaves.Esra, ["answer"] = "yes", ["evidenceDigest"] = digest }.ToJsonString();
            var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(keys.Webhook), Encoding.UTF8.GetBytes($"{timestamp}.{body}"));
            await caller.PostAsync($"/api/webhooks/approvals/{id}", body, new Dictionary<string, string>
            {
                ["Fido2-Integration"] = PeoplesKeys.Integration, ["Fido2-Timestamp"] = timestamp, ["Fido2-Signature"] = $"sha256={Convert.ToHexStringLower(signature)}",
            });
        }
    }
}
