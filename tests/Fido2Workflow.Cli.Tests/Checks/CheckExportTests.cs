using System.Text;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Cli.Tests.Checks;

public sealed class CheckExportTests : IDisposable
{
    private readonly Contoso _tenant = Contoso.Copy();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task Has_one_row_per_user_in_the_order_of_the_list()
    {
        var rows = await _tenant.ExportAsync(_tenant.List(Contoso.Meera, Contoso.Warren, "nobody@contoso.com"));

        Assert.Equal(
        [
            "UPN,Status,KeyCount,RegisteredDate,Model",
            $"{Contoso.Meera},NOT REGISTERED,0,,",
            $"{Contoso.Warren},REGISTERED,1,2026-09-21 08:02,YubiKey 5 NFC",
            "nobody@contoso.com,ERROR,,,",
        ], rows);
    }

    [Fact]
    public async Task Counts_and_names_all_keys_and_dates_the_earliest_compliant_one()
    {
        _tenant.GiveWarren(new() { ["id"] = "later", ["model"] = "YubiKey 5C NFC", ["createdDateTime"] = "2026-12-01T00:00:00Z" });
        _tenant.GiveWarren(new() { ["id"] = "old", ["aaGuid"] = "ee041bce-25e5-4cdb-8f86-897fd6418464", ["model"] = "ePass FIDO NFC", ["createdDateTime"] = "2020-01-01T00:00:00Z" });

        var rows = await _tenant.ExportAsync(_tenant.List(Contoso.Warren));

        Assert.Equal($"{Contoso.Warren},REGISTERED,3,2026-09-21 08:02,ePass FIDO NFC; YubiKey 5C NFC; YubiKey 5 NFC", rows[1]);
    }

    [Fact]
    public async Task Has_no_date_where_the_only_key_is_not_allowed()
    {
        var rows = await _tenant.ExportAsync(_tenant.List("zainab.akhtar@contoso.com"));

        Assert.Equal("zainab.akhtar@contoso.com,NOT REGISTERED,1,,ePass FIDO NFC", rows[1]);
    }

    [Fact]
    public async Task Dates_are_utc()
    {
        _tenant.EditWarrensKey(key => key["createdDateTime"] = "2026-09-21T01:30:00+02:00");

        var rows = await _tenant.ExportAsync(_tenant.List(Contoso.Warren));

        Assert.Equal($"{Contoso.Warren},REGISTERED,1,2026-09-20 23:30,YubiKey 5 NFC", rows[1]);
    }

    [Fact]
    public async Task A_model_is_never_a_formula_and_a_comma_in_it_never_a_column()
    {
        _tenant.EditWarrensKey(key => key["model"] = "=1+1,2");

        var rows = await _tenant.ExportAsync(_tenant.List(Contoso.Warren));

        Assert.EndsWith(",\"'=1+1,2\"", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_plain_utf8()
    {
        _tenant.EditWarrensKey(key => key["model"] = "Clé");

        await _tenant.ExportAsync(_tenant.List(Contoso.Warren));

        var bytes = await File.ReadAllBytesAsync(_tenant.In("out.csv"));
        Assert.StartsWith("UPN,", new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), StringComparison.Ordinal);
        Assert.EndsWith("Clé\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaces_what_was_there_and_leaves_nothing_beside_it()
    {
        _tenant.Write("out.csv", new string('x', 10_000));
        var before = Directory.GetFiles(_tenant.Folder).Length;

        var rows = await _tenant.ExportAsync(_tenant.In("wave1.csv"));

        Assert.Equal(13, rows.Length);
        Assert.Equal(before, Directory.GetFiles(_tenant.Folder).Length);
    }

    [Fact]
    public async Task Is_refused_before_the_tenant_is_asked_where_there_is_no_folder_for_it()
    {
        var run = await _tenant.CheckAsync(_tenant.In("wave1.csv"), "--export", _tenant.In("nowhere/out.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no folder", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
