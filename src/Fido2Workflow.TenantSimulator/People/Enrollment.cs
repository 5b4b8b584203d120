using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.ConditionalAccess;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.People;

/// <summary>
/// How people come by keys: asked when the FIDO2 policy first covers them, they register some working days later if they
/// can then prove who they are, and try again every working day if they cannot. Whoever is handed a pass uses it.
/// </summary>
internal sealed class Enrollment(Simulation simulation, DayPlan plan, int seed)
{
    private DirectoryState? _seen;

    /// <summary>Looks for people the tenant has just begun to ask. Called after every change.</summary>
    public void NoticeChange()
    {
        var state = simulation.State;
        var changed = _seen is null
            || !ReferenceEquals(_seen.Groups, state.Groups)
            || !ReferenceEquals(_seen.Users, state.Users)
            || !ReferenceEquals(_seen.MethodConfigurations, state.MethodConfigurations);
        _seen = state;
        if (!changed) return;

        foreach (var account in simulation.Accounts)
            if (account.AskedAt is null && simulation.IsEnabled(account) && simulation.Policies.Credentials.OffersKeysTo(account.UserId))
                Ask(account);
    }

    /// <summary>A pass was issued: it is used in the next working hours, while it lasts.</summary>
    public void HandPass(string userId)
    {
        var account = simulation.AccountOf(userId);
        if (account.Behaviour.Kind == AccountKind.Person)
            simulation.Plan(NextHours(account), new TenantEvent.UsesPass(account));
    }

    public void UsePass(Account account)
    {
        var registers = account.AskedAt is not null && account.Behaviour.Enrolls is not Enrolls.Never;
        if (registers && TryRegister(account)) return;
        if (simulation.IsEnabled(account) && UsablePass(account) is { } pass) SignInWith(account, pass);
    }

    public void Enroll(Account account)
    {
        if (!HoldsItsKeys(account) && !TryRegister(account)) EnrollTomorrow(account);
    }

    private void EnrollTomorrow(Account account)
    {
        var calendar = account.Behaviour.Calendar;
        var tomorrow = calendar.WorkingDay(calendar.LocalDate(simulation.Now).AddDays(1), 0);
        simulation.Plan(plan.AtWork(account, tomorrow, "enroll"), new TenantEvent.Enrolls(account));
    }

    private void Ask(Account account)
    {
        account.AskedAt = simulation.Now;
        if (account.Behaviour.Kind == AccountKind.Service || HoldsItsKeys(account)) return;
        switch (account.Behaviour.Enrolls)
        {
            case Enrolls.After(var days, var spread):
                simulation.Plan(SomeDaysLater(account, days, spread), new TenantEvent.Enrolls(account));
                if (!ProvesIdentity(account)) simulation.Plan(NextHours(account), new TenantEvent.UsesPass(account));
                break;
            case Enrolls.OnlyWithPass:
                simulation.Plan(NextHours(account), new TenantEvent.Enrolls(account));
                break;
            case Enrolls.Never:
                break;
        }
    }

    private DateTimeOffset SomeDaysLater(Account account, int days, int spread)
    {
        var calendar = account.Behaviour.Calendar;
        var today = calendar.LocalDate(simulation.Now);
        var later = days + StableHash.Seeded(seed).And(account.UserId).And("enrollmentDay").Below(spread + 1);
        var at = plan.AtWork(account, calendar.WorkingDay(today, later), "enroll");
        return at > simulation.Now ? at : plan.AtWork(account, calendar.WorkingDay(today.AddDays(1), 0), "enroll");
    }

    private DateTimeOffset NextHours(Account account) =>
        account.Behaviour.Calendar.NextAtWork(simulation.Now)
            .AddMinutes(StableHash.Seeded(seed).And(account.UserId).And("pass").And(simulation.Now.UtcTicks).Between(2, 15));

    private bool TryRegister(Account account)
    {
        var policy = simulation.Policies.Credentials;
        var key = account.Behaviour.Key;
        var pass = UsablePass(account);
        var isProven = pass is not null || HoldsAllowedKey(account) || (account.Behaviour.Enrolls is not Enrolls.OnlyWithPass && ProvesIdentity(account));
        if (!simulation.IsEnabled(account) || IsGuest(account) || HoldsItsKeys(account) || !isProven) return false;
        if (!policy.LetsRegisterKeys(account.UserId) || !policy.AllowsKey(account.UserId, key.AaGuid)) return false;

        if (pass is not null && !SignInWith(account, pass)) return false;
        if (!simulation.LetsRegister(account, pass is null ? Credentials.Password : CredentialOf(pass))) return false;
        simulation.Change(simulation.State.WithMethods(account.UserId, simulation.State.MethodsOf(account.UserId).Add(NewKey(account))));
        TryOut(account);
        if (!HoldsItsKeys(account)) EnrollTomorrow(account);
        return true;
    }

    // Whoever has a new key wants to see it work, where they work.
    private void TryOut(Account account)
    {
        var draw = StableHash.Seeded(seed).And(account.UserId).And("tryOut").And(simulation.Now.UtcTicks);
        foreach (var app in account.Behaviour.Apps.Where(app => KnownApps.Office365.Contains(app.Id)))
            simulation.Plan(simulation.Now.AddMinutes(draw.And(app.Id).Between(2, 40)), new TenantEvent.TriesKey(account, app));
    }

    private JsonObject NewKey(Account account)
    {
        var draw = StableHash.Seeded(seed).And(account.UserId).And("key").And(simulation.Now.UtcTicks);
        return new()
        {
            ["@odata.type"] = MethodTypes.Fido2,
            ["id"] = draw.ToGuid().ToString("N"),
            ["displayName"] = account.Behaviour.Key.Model,
            ["createdDateTime"] = simulation.Now.ToGraphInstant(),
            ["aaGuid"] = account.Behaviour.Key.AaGuid,
            ["model"] = account.Behaviour.Key.Model,
            ["attestationCertificates"] = new JsonArray(draw.And("certificate").ToGuid().ToString("N")),
            ["attestationLevel"] = "attested",
        };
    }

    /// <summary>Signs in with a pass, which uses up one that works once, and answers whether that lets the person in.</summary>
    private bool SignInWith(Account account, JsonObject pass)
    {
        if (pass.Flag("isUsableOnce") is true) Consume(account, pass);
        return simulation.SignInWithPass(account, CredentialOf(pass));
    }

    private static Credentials CredentialOf(JsonObject pass) =>
        pass.Flag("isUsableOnce") is true ? Credentials.PassOneTime : Credentials.PassMultiUse;

    private void Consume(Account account, JsonObject pass)
    {
        var used = pass.MergedWith(new() { ["isUsable"] = false, ["methodUsabilityReason"] = "OneTimeUsed" });
        simulation.Change(simulation.State.WithMethods(account.UserId, simulation.State.MethodsOf(account.UserId).Replace(pass, used)));
    }

    private JsonObject? UsablePass(Account account) =>
        simulation.State.MethodsOf(account.UserId).Find(method =>
            method.Is(MethodTypes.TemporaryAccessPass)
            && simulation.Policies.Credentials.Usability(account.UserId, method, simulation.Now).IsUsable);

    private bool ProvesIdentity(Account account) => simulation.WalletOf(account).Choices.Count > 0;

    private bool HoldsItsKeys(Account account) => simulation.Policies.Credentials.AllowedKeys(account.UserId, simulation.State).Count() >= account.Behaviour.Keys;

    private bool HoldsAllowedKey(Account account) => simulation.Policies.Credentials.AllowedKeys(account.UserId, simulation.State).Any();

    /// <summary>Entra lets no guest register a key; theirs are at home.</summary>
    private bool IsGuest(Account account) => Attempt.GuestTypeOf(simulation.State.Users[account.UserId]) is not null;
}
