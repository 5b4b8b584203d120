using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.ConditionalAccess;
using Fido2Workflow.TenantSimulator.People;

namespace Fido2Workflow.TenantSimulator.SignIns;

/// <summary>Plays the sign-ins: who presents what, how it ends, what the log says of it.</summary>
internal sealed class SignInDesk(Simulation simulation, SignInLog log, Lockouts lockouts, int seed)
{
    private const int UnaskedKeyUsePerHundred = 50;
    private const int InterruptsPerHundred = 25;

    public void Mistype(Account account, App app)
    {
        if (simulation.IsEnabled(account)) Write(account, app, true, Gatekeeper.WrongPassword, null, NewCorrelation(account, "mistype"));
    }

    public void SignIn(Account account, App app)
    {
        if (!simulation.IsEnabled(account)) return;
        var decision = Decide(account, app, SignInStep.Interactive);
        var correlation = NewCorrelation(account, "signIn");
        var isInterrupted = decision is { ErrorCode: 0, AskedForMfa: true } && Draw(account, "interrupt").Chance(InterruptsPerHundred);
        if (isInterrupted)
        {
            Write(account, app, true, Gatekeeper.StrongAuthenticationRequired, Decide(account, app, SignInStep.Interrupted), correlation);
            simulation.Plan(simulation.Now.AddSeconds(Draw(account, "prompt").Between(8, 40)), new TenantEvent.AnswersPrompt(account, app, correlation));
        }
        else
        {
            Finish(account, app, true, decision, correlation);
        }
    }

    /// <summary>With the key, where the account holds one that counts, and without hesitating.</summary>
    public void SignInWithKey(Account account, App app)
    {
        if (!simulation.IsEnabled(account)) return;
        var user = simulation.State.Users[account.UserId];
        var decision = Decide(account, user, app, SignInStep.Interactive, prefersKey: true, Credentials.None);
        Finish(account, app, true, decision, NewCorrelation(account, "signInWithKey"));
    }

    /// <summary>With a pass; answers whether that lets the account in. Somebody without a method loses nothing where it does not.</summary>
    public bool SignInWithPass(Account account, App app, Credentials pass)
    {
        var attempt = Attempt.By(simulation.State.Users[account.UserId], app, account.Behaviour, simulation.State);
        var decision = Gatekeeper.StartingWith(pass, simulation.Policies, attempt, simulation.WalletOf(account));
        Write(account, app, true, decision.ErrorCode, decision, NewCorrelation(account, "pass"));
        return decision.ErrorCode == 0;
    }

    /// <summary>Whether policies let an account register a method, given what it signed in with; it adds what it has where more is asked.</summary>
    public bool LetsRegister(Account account, Credentials presented)
    {
        var registering = new App(ApplicationCondition.RegisterSecurityInfo, "Register security information");
        var attempt = Attempt.By(simulation.State.Users[account.UserId], registering, account.Behaviour, simulation.State);
        return Gatekeeper.StartingWith(presented, simulation.Policies, attempt, simulation.WalletOf(account)).ErrorCode == 0;
    }

    public void AnswerPrompt(Account account, App app, Guid correlation)
    {
        if (simulation.IsEnabled(account)) Finish(account, app, true, Decide(account, app, SignInStep.Interactive), correlation);
    }

    public void Refresh(Account account, App app)
    {
        if (!simulation.IsEnabled(account)) return;
        if (account.HasSession) Finish(account, app, false, Decide(account, app, SignInStep.Silent), NewCorrelation(account, "refresh"));
        else Write(account, app, false, Gatekeeper.SessionRevoked, null, NewCorrelation(account, "refresh"));
    }

    private void Finish(Account account, App app, bool isInteractive, Decision decision, Guid correlation)
    {
        Write(account, app, isInteractive, decision.ErrorCode, decision, correlation);
        if (decision.BlockedBy.Count > 0)
        {
            lockouts.Blocked(account, app, decision, simulation.Now);
            return;
        }

        account.Reached.Add(app.Id);
        if (isInteractive) (account.LastUsed, account.HasSession) = (decision.Used, true);
    }

    private Decision Decide(Account account, App app, SignInStep step)
    {
        var prefersKey = step == SignInStep.Interactive && Draw(account, "prefersKey").Chance(UnaskedKeyUsePerHundred);
        var carried = step == SignInStep.Silent ? account.LastUsed : Credentials.None;
        var user = simulation.State.Users[account.UserId];
        return account.Decisions.Get(
            simulation.Policies,
            user,
            simulation.State.MethodsOf(account.UserId),
            new(app.Id, step, prefersKey, carried),
            () => Decide(account, user, app, step, prefersKey, carried));
    }

    private Decision Decide(Account account, JsonObject user, App app, SignInStep step, bool prefersKey, Credentials carried)
    {
        var attempt = Attempt.By(user, app, account.Behaviour, simulation.State);
        var wallet = simulation.WalletOf(account);
        return step switch
        {
            SignInStep.Silent => Gatekeeper.Silent(simulation.Policies, attempt, wallet, carried),
            SignInStep.Interrupted => Gatekeeper.Interrupted(simulation.Policies, attempt, wallet),
            _ => Gatekeeper.Interactive(simulation.Policies, attempt, wallet, prefersKey),
        };
    }

    private void Write(Account account, App app, bool isInteractive, int errorCode, Decision? decision, Guid correlation)
    {
        var id = Draw(account, "row").And(log.Count).ToGuid();
        log.Add(new(account, app, simulation.Now, log.VisibleAt(id, simulation.Now, isInteractive), isInteractive, errorCode, decision, id, correlation));
    }

    private Guid NewCorrelation(Account account, string what) => Draw(account, what).And(log.Count).ToGuid();

    private StableHash Draw(Account account, string what) =>
        StableHash.Seeded(seed).And(account.UserId).And(what).And(simulation.Now.UtcTicks);
}
