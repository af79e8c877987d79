using System.Text.Json;
using Consult.Feeds;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Live;

/// <summary>Who hears what over the socket, and who no longer does.</summary>
public sealed class AudienceTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Practice _practice = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _practice = await Practice.OpenAsync(_server);
    }

    public async Task DisposeAsync()
    {
        _practice.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_reader_to_whom_nothing_is_shown_still_learns_how_far_the_feed_is()
    {
        var consultation = await _practice.BeginAsync();
        var feed = $"consultation/{consultation}";
        await using var patient = await LiveReader.OpenAsync(_server, _practice.Lin);
        await using var doctor = await LiveReader.OpenAsync(_server, _practice.Wang);
        (await patient.SubscribeAsync(feed)).ShouldBeNull();
        (await doctor.SubscribeAsync(feed)).ShouldBeNull();

        // Staff opens the record: an event for staff alone.
        Practice.Accepted(await _practice.Operator.PostAsync($"/consultations/{consultation}/record", new { reason = "audit" }));

        var seen = await doctor.HearAsync("frame", frame => TypesIn(frame).Contains("record.opened"));
        var unseen = await patient.ReachAsync(feed, LiveReader.SeqOf(seen.GetProperty("to").GetString()!));
        TypesIn(unseen).ShouldBeEmpty();
        unseen.GetProperty("to").GetString().ShouldBe(seen.GetProperty("to").GetString());
    }

    [Fact]
    public async Task A_carer_whose_relation_ended_hears_nothing_that_comes_after_it()
    {
        var consultation = await _practice.BeginAsync();
        var feed = $"consultation/{consultation}";
        using var carer = await Person.SignInAsync(_server, "a-carer", "patient");
        Practice.Accepted(await _practice.Lin.PutAsync($"/patients/{_practice.Patient}/relations/a-carer", new { relation = "carer" }));
        await using var hearing = await LiveReader.OpenAsync(_server, carer);
        await using var doctor = await LiveReader.OpenAsync(_server, _practice.Wang);
        (await hearing.SubscribeAsync(feed)).ShouldBeNull();
        (await doctor.SubscribeAsync(feed)).ShouldBeNull();

        await SayAsync(consultation, "before");
        await hearing.HearAsync("frame", frame => TextsIn(frame).Contains("before"));
        Practice.Accepted(await _practice.Lin.DeleteAsync($"/patients/{_practice.Patient}/relations/a-carer"));
        await SayAsync(consultation, "after");
        await doctor.HearAsync("frame", frame => TextsIn(frame).Contains("after"));

        var stop = await hearing.HearAsync("stop", _ => true);
        stop.GetProperty("code").GetString().ShouldBe(Codes.Forbidden);
        (await hearing.SubscribeAsync("account/a-carer")).ShouldBeNull();
        await hearing.ReachAsync("account/a-carer", 1);
        hearing.Heard.SelectMany(call => TextsIn(call.Argument)).ShouldNotContain("after");
        (await hearing.SubscribeAsync(feed)).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task A_recalled_message_loses_its_text_for_those_who_resume()
    {
        var consultation = await _practice.BeginAsync();
        var feed = $"consultation/{consultation}";
        var position = await SayAsync(consultation, "a slip");
        var seq = LiveReader.SeqOf(position);
        Practice.Accepted(await _practice.Lin.PostAsync($"/consultations/{consultation}/messages/{seq}/recall"));

        await using var doctor = await LiveReader.OpenAsync(_server, _practice.Wang);
        (await doctor.SubscribeAsync(feed)).ShouldBeNull();
        await doctor.ReachAsync(feed, seq + 1);
        doctor.Heard.SelectMany(call => TextsIn(call.Argument)).ShouldNotContain("a slip");
        var recalled = doctor.Heard.SelectMany(call => call.Argument.GetProperty("events").EnumerateArray())
            .Single(e => e.GetProperty("seq").GetInt64() == seq);
        recalled.GetProperty("redacted").GetString().ShouldBe("recalled");
    }

    private async Task<string> SayAsync(string consultation, string text) =>
        Practice.Accepted(await _practice.Lin.PostAsync($"/consultations/{consultation}/messages", new { text }))["position"].GetString()!;

    private static string[] TypesIn(JsonElement frame) =>
        [.. frame.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()!)];

    private static string[] TextsIn(JsonElement call) => !call.TryGetProperty("events", out var events) ? [] :
    [
        .. events.EnumerateArray()
            .Where(e => e.GetProperty("body").TryGetProperty("text", out _))
            .Select(e => e.GetProperty("body").GetProperty("text").GetString()!),
    ];
}
