using System.Text.Json;
using Consult.Api.Demo;
using Consult.Api.SignIn;
using Consult.Client;
using Consult.Demo;
using Consult.Silo.Hosting;
using Consult.Silo.Storage;
using Consult.Testing;
using Consult.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Consult.Api.Tests.Demo;

public sealed class DemoTests : IDisposable
{
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("consult-demo-").FullName;

    // Stands still, so that nothing happens in these records by itself.
    private readonly VirtualClock _clock = new();

    public void Dispose() => System.IO.Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task It_fills_an_empty_store_completely_and_the_record_is_intact()
    {
        await using var server = await FilledAsync(_data);

        server.Services.GetRequiredService<KnownPeople>().People.ShouldBe(Scenario.People);
        using var chen = await Person.SignInAsync(server, "demo-chen", "patient");
        (await chen.GetAsync("/doctors"))["doctors"].GetArrayLength().ShouldBe(5);
        (await chen.GetAsync("/groups"))["groups"].GetArrayLength().ShouldBe(1);
        (await chen.GetAsync("/answers"))["answers"].GetArrayLength().ShouldBe(1);
        (await chen.GetAsync("/livestreams?status=live"))["livestreams"].GetArrayLength().ShouldBe(1);
        (await chen.GetAsync("/livestreams?status=scheduled"))["livestreams"].GetArrayLength().ShouldBe(1);
        (await chen.GetAsync("/clinics"))["clinics"].GetArrayLength().ShouldBe(1);
        using var pharmacist = await Person.SignInAsync(server, "demo-pharmacist", "pharmacist");
        (await pharmacist.GetAsync("/prescriptions/reviews"))["prescriptions"].GetArrayLength().ShouldBe(1);
        using var staff = await Person.SignInAsync(server, "demo-operator", "operator");
        var board = await staff.GetAsync("/board");
        board["refunds"].GetArrayLength().ShouldBe(1);
        var department = board["departments"].EnumerateArray().Single();
        (department.GetProperty("waiting").GetInt32(), department.GetProperty("onDuty").GetInt32()).ShouldBe((1, 1));
        var report = await server.Services.GetRequiredService<RecordVerifier>().VerifyAsync(CancellationToken.None);
        report.IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Everybody_whom_it_names_finds_something()
    {
        await using var server = await FilledAsync(_data);

        foreach (var person in await PeopleAsync(server))
        {
            var (account, role) = (person.GetProperty("account").GetString()!, person.GetProperty("role").GetString()!);
            using var who = await Person.SignInAsync(server, account, role);
            var me = await who.GetAsync("/me");
            if (role == "patient") me["patients"].GetArrayLength().ShouldBePositive(account);
            if (role == "doctor") me["doctors"].GetArrayLength().ShouldBe(1, account);
            person.GetProperty("note").GetProperty("zh").GetString().ShouldNotBeNullOrEmpty();
            person.GetProperty("note").GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        await (await FilledAsync(_data)).DisposeAsync();
        var before = DemoRecord.Positions(_data);

        // Later: what is sent must not depend on when. (A minute later the doctor on duty would have been offered who waits.)
        _clock.Advance(TimeSpan.FromSeconds(30));
        await (await FilledAsync(_data)).DisposeAsync();

        before.Count.ShouldBeGreaterThan(40);
        DemoRecord.Positions(_data).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public async Task Broken_off_in_the_middle_it_is_completed_by_the_next_start()
    {
        await (await FilledAsync(Folder("whole"))).DisposeAsync();
        var whole = DemoRecord.Events(Folder("whole"));
        // While people are registered, in a conversation, in a group.
        foreach (var requests in new[] { 5, 100, 190 })
        {
            var broken = Folder($"broken-{requests}");
            await BreakOffAsync(broken, requests);
            DemoRecord.Events(broken).Count.ShouldBeLessThan(whole.Count);

            await (await FilledAsync(broken)).DisposeAsync();

            DemoRecord.Events(broken).ShouldBe(whole, ignoreOrder: true);
        }
    }

    [Fact]
    public async Task A_store_that_holds_anything_else_is_left_alone()
    {
        await using (var before = await TestServer.StartAsync(_clock, _data))
        {
            using var lin = await Person.SignInAsync(before, "a-lin", "patient");
        }
        var positions = DemoRecord.Positions(_data);

        await using (var server = await TestServer.StartAsync(_clock, _data, settings: "--demo"))
        {
            (await PeopleAsync(server)).ShouldBeEmpty();
            (await Fill(server).Filled).ShouldBeNull();
        }

        positions.Count.ShouldBe(1);
        DemoRecord.Positions(_data).ShouldBe(positions);
    }

    [Fact]
    public async Task Without_the_flag_nobody_is_named()
    {
        await using var server = await TestServer.StartAsync(_clock, _data);

        (await PeopleAsync(server)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public void Where_people_prove_who_they_are_it_is_refused(string environment)
    {
        string[] oidc = ["--Oidc:Authority", "https://issuer.example", "--Oidc:Audience", "consult"];
        Should.Throw<ConfigurationException>(() => Server.Build(["--environment", environment, "--data", _data, .. oidc, "--demo"]))
            .Message.ShouldContain("--demo");
        System.IO.Directory.GetFiles(_data).ShouldBeEmpty();
    }

    private async Task<TestServer> FilledAsync(string data)
    {
        var server = await TestServer.StartAsync(_clock, data, settings: "--demo");
        (await Fill(server).Filled).ShouldBe([]);
        await DemoRecord.RestAsync(data);
        return server;
    }

    // The client's end of it: the server sees no difference from a process that is gone.
    private async Task BreakOffAsync(string data, int requests)
    {
        await using var server = await TestServer.StartAsync(_clock, data);
        using var gone = new CancellationTokenSource();
        using var http = new HttpClient(new Countdown(requests, gone)) { BaseAddress = server.Url };
        await using var player = new DemoPlayer(http, new ClientOptions());
        await Should.ThrowAsync<OperationCanceledException>(() => player.PlayAsync(gone.Token));
    }

    private string Folder(string name) => System.IO.Directory.CreateDirectory(Path.Combine(_data, name)).FullName;

    private static DemoFill Fill(TestServer server) => server.Services.GetServices<IHostedService>().OfType<DemoFill>().Single();

    private static async Task<JsonElement[]> PeopleAsync(TestServer server)
    {
        using var response = await server.Http.GetAsync(new Uri("/sign-in/people", UriKind.Relative));
        return [.. (await Reply.ReadAsync(response)).Body.EnumerateArray()];
    }

    /// <summary>Lets so many requests through, and is gone then.</summary>
    private sealed class Countdown(int requests, CancellationTokenSource gone) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _left = requests;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Interlocked.Decrement(ref _left) < 0) await gone.CancelAsync();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
