namespace Fido2Workflow.Core.Tests;

/// <summary>The facts of a tenant at which every prerequisite says yes; each test changes the one fact it is about.</summary>
internal static class TenantFactsOf
{
    public const string KeyHolders = "group-key-holders";

    public static readonly IReadOnlyList<string> EveryPermission = [.. ReadPermission.MissingFrom([]).Select(needed => needed.Permission).Distinct()];

    public static readonly Fido2Policy Fido2 = new(
        true, [new(Some.BreakGlassGroup, []), new(KeyHolders, [])], [], new(true, "allow", [Some.Model]), [])
    {
        IsAttestationEnforced = true, IsSelfServiceRegistrationAllowed = true,
    };

    public static TenantFacts Ready() => new()
    {
        Plan = Some.Plan,
        Identity = Some.Given(new TokenIdentity("reader", "app", null, EveryPermission)),
        ServicePlans = Some.Given(Some.Each("EXCHANGE_S_ENTERPRISE", "AAD_PREMIUM")),
        RecentSignIns = Facts.Log(Facts.Row("ann", PolicyResult.Success)),
        Users = Some.Given(Some.Each(BreakGlass("bg-1"), BreakGlass("bg-2"), Some.Person("ann"), Some.Person("olga"), Some.Person("svc-backup"), Some.Person("test"))),
        RoleAssignments = Some.Given(Some.Each(Role("bg-1"), Role("bg-2"))),
        Methods = new Dictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>> { ["bg-1"] = Methods(), ["bg-2"] = Methods() },
        BreakGlassSignIns = new Dictionary<string, Answer<SignInLog>> { ["bg-1"] = Facts.Log(), ["bg-2"] = Facts.Log() },
        Groups = new Dictionary<string, Answer<Group>>
        {
            [Some.BreakGlassGroup] = Assigned(Some.BreakGlassGroup), [Some.ServiceAccountGroup] = Assigned(Some.ServiceAccountGroup), [Some.ReleaseGroup] = Assigned(Some.ReleaseGroup),
        },
        BreakGlassMembers = Some.Given(new GroupMembers(["bg-1", "bg-2"], [])),
        GroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>>
        {
            [Some.ServiceAccountGroup] = Some.Given(Some.Each("svc-backup")), [Some.BreakGlassGroup] = Some.Given(Some.Each("bg-1", "bg-2")),
            [KeyHolders] = Some.Given(Some.Each("ann")), [Some.EnforcementGroup] = Some.Given(Some.Each("ann")), [Some.ReleaseGroup] = Some.Given(Some.Each<string>()),
        },
        Policies = Some.Given(Some.Each<ConditionalAccessPolicy>()),
        Strengths = new Dictionary<string, Answer<AuthenticationStrength>>
        {
            [Plan.PhishingResistant] = Some.Given(new AuthenticationStrength(Plan.PhishingResistant, "Phishing-resistant MFA", ["windowsHelloForBusiness", "fido2"], null)),
        },
        Fido2Policy = Some.Given(Fido2),
        Keys = Keys(("bg-1", Some.Key("key-1")), ("bg-2", Some.Key("key-2")), ("ann", Some.Key("key-3"))),
        TemporaryAccessPassPolicy = Some.Given(new TemporaryAccessPassPolicy(true, 60, 480, true, ["all_users"])),
        Domains = Some.Given(Some.Each(new Domain("contoso.com", false, "Managed", null))),
        Decided = Decide.InOrder(Words),
    };

    /// <summary>What people must have said.</summary>
    public static IReadOnlyList<Decision> Words =>
    [
        Decide.Attest(AttestationItem.CredentialsInSafe, "bg-1"), Decide.Attest(AttestationItem.CredentialsInSafe, "bg-2"),
        Decide.Attest(AttestationItem.SignInAlert, "bg-1"), Decide.Attest(AttestationItem.SignInAlert, "bg-2"),
        Decide.Drill("bg-1", Decision.Prerequisites), Decide.Drill("bg-2", Decision.Prerequisites),
        Decide.Own("svc-backup"), Decide.Review("svc-backup"), Decide.TestPass(),
    ];

    public static User BreakGlass(string id) => Some.Person(id) with
    {
        UserPrincipalName = $"{id}@contoso.onmicrosoft.com", OnPremisesSyncEnabled = null, PasswordPolicies = "DisablePasswordExpiration, DisableStrongPassword",
    };

    public static RoleAssignmentInstance Role(string account) => new(account, DirectoryRoles.GlobalAdministrator, "/", "Assigned", "Direct", null);

    public static Answer<IReadOnlyList<AuthenticationMethod>> Methods(params IReadOnlyList<string> types) =>
        Some.Given<IReadOnlyList<AuthenticationMethod>>([.. types.Append("passwordAuthenticationMethod").Append("fido2AuthenticationMethod").Select(type => new AuthenticationMethod(type, type, null))]);

    public static Answer<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>> Keys(params (string User, Fido2Key? Key)[] keys) =>
        KeysOfEach([.. keys.Select(user => (user.User, user.Key is null ? [] : Some.Each(user.Key)))]);

    public static Answer<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>> KeysOfEach(params (string User, IReadOnlyList<Fido2Key> Keys)[] keys) =>
        Some.Given<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>(keys.ToDictionary(user => user.User, user => Some.Given(user.Keys)));

    public static Answer<Group> Assigned(string id) => Some.Given(new Group(id, id, id, false, true));

    public static TenantFacts WithUser(this TenantFacts facts, User user) => facts with
    {
        Users = Some.Given<IReadOnlyList<User>>([.. ((Answer<IReadOnlyList<User>>.Given)facts.Users).Value.Where(other => other.Id != user.Id), user]),
    };

    public static TenantFacts WithGroup(this TenantFacts facts, Group group) => facts.WithGroup(group.Id, Some.Given(group));

    public static TenantFacts WithGroup(this TenantFacts facts, string id, Answer<Group> group) =>
        facts with { Groups = new Dictionary<string, Answer<Group>>(facts.Groups) { [id] = group } };

    public static TenantFacts WithUsers(this TenantFacts facts, string group, Answer<IReadOnlyList<string>> users) =>
        facts with { GroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>>(facts.GroupUsers) { [group] = users } };

    public static TenantFacts WithMethods(this TenantFacts facts, string account, Answer<IReadOnlyList<AuthenticationMethod>> methods) =>
        facts with { Methods = new Dictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>>(facts.Methods) { [account] = methods } };

    public static TenantFacts WithSignIns(this TenantFacts facts, string account, Answer<SignInLog> log) =>
        facts with { BreakGlassSignIns = new Dictionary<string, Answer<SignInLog>>(facts.BreakGlassSignIns) { [account] = log } };

    public static TenantFacts WithPolicies(this TenantFacts facts, params IReadOnlyList<string> policies) => facts with
    {
        Policies = Some.Given<IReadOnlyList<ConditionalAccessPolicy>>([.. policies.Select(Some.Json).Select((body, i) => new ConditionalAccessPolicy($"policy-{i + 1}", body, []))]),
    };

    public static TenantFacts WithFido2(this TenantFacts facts, Func<Fido2Policy, Fido2Policy> change) => facts with { Fido2Policy = Some.Given(change(Fido2)) };

    public static TenantFacts WithPasses(this TenantFacts facts, Func<TemporaryAccessPassPolicy, TemporaryAccessPassPolicy> change) =>
        facts with { TemporaryAccessPassPolicy = facts.TemporaryAccessPassPolicy.Select(change) };

    public static TenantFacts Deciding(this TenantFacts facts, params IReadOnlyList<Decision> decisions) => facts with { Decided = Decide.InOrder(decisions) };

    public static TenantFacts DecidingToo(this TenantFacts facts, params IReadOnlyList<Decision> decisions) =>
        facts with { Decided = Decide.InOrder([.. facts.Decisions, .. decisions]) };

    public static GateResult Ask<TGate>(this TenantFacts facts) where TGate : Gate<TenantFacts>, new() => new TGate().Judge(facts, Some.Now);
}
