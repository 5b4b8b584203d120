using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Cli.Tests.Checks;

namespace Fido2Workflow.Cli.Tests.Evidences;

/// <summary><c>fido2 evidence</c> on a rollout that was rehearsed to its end.</summary>
public sealed class EvidenceVerbTests(RehearsedEvidence rehearsed) : IClassFixture<RehearsedEvidence>
{
    [Fact]
    public void It_tells_the_rollout_from_its_start_to_its_end_a_line_a_step_and_names_the_head()
    {
        var told = rehearsed.Told;
        Assert.Equal((ExitCodes.Yes, ""), (told.ExitCode, told.Error));
        Assert.Equal(File()["head"].GetString(), told.Output.Split('\n').Single(line => line.Contains(" steps, head ", StringComparison.Ordinal)).TrimEnd().Split(' ')[^1]);
        string[] story = ["WaveStarted by ", "Attested by 66000001-0848-4d96-bd5c-4909701daf82, credentials-in-safe of b9000062", "AttestedDrill by ", "gates asked on sha256:", "Approved by ", "promoted ", "watched, ", "done after 27 clean hours", "ended"];
        var places = story.Select(word => told.Output.LastIndexOf(word, StringComparison.Ordinal)).ToList();
        Assert.True(places[0] > 0, told.Output);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void Everybody_who_decided_and_everything_that_was_approved_is_in_it()
    {
        var happened = File()["steps"].EnumerateArray().Select(step => step.GetProperty("happened")).ToList();
        var approved = happened.Where(each => Word(each) == "decided").Select(each => each.GetProperty("decision")).Single(decision => decision.GetProperty("decision").GetString() == "approved");
        var promoted = happened.Single(each => Word(each) == "promoted");
        Assert.Equal(approved.GetProperty("evidenceDigest").GetString(), promoted.GetProperty("evidenceDigest").GetString());
        var evidence = JsonElement.Parse(File()["documents"].GetProperty(promoted.GetProperty("document").GetString()!).GetString()!);
        Assert.Equal(promoted.GetProperty("evidenceDigest").GetString(), evidence.GetProperty("digest").GetString());
        Assert.All(evidence.GetProperty("gates").EnumerateArray(), gate => Assert.Equal("yes", gate.GetProperty("verdict").GetString()));
        Assert.All(happened.Where(each => Word(each) == "decided"), each => Assert.NotEmpty(each.GetProperty("decision").GetProperty("by").GetString()!));
    }

    [Fact]
    public async Task Written_again_it_is_the_same_to_the_byte_on_standard_output_too()
    {
        var again = await CommandRun.OfAsync("evidence", "--state", rehearsed.State, "--json");
        Assert.Equal((ExitCodes.Yes, System.IO.File.ReadAllText(rehearsed.File)), (again.ExitCode, again.Output));
    }

    [Fact]
    public async Task It_verifies_alone_and_against_its_folder()
    {
        var alone = await CommandRun.OfAsync("evidence", "--verify", rehearsed.File, "--json");
        Assert.Equal((ExitCodes.Yes, true, File()["head"].GetString()), (alone.ExitCode, alone.Json.GetProperty("isWhole").GetBoolean(), alone.Json.GetProperty("head").GetString()));
        var beside = await CommandRun.OfAsync("evidence", "--verify", rehearsed.File, "--state", rehearsed.State);
        Assert.Equal(ExitCodes.Yes, beside.ExitCode);
        Assert.Contains($"It is the beginning of what {rehearsed.State} says.", beside.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_under_way_is_the_beginning_of_what_is_written_at_the_end_though_the_rollout_was_killed_at_every_20th_write()
    {
        using var state = new Crashes.StateOfARehearsal();
        var (writes, early) = (0, new List<string>());
        var options = new RehearsalOptions { Folder = Crashes.Tenants.SixPeople, State = state.Path, AfterWrite = () => { if (++writes % 20 == 0) throw new KilledException(); } };
        await using var tenant = await RehearsalTenant.OpenAsync(options);
        while (early.Count < 60)
        {
            try
            {
                if ((await new Rehearsal(options).RunAsync(tenant)).IsDone) break;
            }
            catch (Exception end) when (end is KilledException or { InnerException: KilledException })
            {
                early.Add((await CommandRun.OfAsync("evidence", "--plan", RehearsedEvidence.Plan, "--state", state.Path, "--json")).Output);
            }
        }
        Assert.InRange(early.Count(text => text.Length > 0), 3, 59);
        foreach (var (i, text) in early.Where(text => text.Length > 0).Index())
        {
            var file = Path.Combine(state.Path, $"early-{i}.json");
            await System.IO.File.WriteAllTextAsync(file, text);
            Assert.Equal(ExitCodes.Yes, (await CommandRun.OfAsync("evidence", "--verify", file, "--state", state.Path)).ExitCode);
        }
    }

    [Fact]
    public async Task Somebody_elses_name_on_an_approval_is_found_and_its_step_named()
    {
        var place = 0;
        var forged = rehearsed.Copy(text =>
        {
            var file = JsonNode.Parse(text)!;
            var approval = file["steps"]!.AsArray().Single(step => (string?)step!["happened"]!["decision"]?["decision"] == "approved")!;
            approval["happened"]!["decision"]!["by"] = RolloutFolder.FerransId;
            place = (int)approval["number"]!;
            return file.ToJsonString();
        });
        var found = await CommandRun.OfAsync("evidence", "--verify", forged, "--json");
        Assert.Equal((ExitCodes.No, "step-changed"), (found.ExitCode, found.Json.GetProperty("code").GetString()));
        Assert.Equal(place, found.Json.GetProperty("step").GetInt32());
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_not_whole_and_says_so()
    {
        var cut = await CommandRun.OfAsync("evidence", "--verify", rehearsed.Copy(text => text[..(text.Length / 2)]));
        Assert.Equal(ExitCodes.No, cut.ExitCode);
        Assert.StartsWith("NOT WHOLE (unreadable): ", cut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Against_the_folder_of_another_rollout_the_file_is_told_to_be_none_of_it()
    {
        using var other = RolloutFolder.Copy();
        await other.DecideAsync(new Core.Decisions.Paused { Id = "1", Rollout = "other", Wave = 1, By = "ada", At = DateTimeOffset.UnixEpoch });
        var found = await CommandRun.OfAsync("evidence", "--verify", rehearsed.File, "--state", other.State, "--json");
        Assert.Equal((ExitCodes.No, "other-rollout"), (found.ExitCode, found.Json.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("there is no file", "--verify", "nothing-here.json")]
    [InlineData("there is no such state folder", "--state", "no-folder-here")]
    [InlineData("there is no such file", "--plan", "no-plan-here.yaml")]
    public async Task What_is_not_there_is_bad_input_and_makes_nothing(string says, params string[] args)
    {
        var run = await CommandRun.OfAsync(["evidence", .. args]);
        Assert.Equal((ExitCodes.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists("no-folder-here"));
    }

    [Fact]
    public async Task A_folder_that_lost_a_document_is_not_told_from()
    {
        using var other = RolloutFolder.Copy();
        await other.DecideAsync(new Core.Decisions.RolloutCreated { Id = "1", Rollout = RolloutFolder.Rollout, Wave = 0, By = "ada", At = DateTimeOffset.UnixEpoch, PlanDigest = "sha256:gone" });
        var run = await CommandRun.OfAsync("evidence", "--tenant", $"simulate:{other.Folder}");
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains("There is no document sha256:gone in this state folder", run.Error, StringComparison.Ordinal);
    }

    private Dictionary<string, JsonElement> File() => JsonElement.Parse(System.IO.File.ReadAllText(rehearsed.File)).EnumerateObject().ToDictionary(member => member.Name, member => member.Value);

    private sealed class KilledException : Exception;

    private static string Word(JsonElement happened) => happened.GetProperty("what").GetString()!;
}
