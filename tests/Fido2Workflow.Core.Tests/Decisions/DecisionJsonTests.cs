using System.Text.Json;

namespace Fido2Workflow.Core.Tests;

public class DecisionJsonTests
{
    public static TheoryData<Decision, string> Each => new()
    {
        { Decide.Create(), "rolloutCreated" }, { Decide.Start(), "waveStarted" }, { Decide.Approve("olga"), "approved" }, { Decide.Reject("olga"), "rejected" },
        { Decide.Pause(), "paused" }, { Decide.Resume(), "resumed" }, { Decide.Abort(), "aborted" }, { Decide.RollBack(), "rolledBack" },
        { Decide.Defer("ann", 1), "deferred" }, { Decide.Accept("ann"), "acceptedUnseen" }, { Decide.Drill("bg-1"), "attestedDrill" },
        { Decide.Support(), "attestedSupport" }, { Decide.Attest(AttestationItem.CredentialsInSafe, "bg-1"), "attested" },
        { Decide.Own("svc-backup"), "serviceAccountOwned" }, { Decide.Review("svc-backup"), "serviceAccountsReviewed" },
        { Decide.Vouch("ann"), "vouchedHuman" }, { Decide.CheckIdentity("ann"), "identityChecked" }, { Decide.IssuePass("ann"), "passIssued" },
        { Decide.TestPass(), "passTested" }, { Decide.WaiveSecondKey("ann"), "waivedSecondKey" },
        { Decide.Narrow("ann"), "narrowedKeyModels" }, { Decide.Admit("ann"), "admitted" }, { Decide.CloseAdmission("admit-ann", "ann"), "admissionClosed" },
        { Decide.Release("ann"), "released" }, { Decide.EndRelease("ann"), "releaseEnded" }, { Decide.CloseRelease("release-ann", "ann"), "releaseClosed" },
        { Decide.LoseKey("ann", "key-1"), "keyLost" }, { Decide.RevokeKey("ann", "key-1"), "keyRevoked" },
    };

    [Theory]
    [MemberData(nameof(Each))]
    public void A_decision_reads_back_as_it_was_under_its_own_name(Decision decision, string name)
    {
        var json = WorkflowJson.Write(decision);
        Assert.Equal(name, json.GetProperty("decision").GetString());
        var read = WorkflowJson.Read<Decision>(json);
        Assert.Equal((decision.GetType(), json.ToString()), (read.GetType(), WorkflowJson.Write(read).ToString()));
    }

    [Fact]
    public void Every_kind_of_decision_has_a_name() =>
        Assert.Equal(
            typeof(Decision).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Decision))).Select(type => type.Name).Order(),
            Each.Select(row => ((Decision)row[0]).GetType().Name).Order());

    [Theory]
    [InlineData("""{ "decision": "promotedAnyway", "id": "1", "rollout": "contoso", "wave": 1, "by": "x", "at": "2026-11-10T10:00:00Z" }""")]
    [InlineData("""{ "decision": "approved", "id": "1", "rollout": "contoso", "wave": 1, "by": "x", "at": "2026-11-10T10:00:00Z" }""")]
    public void A_decision_of_an_unknown_kind_or_without_its_parts_is_not_read(string json) =>
        Assert.Throws<JsonException>(() => WorkflowJson.Read<Decision>(Some.Json(json)));
}
