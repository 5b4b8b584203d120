using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Tests.Attestations;

/// <summary><c>fido2 attest</c>: what only a person can vouch for.</summary>
public sealed class AttestTests : IDisposable
{
    private readonly RolloutFolder _rollout = RolloutFolder.Copy();

    public void Dispose() => _rollout.Dispose();

    [Theory]
    [InlineData("credentials", AttestationItem.CredentialsInSafe)]
    [InlineData("credentials-in-safe", AttestationItem.CredentialsInSafe)]
    [InlineData("alert", AttestationItem.SignInAlert)]
    [InlineData("sign-in-alert", AttestationItem.SignInAlert)]
    public async Task A_word_about_break_glass_accounts_is_kept_for_each_or_for_the_one_that_is_named(string name, AttestationItem item)
    {
        Assert.Equal(0, (await AttestAsync(name, "--reason", "opened the safe")).ExitCode);
        Assert.Equal(0, (await AttestAsync(name, "--account", RolloutFolder.BreakGlass)).ExitCode);

        var words = (await _rollout.DecisionsAsync()).Cast<Attested>().ToList();
        Assert.Equal([RolloutFolder.BreakGlassId, RolloutFolder.OtherBreakGlassId, RolloutFolder.BreakGlassId], words.Select(word => word.Account));
        Assert.All(words, word => Assert.Equal((item, RolloutFolder.AmarasId, Decision.Prerequisites, TimeSpan.FromDays(92)), (word.Item, word.By, word.Wave, word.Until - word.At)));
        Assert.Equal("opened the safe", words[0].Reason);
        Assert.Empty(_rollout.Writes);
    }

    [Fact]
    public async Task That_there_are_no_service_accounts_is_about_no_account()
    {
        Assert.Equal(0, (await AttestAsync("no-service-accounts")).ExitCode);
        Assert.Equal((AttestationItem.NoServiceAccounts, null), (await _rollout.DecisionsAsync()) is [Attested word] ? (word.Item, word.Account) : default);
        Assert.Equal(ExitCodes.BadInput, (await AttestAsync("no-service-accounts", "--account", RolloutFolder.BreakGlass)).ExitCode);
    }

    [Fact]
    public async Task Support_is_open_for_a_wave_and_until_the_day_that_was_said()
    {
        Assert.Equal(0, (await AttestAsync("support", "--wave", "1", "--until", "2027-01-06T17:00")).ExitCode);
        var word = Assert.IsType<AttestedSupport>(Assert.Single(await _rollout.DecisionsAsync()));
        Assert.Equal((1, new DateTimeOffset(2027, 1, 6, 17, 0, 0, TimeSpan.Zero)), (word.Wave, word.Until));
        Assert.Equal(ExitCodes.BadInput, (await AttestAsync("support", "--wave", "2")).ExitCode);
        Assert.Equal(ExitCodes.BadInput, (await AttestAsync("support", "--wave", "0")).ExitCode);
    }

    [Theory]
    [InlineData("2027-01-04T07:00")]
    [InlineData("2027-05-01")]
    [InlineData("soon")]
    public async Task A_word_that_is_over_or_counts_longer_than_the_plan_lets_it_is_not_kept(string until)
    {
        var run = await AttestAsync("credentials", "--until", until);
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains("--until", run.Error, StringComparison.Ordinal);
        Assert.Empty(await _rollout.DecisionsAsync());
    }

    [Theory]
    [InlineData(RolloutFolder.BreakGlass, ExitCodes.Refused, "break-glass account")]
    [InlineData("nobody@sixpeople.example", ExitCodes.BadInput, "nobody@sixpeople.example")]
    [InlineData(RolloutFolder.Ferran, ExitCodes.Refused, "not an enabled account")]
    [InlineData(RolloutFolder.Chiyo, ExitCodes.Refused, "not known to be a member")]
    public async Task Only_an_enabled_members_word_is_taken(string by, int exitCode, string says)
    {
        _rollout.EditUser(RolloutFolder.Ferran, user => user["accountEnabled"] = false);
        _rollout.EditUser(RolloutFolder.Chiyo, user => user["userType"] = "Guest");
        var run = await _rollout.RunAsync("attest", "credentials", "--by", by);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Empty(await _rollout.DecisionsAsync());
    }

    [Fact]
    public async Task An_account_that_is_no_break_glass_account_is_not_vouched_for() =>
        Assert.Equal(ExitCodes.BadInput, (await AttestAsync("credentials", "--account", RolloutFolder.Ferran)).ExitCode);

    [Fact]
    public async Task The_list_shows_what_counts_and_until_when_and_nothing_that_is_over()
    {
        Assert.Contains("Nobody's word counts now.", (await _rollout.RunAsync("attest", "list")).Output, StringComparison.Ordinal);
        await AttestAsync("support", "--wave", "1", "--until", "2027-01-04T09:00");
        await AttestAsync("alert", "--account", RolloutFolder.BreakGlass);
        Assert.Equal(2, (await _rollout.RunAsync("attest", "list", "--json")).Json.GetArrayLength());

        await _rollout.SignInAsync(RolloutFolder.Amara, TimeSpan.FromHours(2));
        var word = Assert.Single((await _rollout.RunAsync("attest", "list", "--json")).Json.EnumerateArray().ToList());

        Assert.Equal(("sign-in-alert", RolloutFolder.BreakGlass, RolloutFolder.Amara), (word.GetProperty("what").GetString(), word.GetProperty("account").GetString(), word.GetProperty("by").GetString()));
        var line = (await _rollout.RunAsync("attest", "list")).Output;
        Assert.Equal($"sign-in-alert of {RolloutFolder.BreakGlass}: said by {RolloutFolder.Amara} 2027-01-04 07:00, counts until 2027-04-06 07:00 UTC", line.TrimEnd());
    }

    private Task<Checks.CommandRun> AttestAsync(string item, params string[] further) => _rollout.RunAsync(["attest", item, "--by", RolloutFolder.Amara, .. further]);
}
