namespace Fido2Workflow.Core.Tests.Sweeps;

public class SweepReportTests
{
    private static readonly SweepFacts Two = Swept.Clean()
        .With(Swept.Wave1() with { Roster = Some.Given(new Placed(["ann", "ben"], [], [])) })
        .With(tenant => tenant with { Decided = Decide.InOrder([.. tenant.Decisions.Where(decision => decision is not Approved)]) });

    [Fact]
    public void The_worst_comes_first() => Assert.Equal(["promoted-by-hand", "joiners-waiting"], Two.Find().Select(finding => finding.Code));

    [Fact]
    public void What_was_found_counts_for_more_than_what_nobody_knows_and_that_for_more_than_nothing()
    {
        var blind = Swept.Clean().With(Swept.Wave1() with { Roster = Some.Failed<Placed>() });
        Assert.Equal(
            [Verdict.Yes, Verdict.Unknown, Verdict.No],
            new[] { Swept.Clean(), blind, blind.Decided(Decide.RollBack()) }.Select(facts => SweepReport.Of(facts, null, Some.Now).Verdict));
    }

    [Fact]
    public void What_stays_is_news_once_and_since_it_was_first_seen()
    {
        var first = SweepReport.Of(Two, null, Some.Now);
        var second = SweepReport.Of(Two, first, Some.Now.AddDays(1));
        Assert.Equal((2, 0), (first.NewsAfter(null).Count, second.NewsAfter(first).Count));
        Assert.All(second.Findings, finding => Assert.Equal(Some.Now, finding.Since));
    }

    [Fact]
    public void One_person_more_is_news_and_one_fewer_is_none()
    {
        var one = SweepReport.Of(Waiting("ben"), null, Some.Now);
        var two = SweepReport.Of(Waiting("ben", "cid"), one, Some.Now);
        Assert.Equal(["joiners-waiting"], two.NewsAfter(one).Select(finding => finding.Code));
        Assert.Empty(SweepReport.Of(Waiting("cid"), two, Some.Now).NewsAfter(two));
    }

    [Fact]
    public void What_nobody_could_find_out_in_between_is_no_news_when_it_shows_again_but_what_was_gone_is()
    {
        var first = SweepReport.Of(Waiting("ben"), null, Some.Now);
        var blind = SweepReport.Of(Swept.Clean().With(Swept.Wave1() with { Roster = Some.Failed<Placed>() }), first, Some.Now.AddDays(1));
        var again = SweepReport.Of(Waiting("ben"), blind, Some.Now.AddDays(2));
        Assert.Equal(["joiners-waiting-unknown"], blind.NewsAfter(first).Select(finding => finding.Code));
        Assert.Empty(again.NewsAfter(blind));
        Assert.Equal(Some.Now, Assert.Single(again.Findings).Since);

        var mended = SweepReport.Of(Swept.Clean(), again, Some.Now.AddDays(3));
        Assert.Empty(mended.Findings);
        Assert.Single(SweepReport.Of(Waiting("ben"), mended, Some.Now.AddDays(4)).NewsAfter(mended));
    }

    [Fact]
    public async Task It_reads_back_as_it_was_kept()
    {
        var documents = new MemoryDocuments();
        var report = SweepReport.Of(Two, null, Some.Now);
        var read = await SweepReport.ReadAsync(documents, await report.SaveAsync(documents));
        Assert.Equal(WorkflowJson.Write(report).ToString(), WorkflowJson.Write(read).ToString());
        Assert.Empty(report.NewsAfter(read));
    }

    private static SweepFacts Waiting(params IReadOnlyList<string> people) => Swept.Clean().With(Swept.Wave1() with { Roster = Some.Given(new Placed(["ann", .. people], [], [])) });
}
