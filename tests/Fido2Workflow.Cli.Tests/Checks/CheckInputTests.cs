using System.Text;

namespace Fido2Workflow.Cli.Tests.Checks;

public sealed class CheckInputTests : IDisposable
{
    private readonly Contoso _tenant = Contoso.Copy();

    public void Dispose() => _tenant.Dispose();

    private async Task RefusesAsync(string list, string because)
    {
        var run = await _tenant.CheckAsync(list);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(because, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private async Task ReadsWarrenAsync(string text, Encoding? encoding = null)
    {
        var run = await _tenant.CheckAsync(_tenant.Write("list.csv", text, encoding), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Contoso.Warren, Assert.Single(run.Json.GetProperty("users").EnumerateArray()).GetProperty("userPrincipalName").GetString());
    }

    [Fact]
    public Task A_file_that_is_not_there_is_bad_input() => RefusesAsync(_tenant.In("nowhere.csv"), "nowhere.csv: there is no such file.");

    [Fact]
    public Task A_list_without_the_column_is_bad_input() =>
        RefusesAsync(_tenant.Write("list.csv", $"Name,Mail\nWarren,{Contoso.Warren}\n"), "list.csv:1: no column named UPN was found");

    [Theory]
    [InlineData("UPN\n")]
    [InlineData("UPN,Name\n")]
    [InlineData("UPN,Name\n,Warren\n  ,Meera\n")]
    public Task A_list_that_names_nobody_is_bad_input(string text) => RefusesAsync(_tenant.Write("list.csv", text), "the list names nobody");

    [Fact]
    public Task A_file_without_a_line_is_bad_input() => RefusesAsync(_tenant.Write("list.csv", ""), "no column named UPN was found");

    [Fact]
    public Task A_row_that_ends_before_the_column_is_told_by_its_line() =>
        RefusesAsync(_tenant.Write("list.csv", $"Name,UPN\nWarren,{Contoso.Warren}\nMeera\n"), "list.csv:3:");

    [Theory]
    [InlineData("contoso")]
    [InlineData("simulate:")]
    [InlineData("simulate:/no/such/folder")]
    public async Task A_tenant_that_is_neither_simulated_nor_an_id_is_bad_input(string tenant)
    {
        var run = await CommandRun.OfAsync("check", "--users", _tenant.In("wave1.csv"), "--tenant", tenant);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("expected simulate:FOLDER", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_no_tenant_is_bad_input()
    {
        File.Delete(_tenant.In("tenant.json"));

        await RefusesAsync(_tenant.In("wave1.csv"), "tenant.json");
    }

    [Fact]
    public async Task A_plan_of_another_tenant_is_bad_input()
    {
        var plan = await File.ReadAllTextAsync(_tenant.In("plan.yaml"));
        _tenant.Write("plan.yaml", plan.Replace("tenant: c0170500", "tenant: d0170500", StringComparison.Ordinal));

        await RefusesAsync(_tenant.In("wave1.csv"), "the plan is for tenant d0170500-13f7-49ec-a422-f1665c722fae");
    }

    [Fact]
    public async Task A_plan_that_is_not_there_is_bad_input()
    {
        var run = await _tenant.CheckAsync(_tenant.In("wave1.csv"), "--plan", _tenant.In("nowhere.yaml"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nowhere.yaml: there is no such file.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_and_a_tenant_must_be_named()
    {
        var run = await CommandRun.OfAsync("check");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--users", run.Error, StringComparison.Ordinal);
        Assert.Contains("--tenant", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public Task Semicolons_separate_too_whatever_commas_names_hold() => ReadsWarrenAsync($"Name;UPN\nPickersgill, Warren, Dr;{Contoso.Warren}\n");

    [Fact]
    public Task A_byte_order_mark_is_no_part_of_the_column() => ReadsWarrenAsync($"UPN,Name\r\n{Contoso.Warren},Warren\r\n", new UTF8Encoding(true));

    [Fact]
    public Task A_tab_separated_list_in_utf16_is_read() => ReadsWarrenAsync($"Name\tUPN\r\nWarren\t{Contoso.Warren}\r\n", Encoding.Unicode);

    [Fact]
    public Task The_column_is_found_in_any_case_and_names_are_trimmed() => ReadsWarrenAsync($"name, upn \nWarren,\u00a0{Contoso.Warren} \n");

    [Fact]
    public Task A_name_that_stands_twice_is_one_user() => ReadsWarrenAsync($"UPN\n{Contoso.Warren}\n\n{Contoso.Warren.ToUpperInvariant()}\n");

    [Fact]
    public async Task Help_tells_every_option()
    {
        var run = await CommandRun.OfAsync("check", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(["--users", "--tenant", "--plan", "--export", "--json"], option => Assert.Matches($@"(?m)^  {option}.*  \S", run.Output));
    }
}
