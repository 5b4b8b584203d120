using Fido2Workflow.Api.Users;
using Fido2Workflow.Cli.Tests.Checks;

namespace Fido2Workflow.Cli.Tests.Assess;

public sealed class AssessVerbTests : IDisposable
{
    private readonly Contoso _tenant = Contoso.Copy();

    public void Dispose() => _tenant.Dispose();

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync([.. args, "--tenant", $"simulate:{_tenant.Folder}"]);

    [Fact]
    public async Task Shows_at_first_sight_what_is_wrong_and_exits_1()
    {
        var run = await RunAsync("assess");

        Assert.Equal(ExitCodes.No, run.ExitCode);
        string[] said =
        [
            "it is hours late and leaves out disabled accounts, so it helps to plan and decides nothing", "  nothing at all            104",
            "  accounts                  416", "a guest, who can register no key here", "Need a Temporary Access Pass, wave by wave:", "zihao.deng@contoso.com",
            "its mailbox is of the kind shared", "the sign-in log of the last 30 days is empty", "Excluded service accounts that nobody answers for:",
            "NOT READY: 104 without a way in, 3 that look like service accounts.",
        ];
        Assert.All(said, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_data_holds_what_the_text_says_and_stands_alone()
    {
        var run = await RunAsync("assess", "--json");

        Assert.Equal(104, run.Json.GetProperty("buckets").GetProperty("nothingAtAll").GetInt32());
        Assert.Equal(104, run.Json.GetProperty("needPass").GetArrayLength());
        Assert.Equal(3, run.Json.GetProperty("suspects").GetInt32());
        Assert.Contains("NOT READY", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_who_needs_a_pass_as_a_list_that_other_verbs_read()
    {
        var run = await RunAsync("assess", "--export", _tenant.In("passes.csv"));

        Assert.Equal(ExitCodes.No, run.ExitCode);
        var lines = await File.ReadAllLinesAsync(_tenant.In("passes.csv"));
        Assert.Equal("UPN,Name,Wave,Methods,Note", lines[0]);
        Assert.Equal("zihao.deng@contoso.com,Zihao Deng,1,,wave 1", lines[1]);
        Assert.Contains("invoices@contoso.com,Invoices (shared mailbox),2,,wave 2; looks like a service account: decide that first", lines);
        Assert.Equal(104, UserListFile.Load(_tenant.In("passes.csv")).Count);
    }

    [Fact]
    public async Task A_name_is_never_a_formula()
    {
        _tenant.Edit("users.json", users => users["value"]!.AsArray().Single(user => (string)user!["userPrincipalName"]! == "zihao.deng@contoso.com")!["displayName"] = "=1+1");
        await RunAsync("assess", "--export", _tenant.In("passes.csv"));
        Assert.Contains(",'=1+1,", (await File.ReadAllLinesAsync(_tenant.In("passes.csv")))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_cannot_be_written_is_refused_before_the_tenant_is_asked()
    {
        var run = await RunAsync("assess", "--export", _tenant.In("nowhere/passes.csv"));
        Assert.Equal((ExitCodes.BadInput, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task What_somebody_vouched_for_or_owns_is_not_said_again()
    {
        await RunAsync("service-account", "human", "--account", "front.desk@contoso.com", "--reason", "it is staffed", "--by", Contoso.Meera);
        await RunAsync("service-account", "own", "--account", "svc-backup@contoso.com", "--owner", Contoso.Warren, "--reason", "nightly backup", "--by", Contoso.Meera);
        var run = await RunAsync("assess", "--json");

        Assert.Equal(2, run.Json.GetProperty("suspects").GetInt32());
        Assert.Equal("svc-monitoring@contoso.com", Assert.Single(run.Json.GetProperty("withoutOwner").EnumerateArray()).GetString());
    }
}
