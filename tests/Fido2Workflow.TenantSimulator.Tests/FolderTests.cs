using System.Text;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class FolderTests
{
    [Fact]
    public async Task Byte_order_marks_utf16_comments_and_bare_arrays_load()
    {
        using var files = TenantFiles.Copy();
        var users = files.Read("users.json")["value"]!.ToJsonString();
        await File.WriteAllTextAsync(files["users.json"], "// exported\n" + users, Encoding.Unicode);
        await File.WriteAllTextAsync(files["groups.json"], await File.ReadAllTextAsync(files["groups.json"]), new UTF8Encoding(true));
        await File.WriteAllBytesAsync(files["roleAssignments.json"], Encoding.BigEndianUnicode.GetBytes(await File.ReadAllTextAsync(files["roleAssignments.json"])));
        await using var world = World.Open(files);
        Assert.Equal(9, (await world.ListAsync("users")).Count);
    }

    [Theory]
    [InlineData("tenant.json", "now", "\"tomorrow\"", "$.now")]
    [InlineData("tenant.json", "tenantId", "7", "$.tenantId")]
    [InlineData("people.json", "holidays", "[\"Monday\"]", "$.holidays[0]")]
    [InlineData("people.json", "defaults", "{\"timeZone\":\"Europe/Lndon\"}", "$.defaults.timeZone")]
    [InlineData("people.json", "people", "{\"00000000-0000-4000-8000-0000000000aa\":{}}", "$.people.00000000-0000-4000-8000-0000000000aa")]
    [InlineData("people.json", "later", "[{\"at\":\"2027-01-12T09:00:00Z\",\"do\":\"promote\",\"user\":\"00000000-0000-4000-8000-000000000001\"}]", "$.later[0].do")]
    public void Bad_input_is_named_with_file_property_and_value(string file, string property, string value, string path)
    {
        using var files = TenantFiles.Copy().Edit(file, content => content[property] = JsonNode.Parse(value));
        var named = Assert.Throws<TenantFolderException>(() => World.Open(files));
        Assert.EndsWith(file, named.File, StringComparison.Ordinal);
        Assert.Equal(path, named.PropertyPath);
        Assert.Contains(named.Found, value, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_no_json_is_named_with_its_line()
    {
        using var files = TenantFiles.Copy();
        File.WriteAllText(files["users.json"], "{\n  \"value\": [\n    oops\n] }");
        Assert.Equal("line 3", Assert.Throws<TenantFolderException>(() => World.Open(files)).PropertyPath);
    }

    [Fact]
    public void A_placeholder_given_with_brackets_and_without_is_named()
    {
        using var files = TenantFiles.Copy();
        File.WriteAllText(files["policies.placeholders.json"], """{ "<RING>": "Ring 1", "RING": "Ring 2" }""");
        var named = Assert.Throws<TenantFolderException>(() => World.Open(files));
        Assert.Equal(("$.RING", "\"Ring 2\""), (named.PropertyPath, named.Found));
        Assert.Contains("one value for <RING>", named.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var files = TenantFiles.Copy();
        File.Delete(files["groups.json"]);
        Assert.EndsWith("groups.json", Assert.Throws<TenantFolderException>(() => World.Open(files)).File, StringComparison.Ordinal);
    }

    [Fact]
    public void The_simulator_knows_nothing_of_the_product_it_tests()
    {
        var references = typeof(SimulatedTenant).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
        Assert.DoesNotContain(references, name => name.StartsWith("Fido2Workflow", StringComparison.Ordinal) || name.StartsWith("Microsoft.Graph", StringComparison.Ordinal));
    }
}
