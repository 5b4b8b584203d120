using System.CommandLine;
using Fido2Workflow.Api.Users;
using Fido2Workflow.Cli.Checks;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Plans;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 check --users FILE --tenant TENANT</c>.</summary>
public static class CheckVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var users = new Option<string>("--users") { Description = "The people to check: a CSV with a column UPN.", HelpName = "file", Required = true };
        var tenant = new Option<string>("--tenant") { Description = $"{TenantConnection.Expected}.", HelpName = "tenant", Required = true };
        var plan = new Option<string?>("--plan") { Description = $"{PlanChoice.Expected}. It names the authentication strength that keys must satisfy; where there is none, the built-in phishing-resistant one.", HelpName = "file" };
        var export = new Option<string?>("--export") { Description = "Writes UPN,Status,KeyCount,RegisteredDate,Model there, one row per user, UTF-8. KeyCount counts all keys and is empty where they could not be read; RegisteredDate is the earliest compliant key's, UTC.", HelpName = "file" };
        var json = new Option<bool>("--json") { Description = "Data on standard output, talk on standard error." };
        var verb = new Command("check", "Tells who of a list has a key that will let them in, who still needs enrollment, and the go or no-go. Exits 0 when all are registered, 1 when someone is not, 3 when someone could not be read and nobody is known to be missing, 2 for bad input.")
        {
            users, tenant, plan, export, json,
        };
        verb.SetAction(async (parsed, _) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var names = UserListFile.Load(parsed.GetValue(users)!);
            if (parsed.GetValue(export) is { } wanted) WholeFile.Expect(wanted);
            var report = await CheckAsync(names, parsed.GetValue(tenant)!, parsed.GetValue(plan), error);

            foreach (var line in CheckText.Lines(report)) await (parsed.GetValue(json) ? error : output).WriteLineAsync(line);
            if (parsed.GetValue(json)) JsonOutput.Write(output, report);
            if (parsed.GetValue(export) is { } path) WholeFile.Write(path, CheckCsv.Write(report));
            return report.Verdict switch
            {
                GoNoGo.Go => ExitCodes.Yes,
                GoNoGo.NoGo => ExitCodes.No,
                _ => ExitCodes.Unknown,
            };
        });
        return verb;
    }

    private static async Task<CheckReport> CheckAsync(IReadOnlyList<string> names, string tenant, string? plan, TextWriter error)
    {
        await using var connection = await TenantConnection.OpenAsync(tenant);
        var strength = PlanChoice.LoadIfAny(plan, connection)?.AuthenticationStrength ?? Plan.PhishingResistant;
        using var progress = new ProgressLine(error);
        progress.Show($"Reading the accounts of the list in tenant {connection.TenantId}");
        var checkedUsers = await new ListCheck(connection.Reader, read => progress.Show($"Read the keys of {read} of {names.Count}")).RunAsync(names, strength);
        return new CheckReport(connection.TenantId, connection.Clock.GetUtcNow(), strength, checkedUsers);
    }
}
