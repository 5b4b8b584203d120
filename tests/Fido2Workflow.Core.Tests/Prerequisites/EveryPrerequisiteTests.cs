namespace Fido2Workflow.Core.Tests.Prerequisites;

public class EveryPrerequisiteTests
{
    [Fact]
    public void A_tenant_that_is_ready_gets_a_yes_from_each()
    {
        var facts = TenantFactsOf.Ready();
        Assert.All(AllGates.OfTheTenant, gate => gate.Judge(facts, Some.Now).Says(Verdict.Yes, gate.Name));
    }

    /// <summary>What each gate reads.</summary>
    public static TheoryData<string> Reads => [.. Unread.Keys];

    private static readonly Dictionary<string, (Func<TenantFacts, TenantFacts> Change, string[] Gates)> Unread = new()
    {
        ["identity"] = (facts => facts with { Identity = Some.Failed<TokenIdentity>() }, ["permissions"]),
        ["service plans"] = (facts => facts with { ServicePlans = Some.Failed<IReadOnlyList<string>>() }, ["licence"]),
        ["log"] = (facts => facts with { RecentSignIns = Some.Failed<SignInLog>() }, ["sign-in-log"]),
        ["accounts"] = (facts => facts with { Users = Some.Failed<IReadOnlyList<User>>() },
            ["break-glass-accounts", "break-glass-credentials", "break-glass-alert", "service-account-owners", "guests-and-sync-accounts"]),
        ["roles"] = (facts => facts with { RoleAssignments = Some.Failed<IReadOnlyList<RoleAssignmentInstance>>() }, ["break-glass-role", "guests-and-sync-accounts"]),
        ["methods of one account"] = (facts => facts.WithMethods("bg-2", Some.Failed<IReadOnlyList<AuthenticationMethod>>()), ["break-glass-methods"]),
        ["sign-ins of one account"] = (facts => facts.WithSignIns("bg-2", Some.Failed<SignInLog>()), ["break-glass-incidents"]),
        ["keys"] = (facts => facts with { Keys = Some.Failed<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>() },
            ["break-glass-key", "fido2-targets", "keys-that-will-not-work"]),
        ["break-glass group"] = (facts => facts.WithGroup(Some.BreakGlassGroup, Some.Failed<Group>()), ["break-glass-group"]),
        ["members of the break-glass group"] = (facts => facts with { BreakGlassMembers = Some.Failed<GroupMembers>() }, ["break-glass-group"]),
        ["service accounts' group"] = (facts => facts.WithGroup(Some.ServiceAccountGroup, Some.Failed<Group>()), ["service-account-group"]),
        ["members of the service accounts' group"] = (facts => facts.WithUsers(Some.ServiceAccountGroup, Some.Failed<IReadOnlyList<string>>()),
            ["service-account-group", "service-account-owners", "service-account-review"]),
        ["release group"] = (facts => facts.WithGroup(Some.ReleaseGroup, Some.Failed<Group>()), ["release-group"]),
        ["policies"] = (facts => facts with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>() },
            ["break-glass-excluded", "fido2-targets", "guests-and-sync-accounts", "registration-open"]),
        ["FIDO2 policy"] = (facts => facts with { Fido2Policy = Some.Failed<Fido2Policy>() },
            ["break-glass-key", "fido2-enabled", "fido2-targets", "key-models", "keys-that-will-not-work"]),
        ["members of a target"] = (facts => facts.WithUsers(TenantFactsOf.KeyHolders, Some.Failed<IReadOnlyList<string>>()),
            ["break-glass-key", "fido2-targets", "keys-that-will-not-work"]),
        ["strength"] = (facts => facts with { Strengths = new Dictionary<string, Answer<AuthenticationStrength>>() }, ["break-glass-key", "keys-that-will-not-work"]),
        ["pass policy"] = (facts => facts with { TemporaryAccessPassPolicy = Some.Failed<TemporaryAccessPassPolicy>() }, ["temporary-access-pass", "temporary-access-pass-tested"]),
        ["domains"] = (facts => facts with { Domains = Some.Failed<IReadOnlyList<Domain>>() }, ["federated-domains"]),
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public void What_could_not_be_read_is_unknown_to_those_who_need_it_and_to_nobody_else(string what)
    {
        var (change, needing) = Unread[what];
        var facts = change(TenantFactsOf.Ready());
        Assert.All(AllGates.OfTheTenant, gate => gate.Judge(facts, Some.Now).Says(
            needing.Contains(gate.Name) ? Verdict.Unknown : Verdict.Yes, needing.Contains(gate.Name) ? $"{gate.Name}-unknown" : gate.Name));
    }

    [Fact]
    public void Each_prerequisite_is_unknown_without_something_that_it_reads()
    {
        // Whether a drill counts needs no reading; without one, the log is asked.
        var read = Unread.Values.SelectMany(unread => unread.Gates).Append("break-glass-verified").Distinct();
        Assert.Equal(AllGates.OfTheTenant.Select(gate => gate.Name).Order(), read.Order());
    }

    [Fact]
    public void Names_and_sentences_are_there_and_no_two_gates_share_a_name()
    {
        var gates = AllGates.OfTheTenant.Concat<Gate>(AllGates.OfTheWave).Concat(AllGates.OfTheMoment).ToList();
        Assert.Equal(gates.Count, gates.Select(gate => gate.Name).Distinct().Count());
        Assert.All(AllGates.OfTheTenant, gate =>
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", gate.Name);
            Assert.EndsWith("?", gate.Asks, StringComparison.Ordinal);
            Assert.NotEmpty(gate.Keeps);
            Assert.Matches("^(fido2 |https://)", gate.MendedAt);
        });
    }
}
