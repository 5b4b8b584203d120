using System.CommandLine;
using System.Security.Cryptography;
using Fido2Workflow.Cli.Tests.Checks;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Tests;

/// <summary>
/// Every verb there is, on a tenant with something to do, without leave to write: the tenant counts no write, and whoever
/// could have written says so by exit 4. The verbs are those of the program, so a new one is asked too; one with an option that
/// is not known here fails, until somebody says below what to give it.
/// </summary>
public sealed class ZeroWritesTests
{
    private const string AllowWrites = "--allow-writes";

    // What makes a verb have something to do, where its required options alone do not.
    private static readonly Dictionary<string, Func<RolloutFolder, Task<string[]>>> Further = new()
    {
        ["tap issue"] = _ => Task.FromResult<string[]>(["--identity-check", "badge seen", "--print"]),
        ["tap test"] = _ => Task.FromResult<string[]>(["--print"]),
        ["evidence"] = async rollout =>
        {
            await rollout.DecideAsync(new WaveStarted { Id = "start", Rollout = RolloutFolder.Rollout, Wave = 1, By = RolloutFolder.AmarasId, At = DateTimeOffset.UnixEpoch });
            return ["--state", rollout.State, "--export", Path.Combine(rollout.State, "evidence.json")];
        },
        ["rollback"] = _ => Task.FromResult<string[]>(["--direct", "--wave", "1"]),
        ["why"] = rollout => Task.FromResult<string[]>(["--tenant", $"simulate:{rollout.Folder}"]),
    };

    // Asked elsewhere: a host runs until it is stopped, and what takes a key away knows of no tenant.
    private static readonly string[] Elsewhere = ["serve", "keys revoke", "keys webhook revoke"];

    public static TheoryData<string> Verbs => [.. Leaves(CommandLine.Root, "").Select(leaf => leaf.Name)];

    // What speaks to a host has no tenant at hand: what the host writes without leave is asked there.
    public static TheoryData<string> VerbsThatEnd =>
    [
        .. Leaves(CommandLine.Root, "").Where(leaf => !leaf.Verb.Options.Any(option => option is { Name: "--host", Required: true })).Select(leaf => leaf.Name).Except(Elsewhere),
    ];

    [Theory]
    [MemberData(nameof(VerbsThatEnd))]
    public async Task Without_leave_no_verb_writes_to_the_tenant_and_each_that_would_exits_4(string name)
    {
        using var rollout = RolloutFolder.Copy();
        var verb = Leaves(CommandLine.Root, "").Single(leaf => leaf.Name == name).Verb;
        var before = Digests(rollout);

        var run = await CommandRun.OfAsync([.. name.Split(' '), .. Arguments(verb, rollout), .. await Further.GetValueOrDefault(name, _ => Task.FromResult<string[]>([]))(rollout)]);

        Assert.True(run.ExitCode != ExitCodes.BadInput, $"{name} was not run at all: {run.Error}");
        Assert.Empty(rollout.Writes);
        Assert.Equal(before, Digests(rollout));
        if (verb.Options.Any(option => option.Name == AllowWrites)) Assert.Equal(ExitCodes.Refused, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Leave_to_write_is_never_given_by_itself_nor_for_a_whole_group_of_verbs(string name)
    {
        var verb = Leaves(CommandLine.Root, "").Single(leaf => leaf.Name == name).Verb;
        foreach (var option in verb.Options.Where(option => option.Name == AllowWrites))
        {
            Assert.False(option.Required || option.HasDefaultValue && (bool)option.GetDefaultValue()!, $"{name}: {AllowWrites} must be said");
            Assert.False(option.Recursive, $"{name}: {AllowWrites} must be said of this verb");
        }
    }

    [Fact]
    public void What_is_said_of_verbs_here_is_of_verbs_that_there_are() =>
        Assert.Subset(Leaves(CommandLine.Root, "").Select(leaf => leaf.Name).ToHashSet(), Further.Keys.Concat(Elsewhere).ToHashSet());

    private static IEnumerable<(string Name, Command Verb)> Leaves(Command command, string path)
    {
        foreach (var verb in command.Subcommands)
        {
            var name = $"{path} {verb.Name}".Trim();
            if (verb.Subcommands.Count == 0) yield return (name, verb);
            foreach (var leaf in Leaves(verb, name)) yield return leaf;
        }
    }

    private static IEnumerable<string> Arguments(Command verb, RolloutFolder rollout) =>
    [
        .. verb.Arguments.Select(argument => Value(argument.Name, rollout)),
        .. verb.Options.Where(option => option.Required).SelectMany(option => (string[])[option.Name, Value(option.Name, rollout)]),
    ];

    private static string Value(string name, RolloutFolder rollout) => name switch
    {
        "folder" => rollout.Folder,
        "--tenant" => $"simulate:{rollout.Folder}",
        "--users" => Path.Combine(rollout.Folder, "wave1.csv"),
        "--by" => RolloutFolder.Bastien,
        "--user" or "--person" or "--owner" => RolloutFolder.Ferran,
        "--account" => RolloutFolder.BreakGlass,
        "--wave" => "1",
        "--signed-in-at" => "2027-01-04T06:30Z",
        "--reason" => "as the test says",
        "--name" => "a-test",
        "--role" => "reader",
        _ => throw new InvalidOperationException($"{name}: say here what to give it"),
    };

    private static IReadOnlyList<string> Digests(RolloutFolder rollout) =>
    [
        .. Directory.EnumerateFiles(rollout.Folder).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}
