using System.Text;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Cli.Tests.Checks;

/// <summary>A copy of the sample tenant in a folder of its own, to be changed by a test, and gone afterwards.</summary>
internal sealed class Contoso : IDisposable
{
    /// <summary>The sample as it is shipped.</summary>
    public static readonly string Sample = Path.Combine(Repository.Root, "samples", "contoso");

    public const string Warren = "warren.pickersgill@contoso.com";
    public const string WarrensId = "e12cb975-0f32-4e69-8b73-dd8e78186ac5";
    public const string Miriam = "miriam.abramowicz@contoso.com";
    public const string Meera = "meera.bhatnagar@contoso.com";
    public const string MeerasId = "e3744cd5-4b8d-4508-8b4b-c5c446b7f4a6";

    private Contoso()
    {
        foreach (var file in Directory.EnumerateFiles(Sample)) File.Copy(file, In(Path.GetFileName(file)));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("fido2-check-").FullName;

    public static Contoso Copy() => new();

    public string In(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file, UTF-8 without a byte-order mark unless another encoding is given; returns where it is.</summary>
    public string Write(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(In(name), text, encoding ?? new UTF8Encoding(false));
        return In(name);
    }

    /// <summary>A list of these people.</summary>
    public string List(params string[] userPrincipalNames) => Write("list.csv", $"UPN\n{string.Join('\n', userPrincipalNames)}\n");

    /// <summary>Changes one of the tenant's files.</summary>
    public void Edit(string name, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(In(name)))!;
        change(json);
        Write(name, json.ToJsonString());
    }

    /// <summary>Changes Warren's one key; it is of an allowed model.</summary>
    public void EditWarrensKey(Action<JsonObject> change) => Edit("authenticationMethods.json", methods => change(KeyIn(methods[WarrensId]!)));

    /// <summary>Gives Warren another key.</summary>
    public void GiveWarren(JsonObject key) => Edit("authenticationMethods.json", methods =>
    {
        var another = KeyIn(methods[WarrensId]!).DeepClone().AsObject();
        foreach (var (name, value) in key) another[name] = value?.DeepClone();
        methods[WarrensId]!.AsArray().Insert(0, another);
    });

    public Task<CommandRun> CheckAsync(string list, params string[] further) =>
        CommandRun.OfAsync(["check", "--users", list, "--tenant", $"simulate:{Folder}", .. further]);

    /// <summary>The export's lines, the header first.</summary>
    public async Task<string[]> ExportAsync(string list)
    {
        await CheckAsync(list, "--export", In("out.csv"));
        return await File.ReadAllLinesAsync(In("out.csv"));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static JsonObject KeyIn(JsonNode methods) =>
        methods.AsArray().Select(method => method!.AsObject()).Last(method => method["@odata.type"]!.GetValue<string>().Contains("fido2", StringComparison.Ordinal));
}
