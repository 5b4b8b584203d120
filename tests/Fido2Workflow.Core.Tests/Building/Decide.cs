using System.Globalization;

namespace Fido2Workflow.Core.Tests;

/// <summary>What people decide, in the order they are listed: the first has sequence 1.</summary>
internal static class Decide
{
    public static IReadOnlyList<StoredDecision> InOrder(params IReadOnlyList<Decision> decisions) =>
        [.. decisions.Select((decision, index) => new StoredDecision(index + 1, decision with { Id = (index + 1).ToString(CultureInfo.InvariantCulture) }))];

    public static RolloutCreated Create(string plan = "sha256:plan", string by = "rita") =>
        new() { Id = "create", Rollout = "contoso", Wave = Decision.Prerequisites, By = by, At = Some.Now.AddDays(-30), PlanDigest = plan };

    public static WaveStarted Start(string by = "rita", int wave = 1) =>
        new() { Id = $"start-{by}", Rollout = "contoso", Wave = wave, By = by, At = Some.Now.AddDays(-20) };

    public static Approved Approve(string by, string digest = "digest-a", int wave = 1) =>
        new() { Id = $"approve-{by}", Rollout = "contoso", Wave = wave, By = by, At = Some.Now, EvidenceDigest = digest };

    public static Rejected Reject(string by, string digest = "digest-a", int wave = 1) =>
        new() { Id = $"reject-{by}", Rollout = "contoso", Wave = wave, By = by, At = Some.Now, EvidenceDigest = digest, Reason = "not yet" };

    public static Paused Pause(int wave = 1) => new() { Id = "pause", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now, Reason = "storm" };

    public static Resumed Resume(int wave = 1) => new() { Id = "resume", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now };

    public static Aborted Abort(int wave = 1) => new() { Id = "abort", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now };

    public static RolledBack RollBack(int wave = 1) => new() { Id = "rollback", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now };

    public static Deferred Defer(string person, int wave) =>
        new() { Id = $"defer-{person}-{wave}", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now, Person = person, Until = Some.Now.AddDays(30) };

    public static AcceptedUnseen Accept(string person, int wave = 1) =>
        new() { Id = $"accept-{person}", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now, Person = person };

    public static AttestedDrill Drill(string account, int wave = 1, double daysAgo = 1, double validFor = 7) => new()
    {
        Id = $"drill-{account}", Rollout = "contoso", Wave = wave, By = "rita", Account = account,
        SignedInAt = Some.Now.AddDays(-daysAgo).AddMinutes(-10), BothPortalsReached = true, AlertReceived = true,
        At = Some.Now.AddDays(-daysAgo), Until = Some.Now.AddDays(validFor - daysAgo),
    };

    public static AttestedSupport Support(int wave = 1, double hoursAgo = 1, double validFor = 8) => new()
    {
        Id = "support", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now.AddHours(-hoursAgo), Until = Some.Now.AddHours(validFor - hoursAgo),
    };

    public static Attested Attest(AttestationItem item, string? account = null, double daysAgo = 1, double validFor = 90) => new()
    {
        Id = $"attest-{item}-{account}", Rollout = "contoso", Wave = Decision.Prerequisites, By = "rita", Item = item, Account = account,
        At = Some.Now.AddDays(-daysAgo), Until = Some.Now.AddDays(validFor - daysAgo),
    };

    public static ServiceAccountOwned Own(string account, string owner = "olga") => new()
    {
        Id = $"own-{account}", Rollout = "contoso", Wave = Decision.Prerequisites, By = "rita", At = Some.Now.AddDays(-1), Account = account, Owner = owner,
        Reason = "nightly backup",
    };

    public static ServiceAccountsReviewed Review(params IReadOnlyList<string> accounts) => new()
    {
        Id = "review", Rollout = "contoso", Wave = Decision.Prerequisites, By = "rita", At = Some.Now.AddDays(-1), Accounts = accounts,
    };

    public static VouchedHuman Vouch(string account, int wave = 1) =>
        new() { Id = $"vouch-{account}", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now, Account = account };

    public static IdentityChecked CheckIdentity(string person, int wave = 1) =>
        new() { Id = $"identity-{person}", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now, Person = person, How = "badge seen" };

    public static PassIssued IssuePass(string person, int wave = 1) =>
        new() { Id = $"pass-{person}", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now, Person = person, Pass = "pass-1", Until = Some.Now.AddHours(1) };

    public static PassTested TestPass(string person = "test", bool consumed = true, double daysAgo = 1) => new()
    {
        Id = $"tested-{person}", Rollout = "contoso", Wave = Decision.Prerequisites, By = "rita", At = Some.Now.AddDays(-daysAgo), Person = person, Consumed = consumed,
    };

    public static NarrowedKeyModels Narrow(string person) => new()
    {
        Id = "narrow", Rollout = "contoso", Wave = Decision.Prerequisites, By = "rita", At = Some.Now, Reason = "stolen batch", Losing = [person], Models = [Some.Model],
    };

    public static Admitted Admit(string person, int wave = 1, string id = "admit") =>
        new() { Id = $"{id}-{person}", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now, Person = person };

    public static AdmissionClosed CloseAdmission(string admission, string person, string? refusal = null, int wave = 1) => new()
    {
        Id = $"{admission}/closed", Rollout = "contoso", Wave = wave, By = "fido2workflow", At = Some.Now, Admission = admission, Person = person, Refusal = refusal,
    };

    public static Released Release(string person, double hours = 24, double hoursAgo = 0, string id = "release", int wave = 1) => new()
    {
        Id = $"{id}-{person}", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now.AddHours(-hoursAgo), Person = person,
        Until = Some.Now.AddHours(hours - hoursAgo), Reason = "key left at home",
    };

    public static ReleaseEnded EndRelease(string person) => new() { Id = $"end-{person}", Rollout = "contoso", Wave = 1, By = "rita", At = Some.Now, Person = person };

    public static ReleaseClosed CloseRelease(string release, string person) =>
        new() { Id = $"{release}/closed", Rollout = "contoso", Wave = 1, By = "fido2workflow", At = Some.Now, Release = release, Person = person };

    public static KeyLost LoseKey(string person, string key, double hoursAgo = 1) =>
        new() { Id = $"lost-{key}", Rollout = "contoso", Wave = 1, By = "rita", At = Some.Now.AddHours(-hoursAgo), Person = person, Key = key };

    public static KeyRevoked RevokeKey(string person, string key) =>
        new() { Id = $"revoked-{key}", Rollout = "contoso", Wave = 1, By = "rita", At = Some.Now, Person = person, Key = key };

    public static WaivedSecondKey WaiveSecondKey(string person, int wave = 1) =>
        new() { Id = $"waive-{person}", Rollout = "contoso", Wave = wave, By = "rita", At = Some.Now, Person = person };
}
