using Fido2Workflow.Core.Passes;

namespace Fido2Workflow.Core.Tests;

public class PassNeedTests
{
    private readonly MemoryTenant _tenant = new(new TestClock(Some.Now));

    private static TemporaryAccessPass Pass(string reason, bool isUsable = false) => new("pass-1", Some.Now, Some.Now, 60, true, isUsable, reason);

    private static PassIssued Issued(TimeSpan until) => Decide.IssuePass("ann") with { Until = Some.Now + until };

    private Task<IReadOnlyList<string>> AskAsync(IReadOnlyList<string> methods, params IReadOnlyList<Decision> decisions)
    {
        _tenant.Registrations = [new("ann", "ann@contoso.com", null, methods, Some.Now)];
        return new PassNeed(_tenant).ReadAsync(["ann"], Decide.InOrder(decisions), Some.Now);
    }

    [Theory]
    [InlineData]
    [InlineData("email", "securityQuestion")]
    [InlineData("officePhone")]
    [InlineData("passKeyDeviceBound")]
    public async Task Who_has_nothing_that_registers_a_key_needs_one(params string[] methods) => Assert.Equal(["ann"], await AskAsync(methods));

    [Theory]
    [InlineData("microsoftAuthenticatorPush")]
    [InlineData("email", "mobilePhone")]
    public async Task Who_has_a_method_that_is_on_needs_none(params string[] methods) => Assert.Empty(await AskAsync(methods));

    [Fact]
    public async Task A_pass_that_works_or_is_yet_to_begin_is_enough_whoever_issued_it()
    {
        _tenant.Passes = [Pass("EnabledByPolicy", isUsable: true)];
        Assert.Empty(await AskAsync([], Issued(TimeSpan.FromHours(1))));
        Assert.Empty(await AskAsync(["temporaryAccessPass"]));
        _tenant.Passes = [Pass("NotYetValid")];
        Assert.Empty(await AskAsync(["temporaryAccessPass"]));
    }

    [Theory]
    [InlineData("Expired")]
    [InlineData("OneTimeUsed")]
    [InlineData("DisabledByPolicy")]
    public async Task A_pass_that_is_over_leaves_its_holder_without_a_way_in_again(string reason)
    {
        _tenant.Passes = [Pass(reason)];
        Assert.Equal(["ann"], await AskAsync(["temporaryAccessPass"], Issued(TimeSpan.FromHours(1))));
        Assert.Equal(["ann"], await AskAsync(["temporaryAccessPass"], Issued(TimeSpan.FromHours(-1))));
    }

    [Fact]
    public async Task A_pass_that_was_issued_and_does_not_show_counts_until_it_ends()
    {
        Assert.Empty(await AskAsync([], Issued(TimeSpan.FromHours(1))));
        Assert.Equal(["ann"], await AskAsync([], Issued(TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(nameof(ITenantReader.ReadRegistrationDetailsAsync))]
    [InlineData(nameof(ITenantReader.ReadAuthenticationMethodsPolicyAsync))]
    [InlineData(nameof(ITenantReader.ReadPassesAsync))]
    public async Task Where_it_cannot_be_read_nobody_is_said_to_need_one(string request)
    {
        _tenant.Fail(request);
        Assert.Empty(await AskAsync(["temporaryAccessPass"]));
    }

    [Fact]
    public async Task Who_holds_a_key_that_works_is_not_asked_about()
    {
        _tenant.Registrations = [new("ben", "ben@contoso.com", null, [], Some.Now)];
        Assert.Empty(await new PassNeed(_tenant).ReadAsync(["ann"], [], Some.Now));
    }
}
