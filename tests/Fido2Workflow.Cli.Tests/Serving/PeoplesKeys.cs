using Fido2Workflow.Cli.Tests.Checks;

namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary>What the people of a served rollout are let in with, made as an administrator makes it.</summary>
/// <param name="Webhook">The secret of the integration that answers for approvers.</param>
internal sealed record PeoplesKeys(string Amara, string Bastien, string Esra, string Webhook)
{
    public const string Integration = "service-desk";

    public IEnumerable<string> All => [Amara, Bastien, Esra, Webhook];

    public static async Task<PeoplesKeys> MakeAsync(TwoWaves folder) => new(
        await MakeAsync(folder, "amara.lindgren@sixpeople.example", "approver"), await MakeAsync(folder, "bastien.oduya@sixpeople.example", "operator"),
        await MakeAsync(folder, TwoWaves.Esra, "reader"), await RunAsync("keys", "webhook", "add", "--tenant", folder.Option, "--name", Integration));

    public static Task<string> MakeAsync(TwoWaves folder, string person, string role) =>
        RunAsync("keys", "add", "--tenant", folder.Option, "--person", person, "--name", "a test", "--role", role);

    private static async Task<string> RunAsync(params string[] args)
    {
        var run = await CommandRun.OfAsync(args);
        Assert.True(run.ExitCode == ExitCodes.Yes, run.Error);
        return run.Output.Trim();
    }
}
