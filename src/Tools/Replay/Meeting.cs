using Consult.Client;

namespace Consult.Tools.Replay;

/// <summary>The two of a visit, live, from the acceptance to the end.</summary>
internal sealed class Meeting : IAsyncDisposable
{
    private readonly Visit _visit;
    private readonly AcknowledgedLedger _ledger;
    private readonly Action _acknowledged;

    public Meeting(Visit visit, Doctor doctor, AcknowledgedLedger ledger, Action acknowledged)
    {
        (_visit, Doctor, _ledger, _acknowledged) = (visit, doctor, ledger, acknowledged);
        PatientLive = visit.Patient.Connect();
        PatientView = new(PatientLive, visit.Id!, Side.Patient, ledger);
        DoctorView = new(doctor.Live, visit.Id!, Side.Doctor, ledger);
    }

    public Doctor Doctor { get; }

    public LiveConnection PatientLive { get; }

    public LiveView PatientView { get; }

    public LiveView DoctorView { get; }

    /// <summary>Question and answer, sentence by sentence.</summary>
    public Task TalkAsync(CancellationToken cancellationToken) =>
        TalkAsync(Script.Of(_visit.Input.Ask, _visit.Input.Answer), cancellationToken);

    /// <summary>Lines in their order.</summary>
    public async Task TalkAsync(IReadOnlyList<Line> lines, CancellationToken cancellationToken)
    {
        foreach (var (n, line) in lines.Index())
        {
            var author = line.Side == Side.Patient ? _visit.Patient : Doctor.Self;
            var live = line.Side == Side.Patient ? PatientLive : Doctor.Live;
            var command = $"{_visit.Patient.Account}-message-{n + 1}";
            // Both ways of posting get half of each side's messages, wherever turns begin.
            var overHub = (n + 1) / 2 % 2 == 0;
            await _ledger.PostAsync(_visit.Id!, command, line.Side, line.Text, () => overHub
                ? live.PostAsync($"consultation/{_visit.Id}", command, line.Text, cancellationToken)
                : PostOverHttpAsync(author, command, line.Text, cancellationToken));
            _acknowledged();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DoctorView.DisposeAsync();
        await PatientView.DisposeAsync();
        await PatientLive.DisposeAsync();
    }

    private async Task<FeedPosition> PostOverHttpAsync(
        Participant author, string command, string text, CancellationToken cancellationToken) =>
        (await author.Http.CommandAsync(
            HttpMethod.Post, $"consultations/{_visit.Id}/messages", command, new { text }, cancellationToken)).Position;
}
