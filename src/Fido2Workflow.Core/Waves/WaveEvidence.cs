using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Prerequisites;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>What a promotion is decided on, whole, as the document store keeps it.</summary>
/// <param name="Digest">Names what is approved.</param>
/// <param name="At">When it was judged, UTC.</param>
/// <param name="PolicyDigest">The content of the wave's policy.</param>
/// <param name="Scope">Object ids in effective scope.</param>
public sealed record WaveEvidence(
    string Digest, string Rollout, int Wave, DateTimeOffset At, string PlanDigest, string PolicyDigest,
    IReadOnlyList<string> Scope, IReadOnlyList<GateResult> Gates)
{
    private static readonly string PreflightHolds = new PreflightHoldsGate().Name;

    /// <summary>Everybody's keys that could be read, each with its time.</summary>
    public IReadOnlyList<KeysRead> Keys { get; init; } = [];

    /// <summary>People the roster names who were not counted, and why.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Whose key was seen at work, and where.</summary>
    public KeyUse KeyUse { get; init; } = KeyUse.None;

    /// <summary>The rehearsal of the rollback; null where there was none.</summary>
    public RollbackRehearsal? Rollback { get; init; }

    /// <summary>What each prerequisite of the rollout said.</summary>
    public IReadOnlyList<GateResult> Prerequisites { get; init; } = [];

    /// <summary>What holds the wave: one for each gate that does not say yes, and the prerequisites by themselves.</summary>
    [JsonIgnore]
    public IReadOnlyList<Hold> Holds =>
    [
        .. Gates.Where(gate => gate.Verdict is not Verdict.Yes && (gate.Gate != PreflightHolds || Prerequisites.Count == 0)).Select(Hold.Of),
        .. Prerequisites.Count == 0 ? [] : Preflight.Holds(Prerequisites),
    ];

    /// <summary>The gate or prerequisite that does not say yes and has that code.</summary>
    public GateResult Holding(string code) => Gates.Concat(Prerequisites).First(gate => gate.Verdict is not Verdict.Yes && gate.Code == code);

    /// <summary>Reads evidence that was kept.</summary>
    public static async Task<WaveEvidence> ReadAsync(IDocumentStore documents, string document) =>
        JsonSerializer.Deserialize<WaveEvidence>(await documents.ReadAsync(document), WorkflowJson.Options)
            ?? throw new JsonException($"the evidence {document} is empty");

    /// <summary>Asks every gate of the wave.</summary>
    public static WaveEvidence Judge(WaveFacts facts, string planDigest, DateTimeOffset now)
    {
        var gates = AllGates.OfTheWave.Select(gate => gate.Judge(facts, now)).ToList();
        var policy = facts.Policy is Answer<ConditionalAccessPolicy>.Given { Value: var read } ? PolicyContent.Digest(read.Body) : "unread";
        var scope = facts.EffectiveScope is Answer<IReadOnlyList<string>>.Given { Value: var hit } ? hit : [];
        return new(
            DigestOf(planDigest, policy, scope, facts, gates), facts.Plan.Rollout, facts.Wave.Number, now, planDigest, policy, scope, gates)
        {
            Prerequisites = facts.Prerequisites,
            Keys = facts.Enrollment is Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var enrollment }
                ? [.. enrollment.Values.Where(user => user.ReadAt is not null).Select(user => new KeysRead(user.UserId, user.ReadAt!.Value, user.Keys))]
                : [],
            // What was seen stays seen while nobody can look again.
            KeyUse = facts.KeyUse is Answer<KeyUse>.Given { Value: var use } ? use : facts.KeyUseBefore,
            Rollback = facts.Rollback,
            LeftOut = facts.LeftOut,
        };
    }

    /// <summary>Whether every gate said yes.</summary>
    public bool IsYes => Gates.All(gate => gate.Verdict is Verdict.Yes);

    // What was said yes to and nothing else: read times, row counts and coverage stay out, so that reading again changes
    // nothing where nothing changed.
    private static string DigestOf(
        string planDigest, string policyDigest, IReadOnlyList<string> scope, WaveFacts facts, IReadOnlyList<GateResult> gates)
    {
        var keys = facts.Enrollment is Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var read } ? read : new Dictionary<string, UserEnrollment>();
        var lines = new List<string> { $"plan {planDigest}", $"policy {policyDigest}" };
        foreach (var id in scope)
        {
            var held = keys.GetValueOrDefault(id)?.Keys.OrderBy(key => key.Id, StringComparer.Ordinal).Select(key => $"{key.Id}/{key.AaGuid}") ?? [];
            lines.Add($"person {id} {string.Join(' ', held)}");
        }
        lines.AddRange(facts.AcceptedUnseen.Order(StringComparer.Ordinal).Select(id => $"accepted {id}"));
        lines.AddRange(facts.WaveDecisions.OfType<WaivedSecondKey>().Select(waiver => waiver.Person).Distinct().Order(StringComparer.Ordinal).Select(id => $"waived {id}"));
        lines.AddRange(gates.Select(gate => $"gate {gate.Gate} {gate.Verdict} {gate.Code}"));
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
