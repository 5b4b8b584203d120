using Fido2Workflow.Core.Passes;

namespace Fido2Workflow.Core.Tests;

public class PassRulesTests
{
    private const string Pilots = "group-pilots";
    private const string Barred = "group-barred";
    private const string RoleHolders = "group-role-holders";
    private static readonly PassOrder Order = new PassOrder.ForPerson("badge seen") { Id = "order", By = "olga", Wave = 1 };
    private static readonly PassOrder Unchecked = new PassOrder.ForPerson(null) { Id = "order", By = "olga", Wave = 1 };
    private static readonly TemporaryAccessPassPolicy Policy = new(true, 60, 480, true, [Pilots]) { ExcludeTargets = [Barred] };

    /// <summary>Facts by which Ann may be given a pass.</summary>
    private static readonly PassFacts Ann = new()
    {
        Plan = Some.Plan,
        Person = Some.Person("ann"),
        Policy = Some.Given(Policy),
        GroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>>
        {
            [Some.BreakGlassGroup] = Some.Given(Some.Each("bg-1", "bg-2")), [Pilots] = Some.Given(Some.Each("ann", "ben")), [Barred] = Some.Given(Some.Each("carl")),
        },
        Roles = Some.Given(Some.Each(new RoleAssignment("olga", "helpdesk", "/"), new RoleAssignment(RoleHolders, "exchange", "/"))),
        Eligible = Some.Given(Some.Each(new RoleEligibility("pete", "global", "/", null))),
        ServicePlans = Some.Given(Some.Each("AAD_PREMIUM_P2")),
        RoleGroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>>
        {
            [RoleHolders] = Some.Given(Some.Each("quinn")), ["olga"] = NoSuchGroup, ["pete"] = NoSuchGroup,
        },
        Present = Some.Given(Some.Each<TemporaryAccessPass>()),
        Decisions = [],
    };

    private static Answer<IReadOnlyList<string>> NoSuchGroup => Some.Failed<IReadOnlyList<string>>(new TenantFailure.NotFound { Request = "GET /groups/x" });

    private static IEnumerable<string> Codes(PassFacts facts, PassOrder? order = null)
    {
        var refusals = PassRules.Check(facts, order ?? Order, Some.Now);
        Assert.All(refusals, refusal =>
        {
            Assert.Contains(facts.Person.UserPrincipalName, refusal.Sentence, StringComparison.Ordinal);
            Assert.NotEmpty(refusal.NextStep);
        });
        return refusals.Select(refusal => refusal.Code);
    }

    private static PassFacts With(string group, Answer<IReadOnlyList<string>> users) =>
        Ann with { GroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>>(Ann.GroupUsers) { [group] = users } };

    private static PassFacts WithPolicy(TemporaryAccessPassPolicy policy) => Ann with { Policy = Some.Given(policy) };

    private static PassFacts Checked(double minutesAgo, string by = "olga", string person = "ann") =>
        Ann with { Decisions = Decide.InOrder(Decide.CheckIdentity(person) with { By = by, At = Some.Now.AddMinutes(-minutesAgo) }) };

    [Fact]
    public void An_enabled_member_whom_the_policy_targets_and_whose_identity_was_checked_may() => Assert.Empty(Codes(Ann));

    [Fact]
    public void A_break_glass_account_may_not_by_the_plan_nor_by_its_group()
    {
        Assert.Equal(["pass-for-break-glass"], Codes(With(Pilots, Some.Given(Some.Each("bg-1"))) with { Person = Some.Person("bg-1") }));
        Assert.Equal(["pass-for-break-glass"], Codes(With(Some.BreakGlassGroup, Some.Given(Some.Each("bg-1", "ann")))));
    }

    [Fact]
    public void A_guest_may_not_by_its_type_nor_by_its_name()
    {
        Assert.Equal(["pass-for-guest"], Codes(Ann with { Person = Some.Person("ann") with { UserType = "Guest" } }));
        Assert.Equal(["pass-for-guest"], Codes(Ann with { Person = Some.Person("ann") with { UserPrincipalName = "ann_partner.com#EXT#@contoso.com" } }));
    }

    [Fact]
    public void A_disabled_account_may_not() =>
        Assert.Equal(["pass-for-disabled"], Codes(Ann with { Person = Some.Person("ann") with { AccountEnabled = false } }));

    [Fact]
    public void Whoever_holds_a_role_may_activate_one_or_is_in_a_group_that_holds_one_may_not()
    {
        var held = Ann with { Roles = Some.Given(Some.Each(new RoleAssignment("ann", "helpdesk", "/"))) };
        var eligible = Ann with { Eligible = Some.Given(Some.Each(new RoleEligibility("ann", "global", "/", null))) };
        var byGroup = Ann with { RoleGroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>> { [RoleHolders] = Some.Given(Some.Each("ann")) } };
        Assert.All([held, eligible, byGroup], facts => Assert.Equal(["pass-for-privileged"], Codes(facts)));
        Assert.Contains("exchange", PassRules.Check(byGroup, Order, Some.Now)[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_privileged_person_whom_the_plan_names_may() =>
        Assert.Empty(Codes(Ann with
        {
            Plan = Some.Plan with { Passes = new() { Privileged = ["ann"] } },
            Roles = Some.Given(Some.Each(new RoleAssignment("ann", "helpdesk", "/"))),
        }));

    [Fact]
    public void Nobody_may_while_the_policy_is_off() => Assert.Equal(["pass-policy-disabled"], Codes(WithPolicy(Policy with { IsEnabled = false })));

    [Fact]
    public void Whoever_the_policy_does_not_target_may_not() => Assert.Equal(["pass-not-targeted"], Codes(With(Pilots, Some.Given(Some.Each("ben")))));

    [Fact]
    public void A_policy_for_all_users_targets_everybody() => Assert.Empty(Codes(WithPolicy(Policy with { IncludeTargets = [Fido2Policy.AllUsers] })));

    [Fact]
    public void An_exclusion_beats_every_inclusion()
    {
        var facts = With(Barred, Some.Given(Some.Each("ann")));
        Assert.Equal(["pass-not-targeted"], Codes(facts));
        Assert.Contains(Barred, PassRules.Check(facts, Order, Some.Now)[0].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(61, 480)]
    [InlineData(10, 59)]
    public void A_lifetime_that_the_policy_does_not_allow_is_refused(int least, int most) =>
        Assert.Equal(["pass-lifetime"], Codes(WithPolicy(Policy with { MinimumLifetimeInMinutes = least, MaximumLifetimeInMinutes = most })));

    [Fact]
    public void An_identity_check_comes_first_and_counts_for_an_hour()
    {
        Assert.Equal(["identity-not-checked"], Codes(Ann, Unchecked));
        Assert.Empty(Codes(Checked(minutesAgo: 59), Unchecked));
        Assert.Equal(["identity-not-checked"], Codes(Checked(minutesAgo: 60), Unchecked));
        Assert.Equal(["identity-not-checked"], Codes(Checked(minutesAgo: -1), Unchecked));
        Assert.Equal(["identity-not-checked"], Codes(Checked(minutesAgo: 5, person: "ben"), Unchecked));
    }

    [Fact]
    public void Nobody_vouches_for_themselves()
    {
        Assert.Equal(["own-pass"], Codes(Ann, Order with { By = "ann" }));
        Assert.Equal(["identity-not-checked"], Codes(Checked(minutesAgo: 5, by: "ann"), Unchecked));
    }

    [Fact]
    public void The_test_user_needs_no_identity_check_and_nobody_else_is_the_test_user()
    {
        var test = new PassOrder.ForTest { Id = "test", By = "olga", Wave = Decision.Prerequisites };
        Assert.Equal(["not-the-test-user"], Codes(Ann, test));
        Assert.Empty(Codes(Ann with { Plan = Some.Plan with { Passes = new() { TestUser = "ann" } } }, test));
    }

    [Fact]
    public void Every_reason_is_told_at_once() =>
        Assert.Equal(["pass-for-disabled", "pass-policy-disabled", "identity-not-checked"],
            Codes(WithPolicy(Policy with { IsEnabled = false }) with { Person = Some.Person("ann") with { AccountEnabled = false } }, Unchecked));

    public static TheoryData<string> WhatMayFail => ["policy", "roles", "eligible", "present", "role group", Some.BreakGlassGroup, Pilots, Barred];

    [Theory]
    [MemberData(nameof(WhatMayFail))]
    public void What_could_not_be_read_is_never_a_yes(string what) => Assert.All(Some.EveryFailure, failure =>
    {
        var facts = what switch
        {
            "policy" => Ann with { Policy = Some.Failed<TemporaryAccessPassPolicy>(failure) },
            "roles" => Ann with { Roles = Some.Failed<IReadOnlyList<RoleAssignment>>(failure) },
            "eligible" => Ann with { Eligible = Some.Failed<IReadOnlyList<RoleEligibility>>(failure) },
            "present" => Ann with { Present = Some.Failed<IReadOnlyList<TemporaryAccessPass>>(failure) },
            "role group" => Ann with { RoleGroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>> { [RoleHolders] = Some.Failed<IReadOnlyList<string>>(failure) } },
            _ => With(what, Some.Failed<IReadOnlyList<string>>(failure)),
        };
        if (what is "role group" && failure is TenantFailure.NotFound) Assert.Empty(Codes(facts));
        else Assert.Equal(["pass-unknown"], Codes(facts));
    });

    [Fact]
    public void What_the_tenant_does_not_say_is_never_a_yes()
    {
        Assert.Equal(["pass-unknown"], Codes(Ann with { Person = Some.Person("ann") with { UserType = null } }));
        Assert.Equal(["pass-unknown"], Codes(Ann with { Person = Some.Person("ann") with { AccountEnabled = null } }));
        Assert.Equal(["pass-unknown"], Codes(WithPolicy(Policy with { IsEnabled = null })));
        Assert.Equal(["pass-unknown"], Codes(WithPolicy(Policy with { MaximumLifetimeInMinutes = null })));
    }

    [Fact]
    public void A_tenant_that_has_not_bought_eligible_roles_cannot_list_them_and_has_none()
    {
        var refused = Ann with { Eligible = Some.Failed<IReadOnlyList<RoleEligibility>>(new TenantFailure.Denied("AadPremiumLicenseRequired", "no") { Request = "GET /x" }) };
        Assert.Empty(Codes(refused with { ServicePlans = Some.Given(Some.Each("AAD_PREMIUM")) }));
        Assert.Equal(["pass-unknown"], Codes(refused));
        Assert.Equal(["pass-unknown"], Codes(refused with { ServicePlans = Some.Failed<IReadOnlyList<string>>() }));
    }
}
