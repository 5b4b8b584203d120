using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.ConditionalAccess;
using Fido2Workflow.TenantSimulator.Folder;
using Fido2Workflow.TenantSimulator.SignIns;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.People;

/// <summary>
/// The tenant in time. It stands still until told to advance, then plays everything due in strict order; so its past is
/// a function of the folder, the seed and the writes with their instants.
/// </summary>
internal sealed class Simulation
{
    private readonly Agenda _agenda = new();
    private readonly DayPlan _days;
    private readonly Enrollment _enrollment;
    private readonly SignInDesk _desk;
    private readonly Dictionary<string, Account> _accounts;
    private PolicySet _policies;

    public Simulation(TenantFolder folder)
    {
        Now = folder.Now;
        State = folder.State;
        History = new(Now, State);
        Log = new(folder.Seed);
        _policies = new(State);
        _days = new(folder.Seed);
        _enrollment = new(this, _days, folder.Seed);
        _desk = new(this, Log, Lockouts, folder.Seed);
        Accounts = [.. folder.State.Users.Keys.Select((id, number) => new Account(number, id, folder.Behaviours[id]))];
        _accounts = Accounts.ToDictionary(account => account.UserId, StringComparer.OrdinalIgnoreCase);

        foreach (var edit in folder.Later)
            Plan(edit.At, new TenantEvent.IsEdited(edit));
        foreach (var account in Accounts)
            BeginDay(account, account.Behaviour.Calendar.LocalDate(Now));
        _enrollment.NoticeChange();
    }

    /// <summary>The instant the tenant has reached, in UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    public DirectoryState State { get; private set; }

    public StateHistory History { get; }

    public SignInLog Log { get; }

    public Lockouts Lockouts { get; } = new();

    public IReadOnlyList<Account> Accounts { get; }

    public PolicySet Policies => _policies.StillHolds(State) ? _policies : _policies = new(State);

    /// <summary>Plays everything due up to and including an instant. The past stays as it is.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (_agenda.TryTakeUntil(instant, out var at, out var what))
        {
            if (at > Now) Now = at;
            Play(what);
        }

        if (instant > Now) Now = instant;
    }

    public void Plan(DateTimeOffset at, TenantEvent what) => _agenda.Plan(at, what);

    /// <summary>Puts a new state in place, now, and lets people notice.</summary>
    public void Change(DirectoryState next)
    {
        State = next;
        History.Add(Now, next);
        _enrollment.NoticeChange();
    }

    public void PassIssued(string userId) => _enrollment.HandPass(userId);

    /// <summary>The account signs in to the admin portal now, with its key where it has one.</summary>
    public void SignInAsAdministrator(string userId) => _desk.SignInWithKey(AccountOf(userId), KnownApps.AdminPortal);

    /// <summary>Whether the account, by object id or user principal name, signs in to the admin portal at this very instant.</summary>
    public bool SignsInAsAdministratorNow(string idOrName) =>
        State.FindUser(idOrName)?.Text("id") is { } userId
        && Log.Visible(DateTimeOffset.MaxValue, Now, Now).Any(each => each.Row.Account.UserId == userId && each.Row.App == KnownApps.AdminPortal);

    /// <summary>The account signs in with a pass now, to register a method; false where a policy keeps it out.</summary>
    public bool SignInWithPass(Account account, Credentials pass) => _desk.SignInWithPass(account, KnownApps.SecurityInfo, pass);

    /// <summary>Whether policies let an account register a method, given what it signed in with.</summary>
    public bool LetsRegister(Account account, Credentials presented) => _desk.LetsRegister(account, presented);

    public bool IsEnabled(Account account) => State.Users[account.UserId].Flag("accountEnabled") is not false;

    public Account AccountOf(string userId) => _accounts[userId];

    public Wallet WalletOf(Account account) => Wallet.Of(account.UserId, account.Behaviour, State, Policies.Credentials);

    private void Play(TenantEvent what)
    {
        switch (what)
        {
            case TenantEvent.DayBegins(var account, var date): BeginDay(account, date); break;
            case TenantEvent.Mistypes(var account, var app): _desk.Mistype(account, app); break;
            case TenantEvent.SignsIn(var account, var app): _desk.SignIn(account, app); break;
            case TenantEvent.AnswersPrompt(var account, var app, var correlation): _desk.AnswerPrompt(account, app, correlation); break;
            case TenantEvent.Refreshes(var account, var app): _desk.Refresh(account, app); break;
            case TenantEvent.Enrolls(var account): _enrollment.Enroll(account); break;
            case TenantEvent.TriesKey(var account, var app): _desk.SignInWithKey(account, app); break;
            case TenantEvent.UsesPass(var account): _enrollment.UsePass(account); break;
            case TenantEvent.IsEdited(LaterEdit.SignIn(_, var userId)): SignInAsAdministrator(userId); break;
            case TenantEvent.IsEdited(var edit): Change(Edited(edit)); break;
        }
    }

    private void BeginDay(Account account, DateOnly date)
    {
        foreach (var (at, what) in _days.Of(account, date, Now))
            Plan(at, what);
        var tomorrow = date.AddDays(1);
        Plan(account.Behaviour.Calendar.At(tomorrow, TimeOnly.MinValue), new TenantEvent.DayBegins(account, tomorrow));
    }

    private DirectoryState Edited(LaterEdit edit)
    {
        DirectoryState WithGroup(string id, Func<Group, Group> change) =>
            State.Groups.Find(id) is { } group ? State with { Groups = State.Groups.With(change(group)) } : State;
        return edit switch
        {
            LaterEdit.AddMember(_, var groupId, var userId) => WithGroup(groupId, group => group.With(userId, UserReference(userId))),
            LaterEdit.RemoveMember(_, var groupId, var userId) => WithGroup(groupId, group => group.Without(userId)),
            LaterEdit.SetEnabled(_, var userId, var enabled) => State with
            {
                Users = State.Users.SetItem(userId, State.Users[userId].MergedWith(new() { ["accountEnabled"] = enabled })),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(edit), edit, "no such edit"),
        };
    }

    private static JsonObject UserReference(string userId) => new() { ["@odata.type"] = "#microsoft.graph.user", ["id"] = userId };
}
