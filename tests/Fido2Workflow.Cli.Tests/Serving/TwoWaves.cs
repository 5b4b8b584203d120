namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary>The six people in two waves of three, in a folder of their own with the state of a host beside it.</summary>
internal sealed class TwoWaves : IDisposable
{
    public const string Rollout = "six-people";
    public const string Tenant = "60061000-5e62-4b6a-aa2c-01215a1b6203";
    public const string Amara = "66000001-0848-4d96-bd5c-4909701daf82";
    public const string Bastien = "66000002-1dba-43c3-8f82-f0dabb9e0eb5";
    public const string Chiyo = "66000003-ca2b-4e14-b0fd-fc518130741d";
    public const string Deniz = "66000004-4e54-49ae-90b5-c2701635b583";
    public const string Esra = "66000005-c548-493d-8743-7c6af8eea0a8";
    public const string Ferran = "66000006-153e-4d40-8817-2ec1664308de";
    public const string ServiceAccount = "5a000061-6258-4c13-8b2c-9cf7ff0533df";
    public static readonly string[] BreakGlass = ["b9000061-bfaf-48eb-870f-5b9467fc326c", "b9000062-8d85-4dfe-8cbc-65cae8427d43"];

    private TwoWaves()
    {
        foreach (var file in Directory.EnumerateFiles(Crashes.Tenants.SixPeople)) File.Copy(file, In(Path.GetFileName(file)));
        var plan = File.ReadAllText(In("plan.yaml"))
            .Replace("    roster: { csv: wave1.csv }\n", "    roster: { csv: wave1.csv }\n  - number: 2\n    name: The workshop\n    roster: { csv: wave2.csv }\n", StringComparison.Ordinal)
            .Replace($"  - {Esra}", $"  - {Chiyo}\n  - {Esra}", StringComparison.Ordinal);
        File.WriteAllText(In("plan.yaml"), plan);
        File.WriteAllLines(In("wave1.csv"), ["UPN", "amara.lindgren@sixpeople.example", "bastien.oduya@sixpeople.example", "esra.thornbury@sixpeople.example"]);
        File.WriteAllLines(In("wave2.csv"), ["UPN", "chiyo.petersen@sixpeople.example", "deniz.calloway@sixpeople.example", "ferran.whitcombe@sixpeople.example"]);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("fido2-served-").FullName;

    public string State => In(".fido2");

    /// <summary>What <c>--tenant</c> takes.</summary>
    public string Option => $"simulate:{Folder}";

    /// <summary>What was written to the tenant, a line each.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            using var log = new StreamReader(new FileStream(Path.Combine(State, "tenants", Tenant, "writes.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return log.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    public static TwoWaves Copy() => new();

    public string In(string name) => Path.Combine(Folder, name);

    /// <summary>The plan with the lists that it names, as they are sent.</summary>
    public HttpContent Plan() => new MultipartFormDataContent
    {
        { new StringContent(File.ReadAllText(In("plan.yaml"))), "plan" },
        { new StringContent(File.ReadAllText(In("wave1.csv"))), "wave1.csv" },
        { new StringContent(File.ReadAllText(In("wave2.csv"))), "wave2.csv" },
    };

    /// <summary>Everything that the host keeps.</summary>
    public IEnumerable<string> StateFiles => Directory.EnumerateFiles(State, "*", SearchOption.AllDirectories);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
