using Consult.Testing.Server;

namespace Consult.Api.Tests.SignIn;

/// <summary>How one signs in is told to whoever asks, before any sign-in.</summary>
public sealed class SignInWayTests
{
    [Fact]
    public async Task A_development_server_says_that_it_signs_in_whoever_asks()
    {
        await using var server = await TestServer.StartAsync();
        (await server.Http.GetStringAsync("/sign-in")).ShouldBe("""{"kind":"development"}""");
    }

    [Fact]
    public async Task With_an_issuer_it_says_where_and_as_whom_and_the_pages_may_reach_it()
    {
        await using var server = await TestServer.StartAsync(settings:
        [
            "--environment", "Production", "--Oidc:Authority", "https://issuer.example/realms/hospital", "--Oidc:Audience", "consult",
            "--Oidc:ClientId", "consult-pages", "--Oidc:Scope", "openid consult", "--Web:Folder", await AnyPagesAsync(),
        ]);
        (await server.Http.GetStringAsync("/sign-in")).ShouldBe(
            """{"kind":"oidc","authority":"https://issuer.example/realms/hospital","clientId":"consult-pages","scope":"openid consult"}""");
        using var page = await server.Http.GetAsync("/app/");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain(" https://issuer.example;");
    }

    private static async Task<string> AnyPagesAsync()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("consult-web-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), "<!doctype html>");
        return folder;
    }
}
