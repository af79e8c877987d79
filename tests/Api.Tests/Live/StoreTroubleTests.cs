using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Live;

/// <summary>The live side while the store hangs or is away.</summary>
public sealed class StoreTroubleTests : IAsyncLifetime
{
    private readonly StubbornStore _store = new();
    private TestServer _server = null!;
    private Practice _practice = null!;
    private string _feed = "";
    private string _consultation = "";

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(adjust: _store.Install);
        _practice = await Practice.OpenAsync(_server);
        _consultation = await _practice.BeginAsync();
        _feed = $"consultation/{_consultation}";
    }

    public async Task DisposeAsync()
    {
        _practice.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_subscription_while_the_store_is_away_is_busy_and_the_next_one_is_not()
    {
        await using var stranger = await LiveReader.OpenAsync(_server, _practice.Operator);
        _store.BeforeAccess = () => throw new StoreAwayException(new TimeoutException());
        (await stranger.SubscribeAsync(_feed)).ShouldBe(Codes.Busy);

        _store.BeforeAccess = () => Task.CompletedTask;
        (await stranger.SubscribeAsync(_feed)).ShouldBe(Codes.Forbidden);
        (await stranger.SubscribeAsync($"account/{_practice.Operator.Account}")).ShouldBeNull();
    }

    [Fact]
    public async Task A_revoked_reader_whose_relay_is_slow_hears_nothing_from_behind_the_revocation()
    {
        using var carer = await Person.SignInAsync(_server, "a-carer", "patient");
        Practice.Accepted(await _practice.Lin.PutAsync($"/patients/{_practice.Patient}/relations/a-carer", new { relation = "carer" }));
        await using var hearing = await LiveReader.OpenAsync(_server, carer);
        await using var doctor = await LiveReader.OpenAsync(_server, _practice.Wang);
        (await hearing.SubscribeAsync(_feed)).ShouldBeNull();
        (await doctor.SubscribeAsync(_feed)).ShouldBeNull();
        await hearing.ReachAsync(_feed, 1);

        Practice.Accepted(await _practice.Lin.DeleteAsync($"/patients/{_practice.Patient}/relations/a-carer"));

        // What the relay must look up before it passes anything on takes its time, while the conversation goes on.
        TaskCompletionSource asked = new(), hang = new();
        _store.BeforeAccess = () =>
        {
            asked.TrySetResult();
            return hang.Task;
        };
        var said = Enumerable.Range(0, 5).Select(i => SayAsync($"behind {i}")).ToList();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        hang.SetResult();
        await Task.WhenAll(said);

        foreach (var i in Enumerable.Range(0, 5))
            await doctor.HearAsync("frame", frame => TextsIn(frame).Contains($"behind {i}"));
        (await hearing.HearAsync("stop", _ => true)).GetProperty("code").GetString().ShouldBe(Codes.Forbidden);
        (await hearing.SubscribeAsync("account/a-carer")).ShouldBeNull();
        await hearing.ReachAsync("account/a-carer", 1);
        hearing.Heard.SelectMany(call => TextsIn(call.Argument)).ShouldNotContain(text => text.StartsWith("behind"));
    }

    private async Task SayAsync(string text) =>
        Practice.Accepted(await _practice.Wang.PostAsync($"/consultations/{_consultation}/messages", new { text }));

    private static string[] TextsIn(JsonElement call) => !call.TryGetProperty("events", out var events) ? [] :
    [
        .. events.EnumerateArray()
            .Where(e => e.GetProperty("body").TryGetProperty("text", out _))
            .Select(e => e.GetProperty("body").GetProperty("text").GetString()!),
    ];
}
