using Fido2Workflow.Cli.Tests.Checks;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Tests.Assess;

public sealed class ServiceAccountVerbTests : IDisposable
{
    private const string Backup = "svc-backup@contoso.com";
    private const string Monitoring = "svc-monitoring@contoso.com";
    private const string Desk = "front.desk@contoso.com";

    private readonly Contoso _tenant = Contoso.Copy();

    public void Dispose() => _tenant.Dispose();

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync(["service-account", .. args, "--tenant", $"simulate:{_tenant.Folder}"]);

    private Task<CommandRun> OwnAsync(string account, string owner = Contoso.Warren, string reason = "nightly backup", string by = Contoso.Meera) =>
        RunAsync("own", "--account", account, "--owner", owner, "--reason", reason, "--by", by);

    private async Task<IReadOnlyList<Decision>> StoredAsync()
    {
        using var state = StateFolder.Open(_tenant.In(".fido2"));
        return [.. (await state.Decisions.ReadAsync("contoso")).Select(stored => stored.Decision)];
    }

    [Fact]
    public async Task An_owner_and_a_reason_are_kept_with_whoever_said_so()
    {
        var run = await OwnAsync(Backup);

        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        var owned = Assert.IsType<ServiceAccountOwned>(Assert.Single(await StoredAsync()));
        Assert.Equal(("5a000001-4eb8-4ad0-a792-8de62850f4e7", Contoso.WarrensId, "nightly backup", Decision.Prerequisites), (owned.Account, owned.Owner, owned.Reason, owned.Wave));
        Assert.Equal("e3744cd5-4b8d-4508-8b4b-c5c446b7f4a6", owned.By);
    }

    [Fact]
    public async Task A_later_owner_is_another_word_and_the_first_stays()
    {
        await OwnAsync(Backup);
        await OwnAsync(Backup, owner: Contoso.Meera);
        Assert.Equal(2, (await StoredAsync()).Count);
    }

    [Theory]
    [InlineData(Backup, Backup)]
    [InlineData(Backup, "akosua.ofori@contoso.com")]
    [InlineData("bg-01@contoso.onmicrosoft.com", Contoso.Warren)]
    public async Task Words_that_are_not_taken_are_refused_and_stored_nowhere(string account, string owner)
    {
        var run = await OwnAsync(account, owner);
        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Contains("Nothing was stored.", run.Error, StringComparison.Ordinal);
        Assert.Empty(await StoredAsync());
    }

    [Theory]
    [InlineData("nobody@contoso.com", Contoso.Warren, "why", Contoso.Meera)]
    [InlineData(Backup, "nobody@contoso.com", "why", Contoso.Meera)]
    [InlineData(Backup, Contoso.Warren, "why", "nobody@contoso.com")]
    [InlineData(Backup, Contoso.Warren, " ", Contoso.Meera)]
    public async Task Names_that_nobody_has_and_no_reason_are_bad_input(string account, string owner, string reason, string by) =>
        Assert.Equal(ExitCodes.BadInput, (await OwnAsync(account, owner, reason, by)).ExitCode);

    [Fact]
    public async Task A_review_before_each_account_has_an_owner_is_not_stored_and_says_whose_is_missing()
    {
        await OwnAsync(Backup);
        var run = await RunAsync("review", "--by", Contoso.Meera);

        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Contains($"{Monitoring}  nobody answers for it", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(await StoredAsync(), decision => decision is ServiceAccountsReviewed);
    }

    [Fact]
    public async Task A_review_holds_everybody_who_was_in_the_group()
    {
        await OwnAsync(Backup);
        await OwnAsync(Monitoring);
        var run = await RunAsync("review", "--by", Contoso.Meera, "--json");

        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Equal(2, run.Json.GetProperty("accounts").GetArrayLength());
        Assert.Equal(2, Assert.Single((await StoredAsync()).OfType<ServiceAccountsReviewed>()).Accounts.Count);
    }

    [Fact]
    public async Task A_named_person_vouches_for_another_account()
    {
        var run = await RunAsync("human", "--account", Desk, "--reason", "the desk is staffed", "--by", Contoso.Meera);
        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Equal("the desk is staffed", Assert.IsType<VouchedHuman>(Assert.Single(await StoredAsync())).Reason);
    }

    [Theory]
    [InlineData(Desk, Desk)]
    [InlineData(Backup, Contoso.Meera)]
    [InlineData("svc-scim@contoso.com", Contoso.Meera)]
    public async Task Nobody_vouches_for_themselves_or_against_plan_and_group(string account, string by)
    {
        var run = await RunAsync("human", "--account", account, "--reason", "why", "--by", by);
        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task None_of_it_writes_to_the_tenant()
    {
        await OwnAsync(Backup);
        await RunAsync("human", "--account", Desk, "--reason", "why", "--by", Contoso.Meera);
        var written = Directory.Exists(_tenant.In(".fido2/tenant")) ? Directory.GetFiles(_tenant.In(".fido2/tenant")).Select(file => new FileInfo(file).Length).Sum() : 0;
        Assert.Equal(0, written);
    }
}
