namespace Fido2Workflow.Core.Tests;

public class AssessmentTests
{
    private const string Other = "ee041bce-25e5-4cdb-8f86-897fd6418464";

    private static readonly AuthenticationMethodsPolicy Policy = new(Some.Json("""
        { "policyMigrationState": "migrationComplete", "authenticationMethodConfigurations": [
          { "id": "Sms", "state": "enabled", "includeTargets": [{ "id": "all_users" }] },
          { "id": "Voice", "state": "disabled", "includeTargets": [{ "id": "all_users" }] } ] }
        """));

    private static RegistrationDetails Row(string id, params IReadOnlyList<string> methods) => new(id, $"{id}@contoso.com", null, methods, Some.Now.AddHours(-3));

    private static readonly KeyCompliance Models = new(new(true, [new(Fido2Policy.AllUsers, [])], [], new(true, "allow", [Some.Model]), []), new("4", null, ["fido2"], null));

    private static AssessmentFacts Facts(IReadOnlyList<User> users, params IReadOnlyList<RegistrationDetails> rows) => new(
        Some.Plan, users, rows, new MethodSwitches(Policy, new Dictionary<string, IReadOnlyList<string>>()),
        rows.Select(row => row.UserId).Distinct().ToDictionary(id => id, id => Holding(id, Some.Key("key"))),
        new Dictionary<string, IReadOnlyList<string>>
        {
            [Some.BreakGlassGroup] = ["bg-1", "bg-2"], [Some.ServiceAccountGroup] = ["svc-backup"], ["group-finance"] = ["cora"],
        },
        [], new HashSet<string> { "sync" }, new HashSet<string> { "dave" });

    private static UserEnrollment Holding(string id, params IReadOnlyList<Fido2Key> keys) =>
        UserEnrollment.Of(id, Some.Given(keys), key => Models.JudgeOnceTargeted(key, new HashSet<string>()));

    private static ReadinessReport ReportOfAnn(UserEnrollment keys, params IReadOnlyList<string> methods) => Assessment.Of(
        Facts([Some.Person("ann")], Row("ann", ["passKeyDeviceBound", .. methods])) with { Keys = new Dictionary<string, UserEnrollment> { ["ann"] = keys } });

    private static Bucket BucketOf(params IReadOnlyList<string> methods) =>
        Assert.Single(Assessment.Of(Facts([Some.Person("ann")], Row("ann", methods))).People).Bucket;

    [Theory]
    [InlineData(Bucket.Fido2Done, "passKeyDeviceBound", "mobilePhone")]
    [InlineData(Bucket.PushApp, "microsoftAuthenticatorPush", "mobilePhone")]
    [InlineData(Bucket.PushApp, "windowsHelloForBusiness")]
    [InlineData(Bucket.PushApp, "hardwareOneTimePasscode")]
    [InlineData(Bucket.SmsOnly, "mobilePhone", "email")]
    [InlineData(Bucket.NothingAtAll)]
    [InlineData(Bucket.NothingAtAll, "email", "securityQuestion")]
    [InlineData(Bucket.NothingAtAll, "appPassword")]
    [InlineData(Bucket.NothingAtAll, "temporaryAccessPass")]
    [InlineData(Bucket.NothingAtAll, "officePhone")]
    [InlineData(Bucket.NothingAtAll, "palmScan")]
    public void The_best_path_that_is_open_decides(Bucket bucket, params string[] methods) => Assert.Equal(bucket, BucketOf(methods));

    [Theory]
    [InlineData(Bucket.PushApp, "microsoftAuthenticatorPush")]
    [InlineData(Bucket.NothingAtAll)]
    public void A_key_of_a_model_that_is_not_let_through_is_not_done_and_says_why(Bucket bucket, params string[] methods)
    {
        var person = Assert.Single(ReportOfAnn(Holding("ann", Some.Key("wrong", Other)), methods).People);
        Assert.Equal(bucket, person.Bucket);
        Assert.Contains("allow-list", Assert.Single(person.UselessKeys), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_holds_a_key_that_works_beside_one_that_does_not_is_done_and_is_told_of_the_other()
    {
        var report = ReportOfAnn(Holding("ann", Some.Key("right"), Some.Key("wrong", Other)));
        var person = Assert.Single(report.People);
        Assert.Equal((Bucket.Fido2Done, 1), (person.Bucket, person.UselessKeys.Count));
        Assert.Equal([new KeyModelCount("a key", 2)], report.KeyModels);
    }

    [Fact]
    public void A_key_that_is_gone_since_the_report_was_made_is_not_done()
    {
        var person = Assert.Single(ReportOfAnn(Holding("ann")).People);
        Assert.Equal((Bucket.NothingAtAll, "the report shows a key, and there is none any more"), (person.Bucket, person.UselessKeys[0]));
    }

    [Fact]
    public void Who_holds_a_key_that_nobody_can_judge_or_read_is_in_no_bucket()
    {
        UserEnrollment[] unknown = [Holding("ann", Some.Key("odd", null)), UserEnrollment.Of("ann", Some.Failed<IReadOnlyList<Fido2Key>>(), _ => new KeyVerdict.Compliant())];
        Assert.All(unknown, keys =>
        {
            var account = Assert.Single(ReportOfAnn(keys, "microsoftAuthenticatorPush").InNoBucket);
            Assert.True(account.IsUnknown);
            Assert.EndsWith(keys.Reason!, account.Reason, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_is_switched_off_unknown_or_a_pass_is_said_of_each_person()
    {
        var person = Assert.Single(Assessment.Of(Facts([Some.Person("dave")], Row("dave", "officePhone", "palmScan", "temporaryAccessPass"))).People);
        Assert.Equal(["officePhone"], person.SwitchedOff);
        Assert.Equal(["palmScan"], person.Unknown);
        Assert.True(person is { HasPass: true, LooksLikeService: true });
    }

    [Fact]
    public void An_unknown_name_is_flagged_with_how_many_have_it() =>
        Assert.Equal([("palmScan", 2)], Assessment.Of(Facts([Some.Person("ann"), Some.Person("ben")], Row("ann", "palmScan"), Row("ben", "PALMSCAN"))).UnknownMethods());

    [Fact]
    public void Every_account_is_in_a_bucket_or_listed_with_why()
    {
        User[] users =
        [
            Some.Person("ann"), Some.Person("bg-1"), Some.Person("svc-backup"), Some.Person("sync"), Some.Person("eve") with { UserType = "Guest" },
            Some.Person("odd") with { UserType = null }, Some.Person("gone") with { AccountEnabled = false }, Some.Person("new"),
        ];
        var report = Assessment.Of(Facts(users, Row("ann", "fido2"), Row("bg-1", "fido2"), Row("eve"), Row("stranger")));

        Assert.Equal(users.Length, report.People.Count + report.InNoBucket.Count);
        Assert.Equal(
        [
            ("bg-1", "a break-glass account"), ("eve", "a guest, who can register no key here"), ("gone", "disabled, and the report leaves out disabled accounts"),
            ("new", "missing from the report: new, or not in it yet"), ("odd", "the tenant does not say whether it is a member or a guest"),
            ("svc-backup", "an excluded service account"), ("sync", "an account of directory synchronisation"),
        ], report.InNoBucket.Select(account => (account.UserId, account.Reason)));
    }

    [Fact]
    public void A_row_that_comes_twice_counts_once_as_it_was_last() =>
        Assert.Equal(Bucket.Fido2Done, Assert.Single(Assessment.Of(Facts([Some.Person("ann")], Row("ann") with { LastUpdated = Some.Now.AddDays(-1) }, Row("ann", "fido2"))).People).Bucket);

    [Fact]
    public void Each_wave_shows_how_far_its_people_are()
    {
        var report = Assessment.Of(Facts([Some.Person("ann"), Some.Person("ben"), Some.Person("cora"), Some.Person("dave")], Row("ann", "fido2"), Row("ben", "mobilePhone"), Row("cora")));
        Assert.Equal([(1, 2, 1, 0, 1, 0, 0), (2, 1, 0, 0, 0, 1, 0), (3, 1, 0, 0, 0, 0, 1)],
            report.Waves.Select(wave => (wave.Number, wave.InWave, wave.Fido2Done, wave.PushApp, wave.SmsOnly, wave.NothingAtAll, wave.NotReported)));
    }

    [Fact]
    public void People_whom_no_wave_takes_in_are_named()
    {
        var facts = Facts([Some.Person("ann"), Some.Person("dave")], Row("ann", "fido2"), Row("dave", "fido2"));
        facts = facts with { Plan = Some.Plan with { Waves = [Some.Plan.Waves[0]] } };
        Assert.Equal(["dave"], Assessment.Of(facts).InNoWave);
    }

    [Fact]
    public void The_pass_list_goes_wave_by_wave() =>
        Assert.Equal(["ben", "cora", "abe"], Assessment.Of(Facts([Some.Person("abe"), Some.Person("cora"), Some.Person("ben")], Row("abe"), Row("cora"), Row("ben"))).NeedPass.Select(person => person.UserId));

    [Fact]
    public void An_empty_report_has_no_time_and_leaves_everybody_out_of_the_buckets()
    {
        var report = Assessment.Of(Facts([Some.Person("ann")]));
        Assert.Null(report.ReportedAt);
        Assert.Equal("ann", Assert.Single(report.InNoBucket).UserId);
    }
}
