namespace Fido2Workflow.Core.Tests;

public class KeyModelNamesTests
{
    [Fact]
    public void Every_entry_has_an_aaguid_in_lower_case_and_a_name() => Assert.All(KeyModelNames.All, model =>
    {
        Assert.Equal(Guid.Parse(model.Key).ToString(), model.Key);
        Assert.Equal(model.Value.Trim(), model.Value);
        Assert.NotEmpty(model.Value);
    });

    [Theory]
    [InlineData("2fc0579f-8113-47ea-b116-bb5a8db9202a", "YubiKey 5 Series with NFC")]
    [InlineData("EE041BCE-25E5-4CDB-8F86-897FD6418464", "Feitian ePass FIDO2-NFC")]
    [InlineData("de1e552d-db1d-4423-a619-566b625cdc84", "Microsoft Authenticator for Android")]
    public void A_model_is_found_by_its_aaguid_in_any_case(string aaGuid, string name) => Assert.Equal(name, KeyModelNames.Of(aaGuid));

    [Theory]
    [InlineData("a maker's text", Some.Model, "a maker's text")]
    [InlineData(null, Some.Model, "YubiKey 5 Series")]
    [InlineData("", Some.Model, "YubiKey 5 Series")]
    [InlineData(null, "99999999-9999-9999-9999-999999999999", "99999999-9999-9999-9999-999999999999")]
    [InlineData(null, null, "unknown model")]
    public void A_key_is_called_by_its_makers_text_else_by_the_table_else_by_its_aaguid(string? model, string? aaGuid, string name) =>
        Assert.Equal(name, KeyModelNames.Of(new Fido2Key("key", aaGuid, model, null)));

    [Fact]
    public void A_verdict_names_the_model_though_the_key_does_not()
    {
        var policy = new Fido2Policy(true, [new(Fido2Policy.AllUsers, [])], [], new(true, "allow", []), []);
        var verdict = new KeyCompliance(policy, new("strength", null, ["fido2"], null)).Judge(new Fido2Key("key", "ee041bce-25e5-4cdb-8f86-897fd6418464", null, null), new HashSet<string>());
        Assert.Equal("model Feitian ePass FIDO2-NFC (ee041bce-25e5-4cdb-8f86-897fd6418464) is not on the allow-list", Assert.IsType<KeyVerdict.NotCompliant>(verdict).Reason);
    }
}
