namespace Fido2Workflow.Core.Tests;

public class NotificationTests
{
    private const string Id = "contoso.wave-2/x/20261110T100000Z";
    private static readonly Hold Why = Hold.About(["ann"], "code", "Something is wrong.", "Mend it.");

    public static TheoryData<Notification> Each =>
    [
        new Notification.EnrollmentReminder { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, Person = "ann" },
        new Notification.ApprovalNeeded { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, Approval = "contoso.wave-2.0123", EvidenceDigest = "sha256:0123", EvidenceDocument = "sha256:4567", Until = Some.Now.AddDays(7) },
        new Notification.Held { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, Why = Why },
        new Notification.Promoted { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now },
        new Notification.FailureSeen { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, Why = Why },
        new Notification.BrakePulled { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, Reason = "2 people were locked out" },
        new Notification.SuspectedLockout { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, Why = Why },
        new Notification.WatchUnknown { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, Why = Why },
        new Notification.RolledBack { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, By = "rita", Reason = "storm" },
        new Notification.Aborted { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, By = "rita" },
        new Notification.Done { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, PromotedAt = Some.Now.AddDays(-2) },
        new Notification.PromotionByHand { Id = Id, Rollout = "contoso", Wave = 2, At = Some.Now, Why = Why },
        new Notification.Findings { Id = Id, Rollout = "contoso", Wave = 0, At = Some.Now, Found = [Why, Why with { Code = "other" }] },
    ];

    [Theory]
    [MemberData(nameof(Each))]
    public void A_notification_reads_back_as_it_was_under_its_own_name(Notification notification)
    {
        var json = WorkflowJson.Write(notification with { To = ["olga"] });
        Assert.Equal(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(notification.Kind.ToString()), json.GetProperty("notification").GetString());
        var read = WorkflowJson.Read<Notification>(json);
        Assert.Equal((notification.GetType(), json.ToString()), (read.GetType(), WorkflowJson.Write(read).ToString()));
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void A_notification_says_in_a_sentence_which_rollout_and_what(Notification notification)
    {
        Assert.StartsWith(notification.Wave > 0 ? "Rollout contoso, wave 2: " : "Rollout contoso: ", notification.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", notification.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("..", notification.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_notification_of_each_kind() =>
        Assert.Equal(Enum.GetValues<NotificationKind>(), ((IEnumerable<object[]>)Each).Select(row => ((Notification)row[0]).Kind));

    [Theory]
    [MemberData(nameof(Each))]
    public void A_target_hears_of_the_kinds_that_the_plan_names_for_it(Notification notification)
    {
        var plan = new NotificationPlan { Targets = [new("desk", NotificationTarget.Usual), new("pager", [NotificationKind.BrakePulled])] };
        Assert.Equal(
            notification.Kind switch { NotificationKind.EnrollmentReminder => [], NotificationKind.BrakePulled => ["desk", "pager"], _ => ["desk"] },
            plan.TargetsOf(notification));
        Assert.Empty(NotificationPlan.None.TargetsOf(notification));
    }

    [Theory]
    [InlineData(1, NotificationKind.ApprovalNeeded, "olga pete quinn")]
    [InlineData(2, NotificationKind.ApprovalNeeded, "pete quinn")]
    [InlineData(2, NotificationKind.WatchUnknown, "olga pete quinn")]
    [InlineData(2, NotificationKind.BrakePulled, "olga pete quinn")]
    [InlineData(1, NotificationKind.PromotionByHand, "rita olga pete quinn")]
    [InlineData(1, NotificationKind.Held, "rita")]
    [InlineData(2, NotificationKind.FailureSeen, "olga")]
    [InlineData(2, NotificationKind.SuspectedLockout, "olga")]
    [InlineData(0, NotificationKind.Findings, "rita olga")]
    [InlineData(2, NotificationKind.Promoted, "")]
    public void It_asks_whoever_can_do_something_about_it(int wave, NotificationKind kind, string people)
    {
        var notification = ((IEnumerable<object[]>)Each).Select(row => (Notification)row[0]).Single(each => each.Kind == kind) with { Wave = wave };
        var asked = Addressees.Address(notification, Some.Plan, Decide.InOrder(Decide.Start("rita", 1), Decide.Start("olga", 2)));
        Assert.Equal(people.Split(' ', StringSplitOptions.RemoveEmptyEntries), asked.To);
    }
}
