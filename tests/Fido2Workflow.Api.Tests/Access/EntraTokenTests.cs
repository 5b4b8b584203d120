using System.Security.Cryptography;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Fido2Workflow.Api.Tests.Access;

/// <summary>Access tokens of Microsoft Entra, signed with keys of this test's own, which it publishes as the tenant's.</summary>
public sealed class EntraTokenTests : IAsyncLifetime
{
    private const string Audience = "f1d02f10-0000-4000-8000-000000000001";
    private const string Issuer = $"https://login.microsoftonline.com/{SixPeople.Tenant}/v2.0";
    private static readonly RsaSecurityKey TenantsKey = new(RSA.Create(2048)) { KeyId = "the tenant's" };
    private static readonly RsaSecurityKey StrangersKey = new(RSA.Create(2048)) { KeyId = "the tenant's" };

    private RunningApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await RunningApi.StartFreshAsync(new()
        {
            Configuration = new() { ["Entra:Audience"] = Audience, ["Entra:Tenants:0"] = SixPeople.Tenant },
            Configure = services => services.PostConfigureAll<JwtBearerOptions>(token =>
            {
                var published = new OpenIdConnectConfiguration { Issuer = Issuer };
                published.SigningKeys.Add(TenantsKey);
                token.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(published);
            }),
        });
        await _api.CreateRolloutAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Somebody_with_an_app_role_is_who_their_token_says()
    {
        (await _api.With(Token()).PostAsync("/api/rollouts/six-people/waves/1/pause", null, "pause-it-now")).Ok();
        Assert.Equal(SixPeople.Amara, (await _api.DecisionsAsync())[^1].By);
    }

    [Fact]
    public async Task A_key_is_let_in_beside_it() =>
        Assert.Equal(200, (await _api.As(SixPeople.Ferran, Role.Reader).GetAsync("/api/rollouts")).Status);

    [Fact]
    public Task A_token_without_an_app_role_opens_nothing() =>
        Refusal.AssertAsync(_api, 403, "role-missing", () => _api.With(Token(roles: [])).GetAsync("/api/rollouts"));

    [Fact]
    public Task A_reader_does_not_operate() =>
        Refusal.AssertAsync(_api, 403, "role-missing", () => _api.With(Token(roles: ["reader"])).PostAsync("/api/rollouts/six-people/waves/1/start"));

    public static TheoryData<string, string> Wrong => new()
    {
        { "it is for another service", Token(audience: "f1d02f10-0000-4000-8000-000000000002") },
        { "another issuer made it", Token(issuer: "https://login.microsoftonline.com/fab21ca0-40de-44e2-94e6-e8af540a2a77/v2.0") },
        { "it has expired", Token(expires: DateTime.UtcNow.AddHours(-1)) },
        { "it does not count yet", Token(notBefore: DateTime.UtcNow.AddHours(1), expires: DateTime.UtcNow.AddHours(2)) },
        { "somebody else signed it", Token(key: StrangersKey) },
        { "nobody signed it", Unsigned() },
        { "it is signed with what everybody can read", Token(credentials: new SigningCredentials(new SymmetricSecurityKey(TenantsKey.Rsa.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256)) },
        { "its payload was altered", Altered() },
        { "it is of a tenant that is not configured", Token(tenant: "fab21ca0-40de-44e2-94e6-e8af540a2a77") },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_token_is_not_believed_where(string what, string token)
    {
        Assert.NotEmpty(what);
        return Refusal.AssertAsync(_api, 401, "not-signed-in", () => _api.With(token).PostAsync("/api/rollouts/six-people/waves/1/rollback"));
    }

    private static string Token(
        string audience = Audience, string issuer = Issuer, string tenant = SixPeople.Tenant, string[]? roles = null, DateTime? notBefore = null, DateTime? expires = null,
        RsaSecurityKey? key = null, SigningCredentials? credentials = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Audience = audience,
        Issuer = issuer,
        NotBefore = notBefore ?? DateTime.UtcNow.AddHours(-2),
        IssuedAt = notBefore ?? DateTime.UtcNow.AddHours(-2),
        Expires = expires ?? DateTime.UtcNow.AddHours(1),
        Claims = new Dictionary<string, object> { ["oid"] = SixPeople.Amara, ["tid"] = tenant, ["roles"] = roles ?? ["operator"], ["ver"] = "2.0" },
        SigningCredentials = credentials ?? new SigningCredentials(key ?? TenantsKey, SecurityAlgorithms.RsaSha256),
    });

    private static string Unsigned()
    {
        var parts = Token().Split('.');
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.";
    }

    private static string Altered()
    {
        var parts = Token(roles: ["reader"]).Split('.');
        return $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("reader", "operator", StringComparison.Ordinal))}.{parts[2]}";
    }
}
