using System.Net.Http.Json;
using Consult.Silo.Hosting;
using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.SignIn;

public sealed class DevelopmentSignInTests
{
    private readonly VirtualClock _clock = new();

    [Fact]
    public async Task A_token_is_valid_for_eight_hours()
    {
        await using var server = await TestServer.StartAsync(_clock);
        using var lin = await Person.SignInAsync(server, "a-lin", "patient");
        _clock.Advance(TimeSpan.FromHours(8));
        (await lin.GetAsync("/me")).Status.ShouldBe(200);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await lin.GetAsync("/me")).Code.ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task A_token_survives_a_restart_and_is_worth_nothing_on_another_record()
    {
        var data = System.IO.Directory.CreateTempSubdirectory("consult-").FullName;
        try
        {
            string token;
            await using (var first = await TestServer.StartAsync(data: data))
            {
                using var lin = await Person.SignInAsync(first, "a-lin", "patient");
                token = lin.Token;
            }
            await using var second = await TestServer.StartAsync(data: data);
            await using var other = await TestServer.StartAsync();
            using var here = new Person(second.Url, "a-lin", token);
            using var there = new Person(other.Url, "a-lin", token);
            (await here.GetAsync("/me")).Status.ShouldBe(200);
            (await there.GetAsync("/me")).Code.ShouldBe("unauthenticated");
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_changed_token_is_not_believed()
    {
        await using var server = await TestServer.StartAsync(_clock);
        using var lin = await Person.SignInAsync(server, "a-lin", "patient");
        using var wang = await Person.SignInAsync(server, "a-wang", "doctor");
        var (a, b) = (lin.Token.Split('.'), wang.Token.Split('.'));
        var unsigned = Convert.ToBase64String("""{"alg":"none"}"""u8).TrimEnd('=');
        foreach (var forged in new[] { $"{a[0]}.{b[1]}.{a[2]}", $"{unsigned}.{b[1]}.", $"{a[0]}.{a[1]}", "" })
        {
            using var forger = new Person(server.Url, "a-lin", forged);
            (await forger.GetAsync("/me")).Code.ShouldBe("unauthenticated");
        }
    }

    [Fact]
    public async Task Nobody_signs_in_as_the_system_or_under_no_name()
    {
        await using var server = await TestServer.StartAsync(_clock);
        foreach (var (account, role) in new[]
        {
            ("system", "patient"), ("a-lin", "system"), ("a-lin", "Patient"), ("a-lin", "1"), ("a lin", "patient"), ("", "patient"),
        })
        {
            using var response = await server.Http.PostAsJsonAsync("/sign-in", new { account, role });
            (await Reply.ReadAsync(response)).Code.ShouldBe("invalid", $"{account} {role}");
        }
    }

    [Fact]
    public async Task A_reception_needs_a_recent_proof_of_identity()
    {
        await using var server = await TestServer.StartAsync(_clock);
        using var practice = await Practice.OpenAsync(server);
        var id = await practice.RequestAsync();
        _clock.Advance(TimeSpan.FromMinutes(16));
        var refused = await practice.Wang.PostAsync($"/consultations/{id}/accept", key: "k-accept");
        (refused.Status, refused.Code).ShouldBe((403, "reauthentication.required"));
        using var again = await Person.SignInAsync(server, "a-wang", "doctor");
        Practice.Accepted(await again.PostAsync($"/consultations/{id}/accept", key: "k-accept"));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Outside_development_the_server_refuses_to_start_without_an_issuer(string environment)
    {
        var data = Path.Combine(Path.GetTempPath(), "consult-never-made-" + Guid.NewGuid().ToString("N"));
        Should.Throw<ConfigurationException>(() => Server.Build(["--environment", environment, "--data", data, "--Cluster:Alone", "true"]))
            .Message.ShouldContain("Oidc:Authority");
        Should.Throw<ConfigurationException>(() =>
            Server.Build(["--environment", environment, "--data", data, "--Cluster:Alone", "true", "--Oidc:Authority", "https://issuer.example"]));
        System.IO.Directory.Exists(data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task With_an_issuer_there_is_no_development_sign_in(string environment)
    {
        await using var server = await TestServer.StartAsync(
            settings: ["--environment", environment, "--Oidc:Authority", "https://issuer.example", "--Oidc:Audience", "consult"]);
        using var response = await server.Http.PostAsJsonAsync("/sign-in", new { account = "a-lin", role = "patient" });
        // GET tells where one signs in.
        (await Reply.ReadAsync(response)).Code.ShouldBe("method.invalid");
    }
}
