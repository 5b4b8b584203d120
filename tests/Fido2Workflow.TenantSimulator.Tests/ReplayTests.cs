using System.Globalization;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class ReplayTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("state").FullName;

    private string Log => Path.Combine(_state, "writes.jsonl");

    private World Open(Func<SimulatorOptions, SimulatorOptions>? more = null) =>
        World.Open(options: options => (more?.Invoke(options) ?? options) with { StateFolder = _state });

    [Fact]
    public async Task Loaded_again_the_tenant_has_the_same_past()
    {
        string created;
        TenantReport before;
        List<string?> rowsBefore;
        await using (var world = Open())
        {
            await world.OfferKeysAsync();
            world.Pass(TimeSpan.FromDays(3));
            created = (string)(await world.WriteAsync("POST", World.Policies, World.RequireKey("enabled")))!["id"]!;
            world.Pass(TimeSpan.FromDays(4));
            rowsBefore = [.. (await world.SignInsAsync()).Select(row => row.ToJsonString())];
            before = world.Tenant.Report();
        }

        await using var again = Open();
        again.Pass(TimeSpan.FromDays(7));
        Assert.Equal(2, again.Tenant.WritesAccepted);
        Assert.Equal(created, (string?)(await again.GetAsync($"{World.Policies}/{created}"))["id"]);
        Assert.Equal(rowsBefore, (await again.SignInsAsync()).Select(row => row.ToJsonString()));
        var after = again.Tenant.Report();
        Assert.Equal(before.SignIns, after.SignIns);
        Assert.Equal(before.LockedOut, after.LockedOut);
        Assert.Equal(before.Policies, after.Policies);
    }

    [Fact]
    public async Task How_often_the_tenant_is_looked_at_changes_nothing()
    {
        async Task<List<string>> Rows(TimeSpan step)
        {
            await using var world = World.Open();
            await world.OfferKeysAsync();
            for (var passed = TimeSpan.Zero; passed < TimeSpan.FromDays(6); passed += step)
            {
                world.Pass(step);
                await world.GetAsync("users?$top=1");
            }

            return [.. (await world.SignInsAsync()).Select(row => row.ToJsonString())];
        }

        Assert.Equal(await Rows(TimeSpan.FromDays(6)), await Rows(TimeSpan.FromMinutes(90)));
    }

    [Fact]
    public async Task A_torn_last_line_is_dropped_and_written_over()
    {
        await using (var world = Open())
            await world.OfferKeysAsync();
        await File.AppendAllTextAsync(Log, """{"number":2,"at":"2027-01-0""");

        await using (var world = Open())
        {
            Assert.Equal(1, world.Tenant.WritesAccepted);
            await world.OfferKeysAsync(World.Pilot);
        }

        await using var last = Open();
        Assert.Equal(2, last.Tenant.WritesAccepted);
    }

    [Fact]
    public async Task A_broken_line_in_the_middle_is_named()
    {
        await using (var world = Open())
            await world.OfferKeysAsync();
        await File.AppendAllTextAsync(Log, "nonsense\n");
        var named = Assert.Throws<TenantFolderException>(() => Open());
        Assert.Equal("line 2", named.PropertyPath);
    }

    [Fact]
    public async Task The_code_of_a_pass_is_in_no_file()
    {
        string code;
        await using (var world = Open())
        {
            var issued = await world.WriteAsync("POST", $"users/{World.Cleo}/authentication/temporaryAccessPassMethods", new JsonObject { ["temporaryAccessPass"] = "mine-own" });
            code = (string)issued!["temporaryAccessPass"]!;
        }

        var log = await File.ReadAllTextAsync(Log);
        Assert.DoesNotContain(code, log, StringComparison.Ordinal);
        Assert.DoesNotContain("mine-own", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_write_is_not_logged()
    {
        await using var world = Open();
        using var refused = await world.SendAsync("DELETE", $"groups/{World.Pilot}/members/{World.Dan}/$ref");
        Assert.False(refused.IsSuccessStatusCode);
        Assert.Equal("", await File.ReadAllTextAsync(Log));
    }

    [Fact]
    public async Task A_write_is_on_disk_before_its_answer_leaves_whatever_then_happens()
    {
        await using (var world = Open(options => options with { AfterWrite = _ => throw new InvalidOperationException("the plug was pulled") }))
            await Assert.ThrowsAsync<InvalidOperationException>(() => world.OfferKeysAsync());

        await using var again = Open();
        Assert.Equal("enabled", (string?)(await again.GetAsync(World.Fido2))["state"]);
    }

    [Fact]
    public async Task The_present_is_the_last_writes_instant_and_the_source_folder_stays_as_it_was()
    {
        using var files = TenantFiles.Copy();
        var before = Directory.EnumerateFiles(files.Folder).ToDictionary(file => file, File.ReadAllText);
        await using (var world = World.Open(files, options => options with { StateFolder = _state }))
        {
            world.Pass(TimeSpan.FromDays(2));
            await world.OfferKeysAsync();
            Assert.Equal(DateTimeOffset.Parse("2027-01-06T07:00:00Z", CultureInfo.InvariantCulture), SimulatedTenant.ReadNow(files.Folder, _state));
            Assert.Equal(before, Directory.EnumerateFiles(files.Folder).ToDictionary(file => file, File.ReadAllText));
        }
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);
}
