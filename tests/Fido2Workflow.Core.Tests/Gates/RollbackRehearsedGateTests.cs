namespace Fido2Workflow.Core.Tests;

public class RollbackRehearsedGateTests
{
    private static WaveFacts Rehearsed(TokenIdentity? identity, TenantFailure? failure = null, double hoursAgo = 1) =>
        Facts.OfWave() with { Rollback = new(Some.Now.AddHours(-hoursAgo), identity, failure) };

    [Fact]
    public void A_token_that_may_change_policies_and_is_out_of_scope_is_a_yes() =>
        Rehearsed(Facts.Writer).Ask<RollbackRehearsedGate>().Says(Verdict.Yes, "rollback-rehearsed");

    [Fact]
    public void A_rehearsal_counts_for_a_day()
    {
        Rehearsed(Facts.Writer, hoursAgo: 24).Ask<RollbackRehearsedGate>().Says(Verdict.Yes, "rollback-rehearsed");
        Rehearsed(Facts.Writer, hoursAgo: 24.1).Ask<RollbackRehearsedGate>().Says(Verdict.No, "rollback-not-rehearsed");
        (Facts.OfWave() with { Rollback = null }).Ask<RollbackRehearsedGate>().Says(Verdict.No, "rollback-not-rehearsed");
    }

    [Fact]
    public void A_token_without_the_permission_is_a_no_that_names_it()
    {
        var result = Rehearsed(Facts.Writer with { Permissions = ["Policy.Read.All"] }).Ask<RollbackRehearsedGate>();
        result.Says(Verdict.No, "rollback-not-permitted");
        Assert.Contains("Policy.ReadWrite.ConditionalAccess", result.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_that_the_policy_would_hit_is_a_no() =>
        Rehearsed(Facts.Writer with { ObjectId = "ANN" }).Ask<RollbackRehearsedGate>().Says(Verdict.No, "rollback-in-scope");

    [Fact]
    public void However_no_token_came_the_gate_is_unknown() => Assert.All(Some.EveryFailure, failure =>
        Rehearsed(null, failure).Ask<RollbackRehearsedGate>().Says(Verdict.Unknown, "rollback-rehearsed-unknown"));

    [Fact]
    public void A_scope_that_cannot_be_read_is_unknown() =>
        (Rehearsed(Facts.Writer) with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>() }).Ask<RollbackRehearsedGate>().Says(Verdict.Unknown, "rollback-rehearsed-unknown");

    [Fact]
    public async Task The_rehearsal_tries_the_token_and_writes_nothing()
    {
        var tenant = new MemoryTenant(new TestClock(Some.Now));
        var context = new ActivityContext("contoso.wave-1", Some.Now);
        var key = new WaveKey("contoso", 1, "sha256:plan");
        var rehearsal = await new RehearseRollback(tenant).RunAsync(context, key);
        Assert.Equal((Some.Now, true, null), (rehearsal.At, rehearsal.IsPermitted, rehearsal.Failure));
        var denied = new TenantFailure.Denied("NoToken", "no") { Request = "token" };
        tenant.Fail(nameof(ITenantWriter.ReadIdentityAsync), denied);
        Assert.Equal(new RollbackRehearsal(Some.Now, null, denied), await new RehearseRollback(tenant).RunAsync(context, key));
        Assert.Empty(tenant.Writes);
    }
}
