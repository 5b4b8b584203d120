using Fido2Workflow.Api.Notifications;
using Fido2Workflow.Api.Yaml;
using Microsoft.Extensions.Configuration;

namespace Fido2Workflow.Api.Tests.Notifications;

/// <summary>Where notifications may be sent is said by whoever runs the host.</summary>
public sealed class NotificationsSectionTests
{
    private static NotificationsSection Section(string address, string? secret = SendingHost.Secret, params string[] hosts) => new()
    {
        AllowedHosts = hosts, Targets = new Dictionary<string, NotificationsSection.TargetSection> { ["desk"] = new() { Address = address, Secret = secret } },
    };

    [Theory]
    [InlineData("https://hooks.contoso.com/fido2", "hooks.contoso.com")]
    [InlineData("https://HOOKS.contoso.com/fido2", "hooks.contoso.com")]
    [InlineData("https://hooks.contoso.com:8443/fido2", "hooks.contoso.com:8443")]
    [InlineData("http://127.0.0.1:9000/", "127.0.0.1:9000")]
    [InlineData("http://localhost/", "localhost")]
    public void A_host_that_is_allowed_may_be_posted_to(string address, string host) =>
        Assert.Equal("target desk", Assert.Single(Section(address, hosts: host).Read()).ToString());

    [Theory]
    [InlineData("https://evil.example/secret-path", "evil.example was found, which AllowedHosts does not name; expected one of hooks.contoso.com")]
    [InlineData("https://hooks.contoso.com.evil.example/", "hooks.contoso.com.evil.example was found")]
    [InlineData("https://hooks.contoso.com:8443/", "hooks.contoso.com:8443 was found")]
    [InlineData("https://hooks.contoso.com@evil.example/", "a user or a password was found before evil.example")]
    [InlineData("http://hooks.contoso.com/", "http://hooks.contoso.com was found; expected https")]
    [InlineData("http://169.254.169.254/metadata", "http://169.254.169.254 was found; expected https")]
    [InlineData("ftp://hooks.contoso.com/", "expected an address that begins with https://")]
    [InlineData("/etc/passwd", "expected an address that begins with https://")]
    [InlineData("", "expected an address that begins with https://")]
    public void Every_other_is_refused_and_its_path_is_told_to_nobody(string address, string mistake)
    {
        var refused = Assert.Throws<BadInputException>(() => Section(address, hosts: "hooks.contoso.com").Read());
        Assert.StartsWith($"Notifications:Targets:desk:Address: {mistake}", Assert.Single(refused.Sentences), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("too short")]
    public void A_secret_that_could_be_guessed_is_refused_and_not_shown(string? secret)
    {
        var refused = Assert.Throws<BadInputException>(() => Section("https://hooks.contoso.com/", secret, "hooks.contoso.com").Read());
        Assert.Equal("Notifications:Targets:desk:Secret: expected 32 or more random characters.", refused.Message);
    }

    [Fact]
    public void It_binds_from_the_configuration_of_a_host()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Notifications:AllowedHosts:0"] = "hooks.contoso.com",
            ["Notifications:Targets:desk:Address"] = "https://hooks.contoso.com/fido2",
            ["Notifications:Targets:desk:Secret"] = SendingHost.Secret,
        }).Build();
        Assert.Equal("desk", Assert.Single(configuration.GetSection(NotificationsSection.Name).Get<NotificationsSection>()!.Read()).Name);
    }
}
