namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>The tenant of six people, in two waves here: who is who in it.</summary>
internal static class SixPeople
{
    public const string Rollout = "six-people";
    public const string Tenant = "60061000-5e62-4b6a-aa2c-01215a1b6203";

    /// <summary>An approver in wave 1, who starts wave 2.</summary>
    public const string Amara = "66000001-0848-4d96-bd5c-4909701daf82";

    /// <summary>An approver in wave 1.</summary>
    public const string Bastien = "66000002-1dba-43c3-8f82-f0dabb9e0eb5";

    /// <summary>In wave 2, and an approver all the same.</summary>
    public const string Chiyo = "66000003-ca2b-4e14-b0fd-fc518130741d";

    /// <summary>In wave 2, and nothing else.</summary>
    public const string Deniz = "66000004-4e54-49ae-90b5-c2701635b583";

    /// <summary>An approver in wave 1.</summary>
    public const string Esra = "66000005-c548-493d-8743-7c6af8eea0a8";

    public const string Ferran = "66000006-153e-4d40-8817-2ec1664308de";
    public const string FerransName = "ferran.whitcombe@sixpeople.example";
    public const string BreakGlass = "b9000061-bfaf-48eb-870f-5b9467fc326c";

    private static readonly string Source = Path.Combine(Repository.Root, "tests", "Fido2Workflow.Cli.Tests", "tenants", "six-people");

    /// <summary>A folder of the tenant that a test may change, with its plan and nothing begun.</summary>
    public static string Copy()
    {
        var folder = Directory.CreateTempSubdirectory("fido2-api-").FullName;
        foreach (var file in Directory.EnumerateFiles(Source)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Edit(folder, "plan.yaml", "    roster: { csv: wave1.csv }\n", "    roster: { csv: wave1.csv }\n  - number: 2\n    name: The workshop\n    roster: { csv: wave2.csv }\n");
        Edit(folder, "plan.yaml", $"  - {Esra}", $"  - {Bastien}\n  - {Chiyo}\n  - {Esra}");
        File.WriteAllLines(Path.Combine(folder, "wave1.csv"), ["UPN", "amara.lindgren@sixpeople.example", "bastien.oduya@sixpeople.example", "esra.thornbury@sixpeople.example"]);
        File.WriteAllLines(Path.Combine(folder, "wave2.csv"), ["UPN", "chiyo.petersen@sixpeople.example", "deniz.calloway@sixpeople.example", FerransName]);
        return folder;
    }

    /// <summary>Replaces a text in a file of the tenant.</summary>
    public static void Edit(string folder, string name, string text, string other)
    {
        var path = Path.Combine(folder, name);
        var before = File.ReadAllText(path);
        Assert.Contains(text, before, StringComparison.Ordinal);
        File.WriteAllText(path, before.Replace(text, other, StringComparison.Ordinal));
    }
}
