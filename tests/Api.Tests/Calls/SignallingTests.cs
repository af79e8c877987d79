using System.Text.Json;
using Consult.Feeds;
using Consult.Testing.Server;
using Microsoft.Extensions.Logging;

namespace Consult.Api.Tests.Calls;

/// <summary>Offers, answers and candidates reach the one other party, and nobody and nothing else.</summary>
public sealed class SignallingTests
{
    [Fact]
    public async Task What_the_parties_signal_reaches_the_other_alone_in_order()
    {
        await using var stage = await VideoStage.OpenAsync();
        using var carer = await Person.SignInAsync(stage.Server, "a-carer", "patient");
        Practice.Accepted(await stage.Lin.PutAsync($"/patients/{stage.Practice.Patient}/relations/a-carer", new { relation = "carer" }));
        var call = await stage.ConnectAsync(await stage.BeginAsync());
        var feed = $"call/{call}";
        await using var patient = await stage.WatchAsync(stage.Lin, feed);
        await using var doctor = await stage.WatchAsync(stage.Wang, feed);
        await using var third = await stage.WatchAsync(carer, feed);

        (await patient.SignalDataAsync(feed, "call.offer", "offer\r\nof Lin")).ShouldBeNull();
        for (var i = 0; i < 20; i++) (await patient.SignalDataAsync(feed, "call.candidate", $"{i}")).ShouldBeNull();
        await HearDataAsync(doctor, "19");
        (await doctor.SignalDataAsync(feed, "call.answer", "answer of Wang")).ShouldBeNull();
        await HearDataAsync(patient, "answer of Wang");
        // Somebody who looks on cannot put a word in.
        (await third.SignalDataAsync(feed, "call.offer", "from outside")).ShouldBeNull();
        await third.SignalAsync(feed, "typing");
        await doctor.HearAsync("signal", signal => signal.GetProperty("type").GetString() == "typing");
        Practice.Accepted(await stage.Wang.PostAsync($"/calls/{call}/hangup"));
        await VideoStage.HearEventAsync(third, "call.ended");

        doctor.SignalsOf(feed).Where(signal => signal.Data is not null).ShouldBe(
            [("call.offer", "offer\r\nof Lin"), .. Enumerable.Range(0, 20).Select(i => ("call.candidate", (string?)$"{i}"))]);
        patient.SignalsOf(feed).Where(signal => signal.Data is not null).ShouldBe([("call.answer", "answer of Wang")]);
        third.SignalsOf(feed).ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_the_answer_and_after_the_end_nothing_is_passed_on()
    {
        await using var stage = await VideoStage.OpenAsync();
        var call = await stage.RingAsync(stage.Lin, await stage.BeginAsync());
        var feed = $"call/{call}";
        await using var patient = await stage.WatchAsync(stage.Lin, feed);
        await using var doctor = await stage.WatchAsync(stage.Wang, feed);

        (await patient.SignalDataAsync(feed, "call.offer", "too early")).ShouldBeNull();
        Practice.Accepted(await stage.Wang.PostAsync($"/calls/{call}/answer"));
        (await patient.SignalDataAsync(feed, "call.offer", "in time")).ShouldBeNull();
        await HearDataAsync(doctor, "in time");
        Practice.Accepted(await stage.Wang.PostAsync($"/calls/{call}/hangup"));
        (await patient.SignalDataAsync(feed, "call.offer", "too late")).ShouldBeNull();
        await patient.SignalAsync(feed, "idle");
        await doctor.HearAsync("signal", signal => signal.GetProperty("type").GetString() == "idle");

        doctor.SignalsOf(feed).ShouldBe([("call.offer", "in time"), ("idle", null)]);
    }

    [Fact]
    public async Task What_is_no_signal_of_a_call_is_refused()
    {
        await using var stage = await VideoStage.OpenAsync();
        var consultation = await stage.BeginAsync();
        var feed = $"call/{await stage.ConnectAsync(consultation)}";
        await using var patient = await stage.WatchAsync(stage.Lin, feed);

        (await patient.SignalDataAsync(feed, "call.offer", new string('x', 16 * 1024))).ShouldBeNull();
        (await patient.SignalDataAsync(feed, "call.offer", new string('x', (16 * 1024) + 1))).ShouldBe(Codes.Invalid);
        (await patient.SignalDataAsync(feed, "call.candidate", new string('x', 1025))).ShouldBe(Codes.Invalid);
        (await patient.SignalDataAsync(feed, "call.candidate", "")).ShouldBe(Codes.Invalid);
        (await patient.SignalDataAsync(feed, "call.candidate", null)).ShouldBe(Codes.Invalid);
        (await patient.SignalDataAsync(feed, "call.alive", "data")).ShouldBe(Codes.Invalid);
        (await patient.SignalDataAsync(feed, "call.signal.lost", "data")).ShouldBe(Codes.Invalid);
        (await patient.SignalDataAsync($"consultation/{consultation}", "call.offer", "x")).ShouldBe(Codes.Invalid);
        (await patient.SignalDataAsync("call/c-none", "call.offer", "x")).ShouldBe(Codes.Forbidden);
        (await patient.SignalDataAsync("nothing", "call.offer", "x")).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task Signals_have_a_rate_of_their_own()
    {
        await using var stage = await VideoStage.OpenAsync("--SignalRate:PerSecond", "1", "--SignalRate:Burst", "2");
        var consultation = await stage.BeginAsync();
        var feed = $"call/{await stage.ConnectAsync(consultation)}";
        await using var patient = await stage.WatchAsync(stage.Lin, feed);

        (await patient.SignalDataAsync(feed, "call.candidate", "1")).ShouldBeNull();
        (await patient.SignalDataAsync(feed, "call.candidate", "2")).ShouldBeNull();
        (await patient.SignalDataAsync(feed, "call.candidate", "3")).ShouldBe(Codes.RateLimited);
        Practice.Accepted(await stage.Lin.PostAsync($"/consultations/{consultation}/messages", new { text = "听得到吗" }));
        await stage.PassAsync(TimeSpan.FromSeconds(1));
        (await patient.SignalDataAsync(feed, "call.candidate", "4")).ShouldBeNull();
    }

    [Fact]
    public async Task No_log_line_and_no_event_holds_what_was_signalled_nor_the_shared_secret()
    {
        await using var stage = await VideoStage.OpenAsync(
            "--Calls:Ice:Turn:0", "turn:t.example:3478", "--Calls:Ice:Secret", "the-shared-secret");
        var call = await stage.ConnectAsync(await stage.BeginAsync());
        var feed = $"call/{call}";
        await using var patient = await stage.WatchAsync(stage.Lin, feed);
        await using var doctor = await stage.WatchAsync(stage.Wang, feed);
        await patient.SignalDataAsync(feed, "call.offer", "v=0 private-address");
        await HearDataAsync(doctor, "v=0 private-address");
        var ice = Practice.Accepted(await stage.Lin.GetAsync($"/calls/{call}/ice"))["iceServers"][0];
        ice.GetProperty("username").GetString().ShouldEndWith(":a-lin");
        var credential = ice.GetProperty("credential").GetString()!;
        Practice.Accepted(await stage.Wang.PostAsync($"/calls/{call}/hangup"));
        (await stage.Lin.GetAsync($"/calls/{call}/ice")).Code.ShouldBe(Codes.CallOver);
        (await stage.Lin.GetAsync($"/feeds/{feed}/events?after=0")).Body.GetRawText().ShouldNotContain("private-address");
        foreach (var secret in new[] { "private-address", "the-shared-secret", credential })
            stage.Server.Logs.Where(line => line.Text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(secret);
        stage.Server.Logs.Where(line => line.Level >= LogLevel.Error).ShouldBeEmpty();
    }

    private static Task<JsonElement> HearDataAsync(Live.LiveReader reader, string data) =>
        reader.HearAsync("signal", signal => signal.TryGetProperty("data", out var heard) && heard.GetString() == data);
}
