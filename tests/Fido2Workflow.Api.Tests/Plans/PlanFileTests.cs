using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Yaml;

namespace Fido2Workflow.Api.Tests.Plans;

public sealed class PlanFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fido2-plan-").FullName;

    [Fact]
    public void A_roster_is_read_from_the_csv_beside_the_plan()
    {
        var plan = PlanFile.Load(Path.Combine(Repository.Contoso, "plan.yaml"));
        Assert.Contains("meera.bhatnagar@contoso.com", plan.Waves[0].Roster.UserPrincipalNames);
    }

    [Fact]
    public void A_mistake_names_the_file_its_line_and_what_was_expected()
    {
        var path = Path.Combine(_folder, "plan.yaml");
        File.WriteAllText(path, File.ReadAllText(Path.Combine(Repository.Contoso, "plan.yaml")).Replace("release-group:", "relase-group:", StringComparison.Ordinal));
        foreach (var csv in Directory.EnumerateFiles(Repository.Contoso, "*.csv")) File.Copy(csv, Path.Combine(_folder, Path.GetFileName(csv)));

        var mistake = Assert.Throws<BadInputException>(() => PlanFile.Load(path));

        Assert.Contains($"{path}:20:3: exclusions.relase-group: this name is not known here", mistake.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
