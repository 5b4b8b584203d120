namespace Fido2Workflow.Core.Tests;

public class WaveEvidenceTests
{
    private static string Digest(WaveFacts facts, DateTimeOffset? now = null) => WaveEvidence.Judge(facts, "sha256:plan", now ?? Some.Now).Digest;

    private static readonly string Before = Digest(Facts.OfWave());

    [Fact]
    public void The_default_facts_are_a_yes_at_every_gate_of_the_wave() =>
        Assert.True(WaveEvidence.Judge(Facts.OfWave(), "sha256:plan", Some.Now).IsYes);

    [Fact]
    public void One_gate_that_is_not_yes_makes_it_no_yes() =>
        Assert.False(WaveEvidence.Judge(Facts.OfWave() with { SignIns = Some.Failed<SignInLog>() }, "sha256:plan", Some.Now).IsYes);

    [Fact]
    public void The_same_facts_read_again_later_have_the_same_digest()
    {
        var facts = Facts.OfWave();
        var later = facts with
        {
            Policies = Later(facts.Policies),
            Enrollment = Later(facts.Enrollment),
            SignIns = Facts.Log(Facts.Row("ann", PolicyResult.ReportOnlySuccess), Facts.Row("ben", PolicyResult.ReportOnlySuccess), Facts.Row("ben", PolicyResult.ReportOnlySuccess, hoursAgo: 1)),
        };
        Assert.Equal(Before, Digest(later, Some.Now.AddHours(3)));
    }

    [Fact]
    public void The_order_in_which_the_tenant_answers_does_not_matter() => Assert.Equal(Before, Digest(Facts.OfWave("ben", "ann")));

    [Fact]
    public void What_the_tenant_adds_to_the_policy_does_not_matter() =>
        Assert.Equal(Before, Digest(Facts.OfWave().WithOurPolicy(body => body["modifiedDateTime"] = "2026-11-09T00:00:00Z")));

    [Fact]
    public void Somebody_accepted_by_name_has_another_digest() =>
        Assert.NotEqual(Before, Digest(Facts.OfWave() with { Decisions = [.. Facts.OfWave().Decisions, new StoredDecision(99, Decide.Accept("ben"))] }));

    [Fact]
    public void A_new_key_has_another_digest() => Assert.NotEqual(Before, Digest(WithKeys("ann", Some.Key("key-of-ann"), Some.Key("spare"))));

    [Fact]
    public void A_key_of_another_model_has_another_digest() =>
        Assert.NotEqual(Before, Digest(WithKeys("ann", Some.Key("key-of-ann", "00000000-0000-0000-0000-00000000000a"))));

    [Fact]
    public void The_order_of_somebodys_keys_does_not_matter() =>
        Assert.Equal(Digest(WithKeys("ann", Some.Key("one"), Some.Key("two"))), Digest(WithKeys("ann", Some.Key("two"), Some.Key("one"))));

    [Fact]
    public void Another_person_in_scope_has_another_digest() => Assert.NotEqual(Before, Digest(Facts.OfWave("ann", "ben", "cat")));

    [Fact]
    public void A_person_out_of_scope_has_another_digest() => Assert.NotEqual(Before, Digest(Facts.OfWave().WithGroup(Some.ReleaseGroup, "ben")));

    [Fact]
    public void A_changed_policy_has_another_digest() =>
        Assert.NotEqual(Before, Digest(Facts.OfWave().WithOurPolicy(body => body["sessionControls"]!["signInFrequency"]!["value"] = 7)));

    [Fact]
    public void Another_gates_verdict_has_another_digest() => Assert.NotEqual(Before, Digest(Facts.OfWave() with { Decisions = [] }));

    [Fact]
    public void Another_plan_has_another_digest() =>
        Assert.NotEqual(Before, WaveEvidence.Judge(Facts.OfWave(), "sha256:other-plan", Some.Now).Digest);

    [Fact]
    public void What_could_not_be_read_has_another_digest() =>
        Assert.NotEqual(Before, Digest(Facts.OfWave() with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>() }));

    private static WaveFacts WithKeys(string id, params IReadOnlyList<Fido2Key> keys)
    {
        var facts = Facts.OfWave();
        var read = new Dictionary<string, UserEnrollment>(((Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given)facts.Enrollment).Value)
        {
            [id] = Facts.Registered(id) with { Keys = keys },
        };
        return facts with { Enrollment = Some.Given<IReadOnlyDictionary<string, UserEnrollment>>(read) };
    }

    private static Answer<T> Later<T>(Answer<T> answer) =>
        answer is Answer<T>.Given given ? given with { At = given.At.AddHours(3), From = "GET /something-else" } : answer;

    [Fact]
    public void What_was_seen_of_keys_stays_seen_while_nobody_can_look_again()
    {
        var seen = KeyUse.None.And(new SignInLog(Some.Now.AddDays(-20), Some.Now.AddDays(-10), [.. Facts.KeyRows("ann", hoursAgo: 300)]), new HashSet<string> { "ann" });
        var blind = Facts.OfWave() with { KeyUse = Some.Failed<KeyUse>(), KeyUseBefore = seen };
        Assert.Equal(seen, WaveEvidence.Judge(blind, "sha256:plan", Some.Now).KeyUse);
    }
}
