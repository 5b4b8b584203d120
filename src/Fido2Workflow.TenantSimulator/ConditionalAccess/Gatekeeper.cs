namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>Entra's part of a sign-in: a pure function from policies, attempt and wallet to a decision.</summary>
internal static class Gatekeeper
{
    public const int BlockedByConditionalAccess = 53003;
    public const int EnrollmentRequired = 50072;
    public const int StrongAuthenticationRequired = 50074;
    public const int WrongPassword = 50126;
    public const int SessionRevoked = 50173;

    /// <summary>The person is there: they start with what they like best and add whatever an enforced policy demands and they have.</summary>
    public static Decision Interactive(PolicySet set, Attempt attempt, Wallet wallet, bool prefersKey)
    {
        var first = prefersKey && wallet.HoldsKey ? Credentials.Fido2
            : wallet.Choices.Contains(Credentials.WindowsHello) ? Credentials.WindowsHello
            : Credentials.Password;
        return StartingWith(first, set, attempt, wallet);
    }

    /// <summary>The same for a given start, such as a pass.</summary>
    public static Decision StartingWith(Credentials first, PolicySet set, Attempt attempt, Wallet wallet)
    {
        var enforced = Enforced(set, attempt);
        var used = Satisfying(enforced, first, wallet);
        var blocking = Unsatisfied(enforced, new(used, wallet));
        var isRefused = blocking.Exists(policy => policy.Judge(new(used, wallet)) == Standing.Refused);
        var code = blocking.Count == 0 ? 0
            : wallet.IsEmpty && !isRefused ? EnrollmentRequired
            : BlockedByConditionalAccess;
        return Decide(set, attempt, wallet, used, blocking, code);
    }

    /// <summary>
    /// Nobody is there. The token carries what was presented last; where more is enforced, whoever has it is taken to have
    /// presented it, and only those who cannot are turned away.
    /// </summary>
    public static Decision Silent(PolicySet set, Attempt attempt, Wallet wallet, Credentials carried)
    {
        var enforced = Enforced(set, attempt);
        var couldUse = Satisfying(enforced, carried, wallet);
        var blocking = Unsatisfied(enforced, new(couldUse, wallet));
        return Decide(set, attempt, wallet, carried, blocking, blocking.Count == 0 ? 0 : BlockedByConditionalAccess);
    }

    /// <summary>The moment before the prompt is answered: everything that needs another credential still fails.</summary>
    public static Decision Interrupted(PolicySet set, Attempt attempt, Wallet wallet)
    {
        var password = new Proof(Credentials.Password, wallet);
        var waiting = Enforced(set, attempt).FindAll(policy => policy.Judge(password) == Standing.NeedsCredential);
        return Decide(set, attempt, wallet, Credentials.Password, waiting, StrongAuthenticationRequired);
    }

    private static List<CompiledPolicy> Enforced(PolicySet set, Attempt attempt) =>
        [.. set.Policies.Where(policy => policy.IsEnforcedOn(attempt))];

    private static List<CompiledPolicy> Unsatisfied(List<CompiledPolicy> enforced, Proof proof) =>
        enforced.FindAll(policy => policy.Judge(proof) > Standing.NeedsHand);

    private static Credentials Satisfying(List<CompiledPolicy> enforced, Credentials used, Wallet wallet)
    {
        foreach (var policy in enforced)
        {
            if (policy.Judge(new(used, wallet)) <= Standing.NeedsHand) continue;
            var helping = wallet.Choices.FirstOrDefault(choice => policy.Judge(new(used | choice, wallet)) <= Standing.NeedsHand);
            used |= helping;
        }

        return used;
    }

    private static Decision Decide(
        PolicySet set, Attempt attempt, Wallet wallet, Credentials presented, List<CompiledPolicy> blocking, int code)
    {
        var proof = new Proof(presented, wallet);
        var password = new Proof(Credentials.Password, wallet);
        return new()
        {
            Policies = set.Policies,
            Results = [.. set.Policies.Select(policy => policy.Result(attempt, proof, blocking.Contains(policy)))],
            Used = presented,
            ErrorCode = code,
            BlockedBy = blocking,
            AskedForMfa = Enforced(set, attempt).Exists(policy => policy.Judge(password) == Standing.NeedsCredential),
            KeyName = presented.HasFlag(Credentials.Fido2) ? wallet.KeyName : null,
        };
    }
}
