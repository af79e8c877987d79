using System.Security.Cryptography;
using Consult.Testing.Server;
using Microsoft.IdentityModel.Tokens;

namespace Consult.Api.Tests.SignIn;

/// <summary>A production server accepts its issuer's tokens and no others.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private FakeIssuer _issuer = null!;
    private TestServer _server = null!;

    public async Task InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync();
        _server = await TestServer.StartAsync(settings:
        [
            "--environment", "Production", "--Oidc:Authority", _issuer.Url, "--Oidc:Audience", "consult", "--Oidc:RoleClaim", "roles",
        ]);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task The_issuers_token_signs_in_and_the_account_is_opened()
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-3).ToUnixTimeSeconds();
        var me = await AskAsync(_issuer.Token(new() { ["sub"] = "u-1", ["roles"] = new[] { "offline_access", "doctor" }, ["auth_time"] = at }));
        (me["account"].GetString(), me["role"].GetString()).ShouldBe(("u-1", "doctor"));
        me["authenticatedAt"].GetDateTimeOffset().ToUnixTimeSeconds().ShouldBe(at);
        using var person = new Person(_server.Url, "u-1", _issuer.Token(new() { ["sub"] = "u-1", ["roles"] = "doctor" }));
        (await person.GetAsync("/feeds/account/u-1/events"))["events"].GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("system")]
    [InlineData("auth0|5f7c8ec7c33c6c004bbafe82")]
    [InlineData("林小满")]
    public async Task A_subject_that_is_no_key_gets_an_account_of_its_own_for_good(string subject)
    {
        var token = _issuer.Token(new() { ["sub"] = subject, ["roles"] = "patient" });
        var account = (await AskAsync(token))["account"].GetString()!;
        account.ShouldStartWith("s-");
        (await AskAsync(token))["account"].GetString().ShouldBe(account);
    }

    [Fact]
    public async Task Without_one_clear_role_nobody_signs_in()
    {
        foreach (var roles in new object[] { "king", "system", new[] { "patient", "doctor" }, Array.Empty<string>() })
            (await AskAsync(_issuer.Token(new() { ["sub"] = "u-1", ["roles"] = roles }))).Code.ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task Another_audience_key_or_algorithm_is_not_believed()
    {
        var claims = new Dictionary<string, object> { ["sub"] = "u-1", ["roles"] = "operator" };
        using var otherKey = RSA.Create(2048);
        var foreign = new SigningCredentials(new RsaSecurityKey(otherKey) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256);
        var symmetric = new SigningCredentials(new SymmetricSecurityKey(new byte[32]) { KeyId = "k1" }, SecurityAlgorithms.HmacSha256);
        (await AskAsync(_issuer.Token(claims, audience: "another"))).Code.ShouldBe("unauthenticated");
        (await AskAsync(_issuer.Token(claims, credentials: foreign))).Code.ShouldBe("unauthenticated");
        (await AskAsync(_issuer.Token(claims, credentials: symmetric))).Code.ShouldBe("unauthenticated");
    }

    private async Task<Reply> AskAsync(string token)
    {
        using var person = new Person(_server.Url, "", token);
        return await person.GetAsync("/me");
    }
}
