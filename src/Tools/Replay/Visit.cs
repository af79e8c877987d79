using Consult.Client;

namespace Consult.Tools.Replay;

/// <summary>One consultation, played from registration to rating.</summary>
internal sealed class Visit(
    Consultation input, Participant patient, Doctor doctor, Participant verifier, AcknowledgedLedger ledger,
    Action acknowledged)
{
    private string? _id;

    /// <summary>What both sides received live; empty before the consultation exists.</summary>
    public IReadOnlyList<View> LiveViews { get; private set; } = [];

    /// <summary>How often the patient connected.</summary>
    public int Connections { get; private set; }

    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        var profile = await RegisterAsync(cancellationToken);
        await doctor.Free.WaitAsync(cancellationToken);
        try
        {
            var request = new { patient = profile, doctor = doctor.Id, kind = "directed", complaint = input.Title };
            _id = (await patient.DoAsync(HttpMethod.Post, "consultations", "request", request, cancellationToken)).Id!;
            await WithinDeadlineAsync(limited => doctor.QueuedAsync(_id, limited), cancellationToken);
            await AsDoctorAsync("accept", null, cancellationToken);
            await MeetAsync(cancellationToken);
        }
        finally
        {
            doctor.Free.Release();
        }
    }

    /// <summary>Where the patient's history ended; null before it was read.</summary>
    public Standing? Standing { get; private set; }

    /// <summary>Both parties' history pages; none when the consultation never existed.</summary>
    public async Task<IReadOnlyList<View>> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        if (_id is null)
            return [];
        var patientView = await patient.ReadHistoryAsync(_id, "Patient history", cancellationToken);
        Standing = new(patient.Account, _id, patientView.Positions[^1]);
        return [patientView, await doctor.Self.ReadHistoryAsync(_id, "Doctor history", cancellationToken)];
    }

    /// <summary>Its number in the file.</summary>
    public override string ToString() => input.ToString();

    private async Task<string> RegisterAsync(CancellationToken cancellationToken)
    {
        var person = new { name = "林小满", birthDate = "1990-04-01", relation = "self" };
        var id = (await patient.DoAsync(HttpMethod.Post, "patients", "register", person, cancellationToken)).Id!;
        await verifier.Http.CommandAsync(
            HttpMethod.Put, $"patients/{id}/verification", $"{patient.Account}-verify", new { method = "id-card" },
            cancellationToken);
        var consent = new { textVersion = "2026-01", channel = "replay" };
        await patient.DoAsync(
            HttpMethod.Put, $"patients/{id}/consents/healthData", "consent", consent, cancellationToken);
        return id;
    }

    private async Task MeetAsync(CancellationToken cancellationToken)
    {
        await using var connection = patient.Connect();
        await using var patientView = new LiveView(connection, _id!, Side.Patient, ledger);
        await using var doctorView = new LiveView(doctor.Live, _id!, Side.Doctor, ledger);
        try
        {
            await TalkAsync(connection, cancellationToken);
            var last = await EndAsync(cancellationToken);
            await WithinDeadlineAsync(limited => patientView.ReachAsync(last.Seq, limited), cancellationToken);
            await WithinDeadlineAsync(limited => doctorView.ReachAsync(last.Seq, limited), cancellationToken);
        }
        finally
        {
            Connections = connection.Connections;
            LiveViews = [patientView.ToView(_id!), doctorView.ToView(_id!)];
        }
    }

    private async Task TalkAsync(LiveConnection patientLive, CancellationToken cancellationToken)
    {
        foreach (var (n, line) in Script.Of(input.Ask, input.Answer).Index())
        {
            var author = line.Side == Side.Patient ? patient : doctor.Self;
            var live = line.Side == Side.Patient ? patientLive : doctor.Live;
            var command = $"{patient.Account}-message-{n + 1}";
            // Both ways of posting get half of each side's messages, wherever turns begin.
            var overHub = (n + 1) / 2 % 2 == 0;
            await ledger.PostAsync(_id!, command, line.Side, line.Text, () => overHub
                ? live.PostAsync($"consultation/{_id}", command, line.Text, cancellationToken)
                : PostOverHttpAsync(author, command, line.Text, cancellationToken));
            acknowledged();
        }
    }

    private async Task<FeedPosition> PostOverHttpAsync(
        Participant author, string command, string text, CancellationToken cancellationToken) =>
        (await author.Http.CommandAsync(
            HttpMethod.Post, $"consultations/{_id}/messages", command, new { text }, cancellationToken)).Position;

    private async Task<FeedPosition> EndAsync(CancellationToken cancellationToken)
    {
        var summary = new { impression = "Replayed.", plan = "None.", redFlags = "None.", goOffline = false };
        await AsDoctorAsync("complete", summary, cancellationToken);
        var rating = new { stars = 5, tags = new[] { "replayed" } };
        var answer = await patient.DoAsync(
            HttpMethod.Post, $"consultations/{_id}/rating", "rate", rating, cancellationToken);
        return answer.Position;
    }

    private Task<CommandAnswer> AsDoctorAsync(string verb, object? body, CancellationToken cancellationToken) =>
        doctor.Self.Http.CommandAsync(
            HttpMethod.Post, $"consultations/{_id}/{verb}", $"{patient.Account}-{verb}", body, cancellationToken);

    // Commands keep the deadline by themselves; what is awaited from a feed is held to the same one.
    private async Task WithinDeadlineAsync(Func<CancellationToken, Task> wait, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patient.Options.Deadline, patient.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await wait(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConsultException(ClientCodes.NoAnswer);
        }
    }
}
