using System.Text.Json;
using Consult.Client;

namespace Consult.Tools.Replay.Courses;

/// <summary>With a call (视频问诊): the patient rings, the doctor answers, they write meanwhile, the patient hangs up.</summary>
internal sealed class VideoCourse(Visit visit) : Course(visit)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(10);

    private string _call = "";
    private TimeSpan _longest;

    public override async Task MeetAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var line = meeting.Doctor.Line;
        await line.WaitAsync(cancellationToken);
        try
        {
            await TalkInCallAsync(meeting, cancellationToken);
        }
        finally
        {
            line.Release();
        }
        // What it used is counted as long as the consultation is open.
        await Visit.WithinDeadlineAsync(
            limited => meeting.PatientView.HearAsync("consultation.call.ended", limited), cancellationToken);
    }

    public override async Task<IReadOnlyList<string>> DifferencesAsync(JsonElement view, CancellationToken cancellationToken)
    {
        var call = await Visit.Patient.Http.GetAsync($"calls/{_call}", cancellationToken);
        var page = await Visit.Patient.Http.EventsAsync($"consultation/{Visit.Id}", FeedPosition.Start, 500, cancellationToken);
        var counted = page.Events.Where(one => one.Type == "consultation.call.ended" && one.Text("call") == _call).ToList();
        var seconds = call.TryGetProperty("talkedSeconds", out var talked) ? talked.GetInt32() : -1;
        return
        [
            .. Unless(call, "status", "ended"),
            .. Unless(call, "reason", "hungUp"),
            .. counted.Count == 1 ? Unless(counted[0].Body, "talkedSeconds", $"{seconds}") : [$"counted {counted.Count} times"],
            .. seconds < 0 || seconds > _longest.TotalSeconds ? [$"{seconds} s counted of at most {_longest.TotalSeconds:F1}"] : Array.Empty<string>(),
        ];
    }

    private async Task TalkInCallAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var time = Visit.Patient.Options.Time;
        var answered = await RingAsync(meeting.Doctor, cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var alive = StayAliveAsync(meeting, over.Token);
        try
        {
            await meeting.TalkAsync(cancellationToken);
            await Visit.Patient.DoAsync(HttpMethod.Post, $"calls/{_call}/hangup", "hangup", null, cancellationToken);
            _longest = time.GetElapsedTime(answered);
        }
        finally
        {
            await over.CancelAsync();
            await alive.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The doctor's line is given back a moment after the call before has ended: until then a ring finds it busy.
    private async Task<long> RingAsync(Doctor doctor, CancellationToken cancellationToken)
    {
        var time = Visit.Patient.Options.Time;
        long answered = 0;
        await Visit.WithinDeadlineAsync(
            async limited =>
            {
                for (var attempt = 1; ; attempt++)
                {
                    var rung = await Visit.Patient.DoAsync(
                        HttpMethod.Post, $"consultations/{Visit.Id}/calls", $"call-{attempt}", null, limited);
                    _call = rung.Id!;
                    var call = await Visit.Patient.Http.GetAsync($"calls/{_call}", limited);
                    if (!Unless(call, "status", "ringing").Any())
                        break;
                    await Task.Delay(Pause, time, limited);
                }
                answered = time.GetTimestamp();
                await doctor.Self.Http.CommandAsync(
                    HttpMethod.Post, $"calls/{_call}/answer", $"{Visit.Patient.Account}-answer", null, limited);
            },
            cancellationToken);
        return answered;
    }

    private async Task StayAliveAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var side in new[] { meeting.PatientLive, meeting.Doctor.Live })
                await side.SignalAsync($"call/{_call}", "call.alive", cancellationToken);
            await Task.Delay(AliveEvery, Visit.Patient.Options.Time, cancellationToken);
        }
    }
}
