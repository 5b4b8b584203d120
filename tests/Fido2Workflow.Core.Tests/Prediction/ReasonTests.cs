using System.Reflection;
using Fido2Workflow.Core.Prediction;
using static Fido2Workflow.Core.Tests.Prediction.Promoting;

namespace Fido2Workflow.Core.Tests.Prediction;

/// <summary>Why somebody would be locked out, and what only looks like it.</summary>
public class ReasonTests
{
    private static Reason Because(Person person, params ConditionalAccessPolicy[] others)
    {
        var predicted = Predict(Policy(), person, others)!;
        Assert.Equal(Outcome.LockedOut, predicted.Outcome);
        return Assert.Single(predicted.Reasons);
    }

    [Fact]
    public void No_key() => Assert.Equal(ReasonCodes.NoKey, Because(Ann(Nothing)).Code);

    [Fact]
    public void An_account_without_a_person_a_shared_mailbox_and_a_guest_are_told_apart()
    {
        Assert.Equal(ReasonCodes.ServiceAccount, Because(Ann(Nothing) with { Kind = AccountKind.ServiceAccount }).Code);
        Assert.Equal(ReasonCodes.SharedMailbox, Because(Ann(Nothing) with { Kind = AccountKind.SharedMailbox }).Code);
        Assert.Equal(ReasonCodes.Guest, Because(Ann(Nothing) with { GuestKind = GuestKind.Internal }).Code);
    }

    [Theory]
    [InlineData("""{ "builtInControls": ["mfa"] }""", ReasonCodes.NoKey)]
    [InlineData("""{ "authenticationStrength": { "id": "strong" } }""", ReasonCodes.RegistrationDeadlock)]
    [InlineData("""{ "builtInControls": ["block"] }""", ReasonCodes.RegistrationDeadlock)]
    public void Somebody_without_a_key_registers_one_with_a_pass_unless_a_policy_closes_that_way(string grant, string expected) =>
        Assert.Equal(expected, Because(Ann(Nothing), Policy(applications: """{ "includeUserActions": ["urn:user:registersecurityinfo"] }""", grant: grant, id: "registration")).Code);

    [Fact]
    public void A_policy_over_registration_that_is_not_for_them_closes_nothing() => Assert.Equal(ReasonCodes.NoKey, Because(
        Ann(Nothing), Policy(users: """{ "includeGroups": ["others"] }""", applications: """{ "includeApplications": ["All"] }""", id: "registration")).Code);

    [Theory]
    [InlineData(ClientApp.ExchangeActiveSync, SignInFlow.None, "Windows 11")]
    [InlineData(ClientApp.Other, SignInFlow.None, null)]
    [InlineData(ClientApp.MobileAppsAndDesktopClients, SignInFlow.PasswordGrant, "Windows 11")]
    [InlineData(ClientApp.Browser, SignInFlow.None, "Windows 8.1")]
    [InlineData(ClientApp.Browser, SignInFlow.None, "Ios 14.8")]
    [InlineData(ClientApp.MobileAppsAndDesktopClients, SignInFlow.None, "Android 12")]
    public void A_client_protocol_or_platform_that_can_ask_for_no_key(ClientApp client, SignInFlow flow, string? system) =>
        Assert.Equal(ReasonCodes.ClientCannotUseKey, Because(Ann(AKey, Browser with { Client = client, Flow = flow, OperatingSystem = system })).Code);

    [Theory]
    [InlineData("981f26a1-7f43-403b-a875-f8b09b8cd720")]
    [InlineData("372140e0-b3b7-4226-8ef9-d57986796201")]
    public void Radius_and_remote_desktop_can_ask_for_none_where_a_policy_reaches_them(string app)
    {
        var predicted = Predict(Policy(applications: """{ "includeApplications": ["All"] }"""), Ann(AKey, Browser with { AppId = app }))!;
        Assert.Equal((Outcome.LockedOut, ReasonCodes.ClientCannotUseKey), (predicted.Outcome, predicted.Reasons[0].Code));
        Assert.Equal(Outcome.StillIn, OutcomeOf(Policy(), Ann(AKey, Browser with { AppId = app })));
    }

    [Fact]
    public void A_device_code_is_typed_in_who_knows_where()
    {
        var predicted = Predict(Policy(), Ann(AKey, Browser with { Flow = SignInFlow.DeviceCode }))!;
        Assert.Equal((Outcome.Depends, ReasonCodes.ClientCannotUseKey), (predicted.Outcome, predicted.Reasons[0].Code));
    }

    [Fact]
    public void The_worst_app_decides_and_each_is_told()
    {
        var predicted = Predict(Policy(), Ann(AKey, Browser, Browser with { Client = ClientApp.Other }, Browser with { Flow = SignInFlow.DeviceCode }))!;
        Assert.Equal((Outcome.LockedOut, 2), (predicted.Outcome, predicted.Findings.Count));
    }

    [Fact]
    public void What_is_asked_before_and_after_alike_is_no_unknown()
    {
        var unknown = Policy("\"moonPhase\": \"full\"", id: "alike");
        Assert.Equal(Outcome.StillIn, Predict(Policy(), Ann(AKey), unknown)!.Outcome);
        Assert.Null(new PredictedChange([unknown], [unknown], References()).Predict(Ann(Nothing)));
        Assert.Null(new PredictedChange([], [Policy(state: "enabledForReportingButNotEnforced"), Policy(state: "disabled", id: "off")], References()).Predict(Ann(Nothing)));
    }

    [Fact]
    public void A_policy_that_says_something_else_afterwards_is_judged_as_a_new_one()
    {
        var before = Policy(grant: """{ "builtInControls": ["mfa"] }""");
        Assert.Equal(Outcome.LockedOut, new PredictedChange([before], [Policy()], References()).Predict(Ann(Nothing))!.Outcome);
    }

    [Fact]
    public void Every_code_is_lower_case_words_and_stands_once()
    {
        var codes = typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.All(codes, code => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)+$|^guest$|^device$", code));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }
}
