using Fido2Workflow.Core.Prediction;
using static Fido2Workflow.Core.Tests.Prediction.Promoting;

namespace Fido2Workflow.Core.Tests.Prediction;

/// <summary>What a policy asks, and whether somebody meets it.</summary>
public class GrantTests
{
    private static readonly Means Push = new(Methods.Password | Methods.AuthenticatorPush, Methods.None, [], Nothing.WithoutKey);
    private static readonly Means Hello = new(Methods.Password, Methods.WindowsHello, [], Nothing.WithoutKey);
    private static readonly Circumstances Legacy = Browser with { Client = ClientApp.Other };
    private static readonly Circumstances Unmanaged = Browser with { IsRegistered = false, IsCompliant = false, TrustType = null };

    private static PersonPrediction Ask(string grant, Person person) => Predict(Policy(grant: grant), person)!;

    private static Outcome Outcome(string grant, Person person) => Ask(grant, person).Outcome;

    [Fact]
    public void A_strength_is_met_by_one_of_its_combinations()
    {
        const string Strong = """{ "authenticationStrength": { "id": "strong" } }""";
        Assert.Equal(Core.Prediction.Outcome.StillIn, Outcome(Strong, Ann(AKey)));
        Assert.Equal(Core.Prediction.Outcome.LockedOut, Outcome(Strong, Ann(Push)));
        Assert.Equal(Core.Prediction.Outcome.Depends, Outcome(Strong, Ann(Hello)));
        Assert.Equal(Core.Prediction.Outcome.LockedOut, Outcome(Strong, Ann(Hello, Browser with { OperatingSystem = "Android 14" })));
        Assert.Equal(ReasonCodes.OtherMethod, Assert.Single(Ask("""{ "authenticationStrength": { "id": "old" } }""", Ann(AKey)).Reasons).Code);
    }

    [Fact]
    public void A_strength_may_take_some_models_of_key_alone()
    {
        PersonPrediction Take(string? model) => new PredictedChange([], [Policy()], References([OtherModel])).Predict(Ann(AKey with { Keys = [model] }))!;
        Assert.Equal(Core.Prediction.Outcome.StillIn, Take(OtherModel).Outcome);
        Assert.Equal((Core.Prediction.Outcome.LockedOut, ReasonCodes.KeyModelNotAllowed), (Take(YubiKey).Outcome, Take(YubiKey).Reasons[0].Code));
        Assert.Equal(Core.Prediction.Outcome.Depends, Take(null).Outcome);
    }

    [Theory]
    [InlineData("""{ "authenticationStrength": { "id": "new" } }""")]
    [InlineData("""{ "authenticationStrength": { "id": "never read" } }""")]
    [InlineData("""{ "builtInControls": ["retinaScan"] }""")]
    [InlineData("""{ "customAuthenticationFactors": ["Duo"] }""")]
    [InlineData("""{ "operator": "AND", "builtInControls": ["mfa"], "patience": ["much"] }""")]
    public void What_a_policy_asks_and_nobody_knows_is_unknown(string grant) =>
        Assert.Contains(Ask(grant, Ann(AKey)).Reasons, reason => reason.Code is ReasonCodes.NotKnown or ReasonCodes.OtherMethod && Ask(grant, Ann(AKey)).Outcome is Core.Prediction.Outcome.Depends);

    [Fact]
    public void Either_control_is_enough_or_both_are_needed()
    {
        Assert.Equal(Core.Prediction.Outcome.StillIn, Outcome("""{ "operator": "OR", "builtInControls": ["mfa", "compliantDevice"] }""", Ann(Nothing)));
        Assert.Equal(Core.Prediction.Outcome.LockedOut, Outcome("""{ "operator": "AND", "builtInControls": ["mfa", "compliantDevice"] }""", Ann(Nothing)));
        Assert.Equal(Core.Prediction.Outcome.LockedOut, Outcome("""{ "operator": "AND", "builtInControls": ["mfa", "compliantDevice"] }""", Ann(AKey, Unmanaged)));
        Assert.Equal(Core.Prediction.Outcome.Depends, Outcome("""{ "builtInControls": ["compliantDevice"] }""", Ann(AKey, new Circumstances(Exchange, null, ClientApp.Browser))));
    }

    [Theory]
    [InlineData("""{ "builtInControls": ["compliantDevice"] }""")]
    [InlineData("""{ "termsOfUse": ["terms"] }""")]
    [InlineData("""{ "builtInControls": ["mfa"] }""")]
    public void A_legacy_client_meets_nothing(string grant)
    {
        Assert.Equal(Core.Prediction.Outcome.StillIn, Outcome(grant, Ann(AKey)));
        Assert.Equal(Core.Prediction.Outcome.LockedOut, Outcome(grant, Ann(AKey, Legacy)));
    }

    [Fact]
    public void An_app_protection_policy_exists_on_phones_and_nobody_knows_whether_the_app_has_one()
    {
        const string Managed = """{ "builtInControls": ["compliantApplication"] }""";
        Assert.Equal(Core.Prediction.Outcome.LockedOut, Outcome(Managed, Ann(AKey)));
        Assert.Equal(Core.Prediction.Outcome.Depends, Outcome(Managed, Ann(AKey, Browser with { OperatingSystem = "Ios 17.2" })));
    }

    [Theory]
    [InlineData("""{ "signInFrequency": { "isEnabled": true, "value": 30, "type": "days" } }""", Core.Prediction.Outcome.StillIn)]
    [InlineData("""{ "secureSignInSession": { "isEnabled": true } }""", Core.Prediction.Outcome.Depends)]
    [InlineData("""{ "secureSignInSession": { "isEnabled": false } }""", Core.Prediction.Outcome.StillIn)]
    [InlineData("""{ "ofTomorrow": { "isEnabled": true } }""", Core.Prediction.Outcome.Depends)]
    public void A_session_control_turns_nobody_away_unless_it_may(string session, Outcome expected)
    {
        var policy = Policy();
        var body = System.Text.Json.Nodes.JsonNode.Parse(policy.Body.GetRawText())!;
        body["sessionControls"] = System.Text.Json.Nodes.JsonNode.Parse(session);
        Assert.Equal(expected, OutcomeOf(policy with { Body = Some.Json(body.ToJsonString()) }, Ann(AKey)));
    }
}
