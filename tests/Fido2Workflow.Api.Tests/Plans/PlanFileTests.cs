using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Notifications;

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

    [Fact]
    public void A_target_hears_of_the_usual_unless_the_plan_names_what()
    {
        var plan = PlanFile.Load(ContosoWith("\nnotifications:\n  give-up-after: 12h\n  targets:\n    - name: desk\n    - name: pager\n      kinds: [brake-pulled, suspected-lockout]\n"));
        Assert.Equal(TimeSpan.FromHours(12), plan.Notifications!.GiveUpAfter);
        Assert.Equal(NotificationTarget.Usual, plan.Notifications.Targets[0].Kinds);
        Assert.Equal("pager", plan.Notifications.Targets[1].Name);
        Assert.Equal([NotificationKind.BrakePulled, NotificationKind.SuspectedLockout], plan.Notifications.Targets[1].Kinds);
    }

    [Theory]
    [InlineData("    - name: desk\n      address: https://evil.example/", "address: this name is not known here; expected one of kinds, name")]
    [InlineData("    - name: https://evil.example/", "targets[0].name: \"https://evil.example/\" was found; expected 1 to 40 lower-case letters, digits and hyphens: where that is stands in the host's configuration, never here")]
    [InlineData("    - name: desk\n      kinds: [gossip]", "kinds[0]: \"gossip\" was found; expected one of enrollment-reminder, approval-needed, held, promoted, failure-seen, brake-pulled, suspected-lockout, watch-unknown, rolled-back, aborted, done, promotion-by-hand, findings")]
    public void A_plan_cannot_say_where_a_target_is(string target, string mistake)
    {
        var path = ContosoWith($"\nnotifications:\n  targets:\n{target}\n");
        var told = Assert.Throws<BadInputException>(() => PlanFile.Load(path));
        Assert.Contains(mistake, told.Message, StringComparison.Ordinal);
        Assert.Matches(@"plan\.yaml:\d+:\d+: notifications\.targets\[0\]", told.Message);
    }

    private string ContosoWith(string more)
    {
        var path = Path.Combine(_folder, "plan.yaml");
        File.WriteAllText(path, File.ReadAllText(Path.Combine(Repository.Contoso, "plan.yaml")) + more);
        foreach (var csv in Directory.EnumerateFiles(Repository.Contoso, "*.csv")) File.Copy(csv, Path.Combine(_folder, Path.GetFileName(csv)));
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
