namespace Fido2Workflow.Core.Tests;

public class SignInHabitsTests
{
    private static SignIn Row(bool byHand = true, string? client = "Browser", int? error = 0, string? app = "Outlook", double hoursAgo = 1) =>
        Accounts.Row("ann", byHand, client, error, app, hoursAgo);

    [Fact]
    public void By_hand_is_an_interactive_success_of_a_client_that_shows_a_page()
    {
        var habits = SignInHabits.Of([Row(), Row(hoursAgo: 5), Row(byHand: false)]);
        Assert.Equal((2, 1, Some.Now.AddHours(-1)), (habits.ByHand, habits.Days.Count, habits.LastByHand));
    }

    [Fact]
    public void Other_sign_ins_count_by_the_days_they_fall_on()
    {
        var habits = SignInHabits.Of([Row(byHand: false), Row(byHand: false, hoursAgo: 2), Row(client: "IMAP4", hoursAgo: 30)]);
        Assert.Equal([new DateOnly(2026, 11, 9), new DateOnly(2026, 11, 10)], habits.Days.Order());
    }

    [Theory]
    [InlineData(50126)]
    [InlineData(53003)]
    [InlineData(null)]
    public void What_did_not_succeed_counts_nothing(int? error) =>
        Assert.Equal(SignInHabits.None, SignInHabits.Of([Row(error: error), Row(byHand: false, client: "IMAP4", error: error)]));

    [Fact]
    public void A_row_that_comes_twice_counts_once() => Assert.Equal(1, SignInHabits.Of([Row(), Row()]).ByHand);

    [Theory]
    [InlineData("IMAP4")]
    [InlineData("POP3")]
    [InlineData("Authenticated SMTP")]
    [InlineData("exchange activesync")]
    [InlineData("Other clients")]
    [InlineData("Other clients; Older Office clients")]
    public void A_legacy_client_is_never_a_hand_though_the_log_calls_it_interactive(string client)
    {
        var habits = SignInHabits.Of([Row(client: client)]);
        Assert.Equal((0, 1), (habits.ByHand, habits.Days.Count));
        Assert.Equal([client], habits.LegacyClients);
    }

    [Fact]
    public void Apps_that_rarely_have_a_person_in_front_are_named_once() =>
        Assert.Equal(["Perimeter firewall"], SignInHabits.Of([Row(app: "Perimeter firewall"), Row(app: "Perimeter firewall", hoursAgo: 2), Row()]).TechnicalApps);
}

public class SuspicionTests
{
    private static readonly int Threshold = new ServiceAccountFigures().Threshold;

    private static bool IsSuspect(User user, params SignIn[][] rows) => Of(user, [.. rows.SelectMany(each => each)]).IsSuspect(Threshold);

    private static Suspicion Of(User user, SignIn[] rows, Answer<string?>? mailbox = null, bool isSynchronisation = false) =>
        Suspicion.Of(user, SignInHabits.Of(rows), mailbox, isSynchronisation);

    private static SignIn[] ByHand => Accounts.OnThreeDays("ann", byHand: true, "Browser");

    private static SignIn[] Silent => Accounts.OnThreeDays("ann", byHand: false, "Mobile Apps and Desktop clients");

    private static SignIn[] Legacy => Accounts.OnThreeDays("ann", byHand: false, "IMAP4");

    [Fact]
    public void A_person_with_name_licence_and_sign_ins_by_hand_is_none() => Assert.False(IsSuspect(Accounts.Employee("ann"), ByHand, Silent));

    [Fact]
    public void A_person_who_only_refreshed_for_weeks_is_none() => Assert.False(IsSuspect(Accounts.Employee("ann"), Silent));

    [Fact]
    public void A_person_who_reads_mail_on_an_old_phone_and_nothing_else_is_none() => Assert.False(IsSuspect(Accounts.Employee("ann"), Legacy));

    [Fact]
    public void A_contractor_without_name_job_or_licence_who_signs_in_by_hand_is_none() => Assert.False(IsSuspect(Accounts.Bare("ann"), ByHand, Silent, Legacy));

    [Fact]
    public void A_person_of_a_directory_that_holds_neither_names_nor_jobs_is_none() =>
        Assert.False(IsSuspect(Accounts.Bare("ann") with { IsLicensed = true }, Silent));

    [Fact]
    public void An_account_that_never_signed_in_is_none_whatever_it_lacks() => Assert.False(IsSuspect(Accounts.Bare("ann")));

    [Fact]
    public void A_first_morning_of_silent_refreshes_makes_nobody_one() => Assert.False(IsSuspect(Accounts.Bare("ann"), Silent[..2]));

    [Fact]
    public void A_tenant_that_does_not_say_who_is_licensed_makes_nobody_a_suspect_by_that() =>
        Assert.DoesNotContain(Of(Accounts.Bare("ann") with { IsLicensed = null }, Silent).Reasons, reason => reason.Sentence.Contains("licence", StringComparison.Ordinal));

    [Theory]
    [InlineData("svc-backup@contoso.com")]
    [InlineData("ann.lee@contoso.com")]
    public void Never_by_hand_without_licence_name_or_job_is_a_suspect_whatever_it_is_called(string name)
    {
        var suspicion = Of(Accounts.Bare("ann") with { UserPrincipalName = name }, Silent);
        Assert.Equal(7, suspicion.Weight);
        Assert.Equal("signed in on 3 days, and never by hand, no licence, no given name or surname, no job or department", suspicion.Because);
    }

    [Fact]
    public void A_name_like_a_service_makes_no_employee_a_suspect() =>
        Assert.False(IsSuspect(Accounts.Employee("ann") with { UserPrincipalName = "svc-scan@contoso.com", DisplayName = "Service scanner" }, ByHand));

    [Fact]
    public void A_licensed_mailbox_of_a_scanner_that_sends_by_a_legacy_client_is_one() =>
        Assert.True(IsSuspect(Accounts.Bare("ann") with { IsLicensed = true }, Legacy));

    [Theory]
    [InlineData("shared")]
    [InlineData("room")]
    [InlineData("Equipment")]
    public void A_mailbox_that_is_nobodys_own_is_one_by_that_alone_though_people_sign_in_to_it_by_hand(string purpose) =>
        Assert.True(Of(Accounts.Employee("ann"), ByHand, Some.Given<string?>(purpose)).IsSuspect(Threshold));

    [Theory]
    [InlineData("user")]
    [InlineData("linked")]
    [InlineData(null)]
    public void Any_other_mailbox_and_none_say_nothing(string? purpose) =>
        Assert.Equal(0, Of(Accounts.Employee("ann"), [], Some.Given(purpose)).Weight);

    [Fact]
    public void A_synchronisation_account_is_one_by_its_role_alone() => Assert.True(Of(Accounts.Employee("ann"), [], isSynchronisation: true).IsSuspect(Threshold));

    [Fact]
    public void A_mailbox_that_could_not_be_read_is_kept_as_what_nobody_knows() =>
        Assert.NotNull(Of(Accounts.Employee("ann"), [], Some.Failed<string?>()).Unread);

    [Fact]
    public void The_directory_rules_out_only_whom_sign_ins_could_not_make_a_suspect()
    {
        Assert.False(Suspects.MayBe(Accounts.Employee("ann"), Threshold, usesLegacyClient: false));
        Assert.True(Suspects.MayBe(Accounts.Employee("ann"), Threshold, usesLegacyClient: true));
        Assert.True(Suspects.MayBe(Accounts.Bare("ann") with { IsLicensed = true }, Threshold, usesLegacyClient: false));
    }
}

public class SuspectsTests
{
    private static IEnumerable<string> Asked(params IReadOnlyList<Decision> decisions) =>
        Suspects.ToAskAbout(Some.Plan, [Some.Person("ann"), Some.Person("bg-1"), Some.Person("svc-backup"), Some.Person("svc-new")], ["svc-new"], Decide.InOrder(decisions)).Select(user => user.Id);

    [Fact]
    public void Break_glass_listed_and_excluded_accounts_are_not_asked_about() => Assert.Equal(["ann"], Asked());

    [Fact]
    public void Guests_and_disabled_accounts_are_not_asked_about() =>
        Assert.Empty(Suspects.ToAskAbout(Some.Plan, [Some.Person("ann") with { UserType = "Guest" }, Some.Person("ben") with { AccountEnabled = false }], [], []));

    [Fact]
    public void Whom_somebody_vouched_for_is_not_asked_about_again() => Assert.Empty(Asked(Decide.Vouch("ann")));

    [Fact]
    public void Nobody_vouches_for_their_own_account() => Assert.Equal(["ann"], Asked(Decide.Vouch("ann") with { By = "ann" }));

    [Fact]
    public void The_weightiest_come_first_and_the_unread_are_kept()
    {
        Suspicion With(string id, int weight, string? unread = null) => new(id, [new(weight, "why")], unread);
        Assert.Equal(["room", "svc", "unread"], Suspects.Ranked([With("unread", 1, "mailbox"), With("svc", 6), With("ann", 5), With("room", 9)], 6).Select(each => each.UserId));
    }
}
