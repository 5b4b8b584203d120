using System.Text.Json;

namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary><c>rehearse samples/contoso --order naive</c>: what the right order saves, in accounts.</summary>
public sealed class NaiveOrderTests
{
    [Fact]
    public async Task Promoting_first_locks_people_and_service_accounts_out_and_counts_them()
    {
        var naive = await Fido2.RunAsync("rehearse", Contoso.Folder, "--order", "naive", "--json");
        Assert.Equal(ExitCodes.No, naive.ExitCode);
        var lockedOut = JsonDocument.Parse(naive.Output).RootElement.GetProperty("lockedOut").EnumerateArray().ToList();
        var services = lockedOut.Count(account => account.GetProperty("isService").GetBoolean());
        Assert.InRange(services, 1, lockedOut.Count - 1);

        var talk = naive.Error.Split(Environment.NewLine);
        Assert.Equal($"The naive order, promoted first and enrolled after, locked out {lockedOut.Count} accounts, {services} service accounts among them:", talk[0]);
        Assert.All(talk.Skip(1).Take(services), line => Assert.Contains("(service account)", line, StringComparison.Ordinal));
        Assert.DoesNotContain("(service account)", talk[services + 1], StringComparison.Ordinal);
    }
}
