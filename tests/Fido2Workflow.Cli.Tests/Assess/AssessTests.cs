using Fido2Workflow.Cli.Assessments;
using Fido2Workflow.Core.Readiness;

namespace Fido2Workflow.Cli.Tests.Assess;

/// <summary>A tenant's readiness, read over HTTP.</summary>
public sealed class AssessTests
{
    [Fact]
    public async Task Every_account_is_in_one_bucket_or_listed_with_why()
    {
        await using var tenant = await AssessedTenant.OpenAsync();
        var report = await tenant.AssessAsync(tenant.ReaderWithout());

        Assert.Equal(416, report.Accounts);
        Assert.Equal(report.Accounts, report.People.Count + report.InNoBucket.Count);
        var counts = report.Buckets!;
        Assert.Equal(report.People.Count, counts.Fido2Done + counts.PushApp + counts.SmsOnly + counts.NothingAtAll);
        Assert.Equal(report.Accounts, report.People.Select(person => person.UserId).Concat(report.InNoBucket.Select(account => account.UserId)).Distinct().Count());
        Assert.All(report.InNoBucket, account => Assert.NotEmpty(account.Reason));
        Assert.All(report.Waves, wave => Assert.Equal(wave.InWave, wave.Fido2Done + wave.PushApp + wave.SmsOnly + wave.NothingAtAll + wave.NotReported));
        Assert.Equal(0, tenant.WritesAccepted);
    }

    [Fact]
    public async Task Accounts_that_only_look_like_people_are_found_by_what_they_do_and_employees_are_not()
    {
        await using var tenant = await AssessedTenant.OpenAsync();
        var report = await tenant.AssessAsync(tenant.ReaderWithout());

        Assert.Equal(
            ["invoices@contoso.com", "room-lovelace@contoso.com", "front.desk@contoso.com", "document.archive@contoso.com"],
            report.ServiceAccounts.Where(account => account.IsSuspect).Select(account => account.UserPrincipalName));
        Assert.All(report.ServiceAccounts, account => Assert.NotEmpty(account.Reasons));
        Assert.DoesNotContain(report.ServiceAccounts, account => !account.IsSuspect);
        Assert.Equal(["svc-backup@contoso.com", "svc-monitoring@contoso.com"], report.WithoutOwner);
        Assert.Equal(ExitCodes.No, report.ExitCode);
    }

    [Fact]
    public async Task A_key_of_a_model_that_is_not_let_through_is_named_and_is_not_done()
    {
        await using var tenant = await AssessedTenant.OpenAsync(days: 1);
        var report = await tenant.AssessAsync(tenant.ReaderWithout());

        var zainab = Assert.Single(report.People, person => person.UselessKeys.Count > 0);
        Assert.Equal(("zainab.akhtar@contoso.com", Bucket.PushApp), (zainab.UserPrincipalName, zainab.Bucket));
        Assert.Contains(report.KeyModels, model => model is { Name: "ePass FIDO NFC", Keys: 1 });
        Assert.Contains(AssessText.Lines(report), line => line.Contains("zainab.akhtar@contoso.com  model ePass FIDO NFC (ee041bce-25e5-4cdb-8f86-897fd6418464) is not on the allow-list", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_permission_to_read_keys_nobody_is_done_and_who_holds_one_is_in_no_bucket()
    {
        await using var tenant = await AssessedTenant.OpenAsync(days: 1);
        var holders = (await tenant.AssessAsync(tenant.ReaderWithout())).Buckets!.Fido2Done + 1;
        var report = await tenant.AssessAsync(tenant.ReaderWithout("UserAuthMethod-Passkey.Read.All", "UserAuthenticationMethod.Read.All"));

        Assert.Equal(0, report.Buckets!.Fido2Done);
        Assert.Equal(holders, report.InNoBucket.Count(account => account.IsUnknown));
        Assert.All(report.InNoBucket.Where(account => account.IsUnknown), account => Assert.Contains("UserAuthMethod-Passkey.Read.All", account.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_method_name_nobody_knows_is_flagged_and_opens_nothing()
    {
        await using var tenant = await AssessedTenant.OpenAsync();
        var before = await tenant.AssessAsync(tenant.ReaderWithout());
        var report = await tenant.AssessAsync(tenant.ReaderThatReads("mobilePhone", "palmScan"));

        Assert.Equal("palmScan", Assert.Single(report.UnknownMethods).Name);
        Assert.Equal(0, report.Buckets!.SmsOnly);
        Assert.Equal(before.Buckets!.SmsOnly + before.Buckets.NothingAtAll, report.Buckets.NothingAtAll);
        Assert.Contains(AssessText.Lines(report), line => line.StartsWith("  palmScan  ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AuditLog.Read.All")]
    [InlineData("User.Read.All")]
    [InlineData("GroupMember.Read.All")]
    [InlineData("RoleManagement.Read.Directory")]
    public async Task Without_a_permission_it_is_unknown_and_says_which_to_grant(string permission)
    {
        await using var tenant = await AssessedTenant.OpenAsync(days: 1);
        var report = await tenant.AssessAsync(tenant.ReaderWithout(permission));

        Assert.Equal(ExitCodes.Unknown, report.ExitCode);
        Assert.Null(report.Buckets);
        Assert.Contains(report.Unread, sentence => sentence.EndsWith($"grant the identity that asked the permission {permission}", StringComparison.Ordinal));
        Assert.StartsWith("NOT KNOWN", AssessText.Lines(report).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_mailboxes_those_who_might_be_shared_are_said_to_be_unknown()
    {
        await using var tenant = await AssessedTenant.OpenAsync();
        var report = await tenant.AssessAsync(tenant.ReaderWithout("MailboxSettings.Read"));

        var desk = Assert.Single(report.ServiceAccounts, account => account.UserPrincipalName == "front.desk@contoso.com");
        Assert.False(desk.IsSuspect);
        Assert.NotNull(desk.Unread);
        Assert.DoesNotContain(report.ServiceAccounts, account => account.UserPrincipalName == Checks.Contoso.Warren);
    }

    [Fact]
    public async Task A_method_that_the_policy_has_switched_off_opens_nothing()
    {
        await using var tenant = await AssessedTenant.OpenAsync(days: 1);
        var report = await tenant.AssessAsync(tenant.ReaderThatReads("mobilePhone", "officePhone"));

        Assert.Equal(0, report.Buckets!.SmsOnly);
        Assert.Contains(report.NeedPass, person => person.SwitchedOff.Contains("officePhone") && person.Bucket is Bucket.NothingAtAll);
    }
}
