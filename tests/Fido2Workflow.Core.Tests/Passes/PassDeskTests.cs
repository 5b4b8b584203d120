using Fido2Workflow.Core.Passes;

namespace Fido2Workflow.Core.Tests;

public class PassDeskTests
{
    private const string Code = "Zebra-7-Quartz";
    private readonly MemoryDecisions _decisions = new();
    private readonly Issuer _issuer = new();

    private static readonly PassOrder Order = new PassOrder.ForPerson("badge seen") { Id = "order-1", By = "olga", Wave = 1 };

    private static PassFacts Facts(bool isEnabled = true, params IReadOnlyList<TemporaryAccessPass> present) => new()
    {
        Plan = Some.Plan,
        Person = Some.Person("ann"),
        Policy = Some.Given(new TemporaryAccessPassPolicy(isEnabled, 60, 480, true, [Fido2Policy.AllUsers])),
        GroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>> { [Some.BreakGlassGroup] = Some.Given(Some.Each("bg-1", "bg-2")) },
        Roles = Some.Given(Some.Each<RoleAssignment>()),
        Eligible = Some.Given(Some.Each<RoleEligibility>()),
        ServicePlans = Some.Given(Some.Each<string>()),
        RoleGroupUsers = new Dictionary<string, Answer<IReadOnlyList<string>>>(),
        Present = Some.Given(present),
        Decisions = [],
    };

    private Task<PassAnswer> IssueAsync(PassFacts facts) => new PassDesk(_issuer, _decisions, new TestClock(Some.Now)).IssueAsync(facts, Order);

    [Fact]
    public async Task The_identity_check_is_recorded_before_the_tenant_is_asked_and_the_issue_after()
    {
        _issuer.OnIssue = () => Assert.Equal("badge seen", Assert.IsType<IdentityChecked>(Assert.Single(_decisions.All)).How);

        var issued = Assert.IsType<PassAnswer.Issued>(await IssueAsync(Facts()));

        Assert.Equal((Code, Some.Now.AddMinutes(60)), (issued.Pass.RevealCode(), issued.Until));
        Assert.Equal(["ann 60 once"], _issuer.Asked);
        var recorded = Assert.IsType<PassIssued>(_decisions.All[^1]);
        Assert.Equal(("ann", "olga", "pass-1", 1, null), (recorded.Person, recorded.By, recorded.Pass, recorded.Wave, recorded.Replaced));
    }

    [Fact]
    public async Task A_pass_whose_place_it_takes_is_named()
    {
        var earlier = new TemporaryAccessPass("pass-0", Some.Now.AddHours(-1), Some.Now.AddHours(-1), 60, true, false, "Expired");
        var issued = Assert.IsType<PassAnswer.Issued>(await IssueAsync(Facts(present: earlier)));
        Assert.Equal(("pass-0", "pass-0"), (issued.Replaced!.Id, ((PassIssued)_decisions.All[^1]).Replaced));
    }

    [Fact]
    public async Task What_the_rules_refuse_is_neither_asked_of_the_tenant_nor_recorded()
    {
        var refused = Assert.IsType<PassAnswer.Refused>(await IssueAsync(Facts(isEnabled: false)));
        Assert.Equal(["pass-policy-disabled"], refused.Refusals.Select(refusal => refusal.Code));
        Assert.Empty(_issuer.Asked);
        Assert.Empty(_decisions.All);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_recorded_as_no_pass()
    {
        _issuer.Failure = new TenantFailure.Ambiguous("cut") { Request = "POST /x" };
        Assert.IsType<PassAnswer.Failed>(await IssueAsync(Facts()));
        Assert.IsType<IdentityChecked>(Assert.Single(_decisions.All));
    }

    [Fact]
    public async Task Nothing_but_the_asking_hand_shows_the_code()
    {
        var issued = (PassAnswer.Issued)await IssueAsync(Facts());
        string[] shown = [issued.ToString(), issued.Pass.ToString(), WorkflowJson.Write(issued.Pass).ToString(), .. _decisions.All.Select(decision => $"{decision}{WorkflowJson.Write(decision)}")];
        Assert.All(shown, text => Assert.DoesNotContain(Code, text, StringComparison.Ordinal));
    }

    [Fact]
    public void No_workflow_and_no_activity_can_hold_an_issuer()
    {
        var holders = typeof(PassDesk).Assembly.GetTypes().Where(type => type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(IPassIssuer))));
        Assert.Equal([nameof(PassDesk)], holders.Select(type => type.Name));
    }

    private sealed class Issuer : IPassIssuer
    {
        public List<string> Asked { get; } = [];

        public Action? OnIssue { get; set; }

        public TenantFailure? Failure { get; set; }

        public Task<Answer<IssuedPass>> IssueAsync(string userId, TimeSpan lifetime, bool isUsableOnce)
        {
            OnIssue?.Invoke();
            Asked.Add($"{userId} {lifetime.TotalMinutes:0} {(isUsableOnce ? "once" : "often")}");
            var pass = new TemporaryAccessPass("pass-1", Some.Now, Some.Now, (int)lifetime.TotalMinutes, isUsableOnce, true, "EnabledByPolicy");
            return Task.FromResult(Failure is null ? Some.Given(new IssuedPass(pass, Code)) : Some.Failed<IssuedPass>(Failure));
        }

        public Task<Answer<TokenIdentity>> ReadIdentityAsync() => throw new NotSupportedException();
    }
}
