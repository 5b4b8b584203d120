using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tests.Auditing;

public class EvidenceVerificationTests
{
    private static readonly EvidenceFile File = RecordedRollout.Whole().ReadAsync().Result;
    private static readonly EvidenceFile Other = RecordedRollout.Whole("fabrikam").ReadAsync().Result;

    public static TheoryData<int> Places => [.. Enumerable.Range(1, File.Steps.Count)];

    [Fact]
    public void What_was_written_is_whole_and_its_head_is_told() =>
        Assert.Equal(new EvidenceVerdict.Whole("contoso", File.Steps.Count, File.Head), EvidenceVerification.Verify(File.ToText()));

    [Fact]
    public void Whoever_writes_the_same_in_other_white_space_and_order_has_changed_nothing()
    {
        var file = JsonNode.Parse(File.ToText())!.AsObject();
        foreach (var step in file["steps"]!.AsArray())
            foreach (var (name, value) in step!.AsObject().Reverse().ToList())
            {
                step.AsObject().Remove(name);
                step.AsObject().Add(name, value);
            }
        Assert.IsType<EvidenceVerdict.Whole>(EvidenceVerification.Verify(file.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Whatever_is_changed_in_a_step_that_step_is_named(int place)
    {
        var leaves = Leaves(JsonNode.Parse(File.ToText())!["steps"]![place - 1]!, []).ToList();
        Assert.True(leaves.Count > 5, "a step says something");
        foreach (var path in leaves)
        {
            var broken = Edited(steps => Change(path.SkipLast(1).Aggregate(steps[place - 1]!, (node, name) => node[name]!), path[^1]));
            Assert.True(broken.Step == place, $"{string.Join('.', path)} of step {place} was changed: {broken}");
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_step_with_one_more_word_is_named(int place) => Assert.Equal((place, "step-changed"), Found(Edited(steps => steps[place - 1]!["besides"] = "said later")));

    [Theory]
    [MemberData(nameof(Places))]
    public void Where_a_step_was_taken_out_the_one_after_it_is_named(int place) => Assert.Equal(
        (place, place == File.Steps.Count ? "head" : "step-out-of-place"), Found(Edited(steps => steps.RemoveAt(place - 1))));

    [Theory]
    [MemberData(nameof(Places))]
    public void A_step_put_in_is_named_though_it_is_well_made(int place)
    {
        var strange = EvidenceStep.After(place == 1 ? EvidenceFile.HeaderDigest("contoso") : File.Steps[place - 2].Digest!, place, Some.Now, 1, new Happening.Decided(Decide.Approve("mallory")));
        Assert.Equal((place + 1, "step-out-of-place"), Found(Edited(steps => steps.Insert(place - 1, JsonNode.Parse(WorkflowJson.Write(strange).GetRawText())))));
        // Told twice, the last step fits where it stands, and its copy does not.
        Assert.Equal((place == File.Steps.Count ? place + 1 : place, "step-out-of-place"), Found(Edited(steps => steps.Insert(place - 1, steps[^1]!.DeepClone()))));
    }

    [Fact]
    public void Of_two_steps_that_changed_places_the_first_is_named()
    {
        for (var place = 1; place < File.Steps.Count; place++)
            Assert.Equal((place, "step-out-of-place"), Found(Edited(steps =>
            {
                var step = steps[place - 1]!;
                steps.RemoveAt(place - 1);
                steps.Insert(place, step);
            })));
    }

    [Fact]
    public void Steps_of_another_rollout_fit_nowhere()
    {
        var other = JsonNode.Parse(Other.ToText())!;
        Assert.Equal((1, "step-out-of-place"), Found(Edited(steps => steps[0] = other["steps"]![0]!.DeepClone())));
        other["rollout"] = "contoso";
        Assert.Equal((1, "step-out-of-place"), Found(EvidenceVerification.Verify(other.ToJsonString())));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void A_file_that_was_cut_off_is_no_evidence(double share)
    {
        var text = File.ToText();
        Assert.Equal((null, "unreadable"), Found(EvidenceVerification.Verify(text[..(int)(text.Length * share)])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "format": "fido2-evidence/1", "rollout": "contoso", "steps": 3, "head": "x", "documents": {} }""")]
    [InlineData("""{ "format": "fido2-evidence/1", "rollout": "contoso", "rollout": "contoso", "steps": [], "head": "x", "documents": {} }""")]
    public void What_is_no_evidence_is_named_as_that(string text) => Assert.Equal((null, "unreadable"), Found(EvidenceVerification.Verify(text)));

    [Fact]
    public void A_step_that_is_none_is_named() => Assert.Equal((2, "step-unreadable"), Found(Edited(steps => steps[1] = "promoted, believe me")));

    [Theory]
    [InlineData("format", "other-format")]
    [InlineData("rollout", "step-out-of-place")]
    [InlineData("head", "head")]
    [InlineData("signedBy", "unreadable")]
    public void Nothing_around_the_steps_is_changed_unseen(string member, string code)
    {
        var file = JsonNode.Parse(File.ToText())!;
        file[member] = "another";
        Assert.Equal(code, Found(EvidenceVerification.Verify(file.ToJsonString())).Code);
    }

    [Fact]
    public void A_document_that_was_changed_taken_out_or_put_in_is_found()
    {
        var name = File.Documents.Keys.First();
        Assert.Equal("document-changed", With(documents => documents[name] = documents[name]!.GetValue<string>() + " "));
        Assert.Equal("document-missing", With(documents => documents.Remove(name)));
        Assert.Equal("document-unnamed", With(documents => documents[CanonicalJson.DigestOf("strange")] = "strange"));

        static string With(Action<JsonObject> change)
        {
            var file = JsonNode.Parse(File.ToText())!;
            change(file["documents"]!.AsObject());
            return Found(EvidenceVerification.Verify(file.ToJsonString())).Code;
        }
    }

    [Fact]
    public void A_chain_written_anew_from_a_step_on_is_found_by_the_folder()
    {
        var before = File.Steps[12].Digest!;
        var steps = File.Steps.Take(13).ToList();
        foreach (var step in File.Steps.Skip(13).Where(step => step.Happened is not Happening.Decided { Decision: RolledBack }))
        {
            steps.Add(EvidenceStep.After(before, steps.Count + 1, step.At, step.Wave, step.Happened));
            before = steps[^1].Digest!;
        }
        var forged = (File with { Steps = steps, Head = before }).ToText();
        Assert.IsType<EvidenceVerdict.Whole>(EvidenceVerification.Verify(forged));
        var found = Found(EvidenceVerification.Verify(forged, File));
        Assert.Equal("not-in-folder", found.Code);
        Assert.IsType<RolledBack>(((Happening.Decided)File.Steps[found.Step!.Value - 1].Happened).Decision);
    }

    [Fact]
    public async Task A_folder_that_is_older_than_the_file_or_of_another_rollout_is_told()
    {
        var whole = RecordedRollout.Whole();
        var earlier = await whole.Up(to: whole.Count - 3).ReadAsync();
        Assert.Equal((earlier.Steps.Count + 1, "beyond-folder"), Found(EvidenceVerification.Verify(File.ToText(), earlier)));
        Assert.Equal((null, "other-rollout"), Found(EvidenceVerification.Verify(File.ToText(), Other)));
        Assert.Equal((null, "other-rollout"), Found(EvidenceVerification.Verify(File.ToText(), await new RecordedRollout().ReadAsync())));
    }

    private static (int? Step, string Code) Found(EvidenceVerdict verdict) => verdict is EvidenceVerdict.Broken broken ? (broken.Step, broken.Code) : (null, "whole");

    private static EvidenceVerdict.Broken Edited(Action<JsonArray> change)
    {
        var file = JsonNode.Parse(File.ToText())!;
        change(file["steps"]!.AsArray());
        return Assert.IsType<EvidenceVerdict.Broken>(EvidenceVerification.Verify(file.ToJsonString()));
    }

    private static IEnumerable<IReadOnlyList<string>> Leaves(JsonNode node, IReadOnlyList<string> path) => node is JsonObject members
        ? members.SelectMany(member => member.Value is JsonObject ? Leaves(member.Value, [.. path, member.Key]) : [[.. path, member.Key]])
        : [];

    private static void Change(JsonNode holder, string name) => holder[name] = holder[name] switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => item!.DeepClone()), "besides"]),
        JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.Number => value.GetValue<int>() + 1,
        JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.String => value.GetValue<string>() + "x",
        JsonValue value => !value.GetValue<bool>(),
        _ => "something",
    };
}
