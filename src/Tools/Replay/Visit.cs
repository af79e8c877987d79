using Consult.Client;
using Consult.Tools.Replay.Courses;

namespace Consult.Tools.Replay;

/// <summary>One consultation, played from registration to rating.</summary>
internal sealed class Visit
{
    private readonly Course _course;
    private readonly AcknowledgedLedger _ledger;
    private readonly Action _acknowledged;
    private Doctor? _doctor;

    public Visit(Consultation input, Kind kind, Participant patient, Company company, AcknowledgedLedger ledger, Action acknowledged)
    {
        (Input, Kind, Patient, Company, _ledger, _acknowledged) = (input, kind, patient, company, ledger, acknowledged);
        _course = kind.Play(this);
    }

    public Consultation Input { get; }

    public Kind Kind { get; }

    public Participant Patient { get; }

    public Company Company { get; }

    /// <summary>Key of the consultation; null before it exists.</summary>
    public string? Id { get; private set; }

    /// <summary>Key of the patient; null before the registration.</summary>
    public string? Profile { get; private set; }

    /// <summary>What both sides received live; empty before the two met.</summary>
    public IReadOnlyList<View> LiveViews { get; private set; } = [];

    /// <summary>How often the patient connected.</summary>
    public int Connections { get; private set; }

    /// <summary>Where the patient's history ended; null before it was read.</summary>
    public Standing? Standing { get; private set; }

    /// <summary>Whether it was played to its end.</summary>
    public bool IsPlayed { get; private set; }

    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        Profile = await RegisterAsync(cancellationToken);
        using var seat = await _course.BeginAsync(cancellationToken);
        _doctor = seat.Doctor;
        await MeetAsync(seat.Doctor, cancellationToken);
        IsPlayed = true;
    }

    /// <summary>Both parties' history pages; none when no doctor ever had it.</summary>
    public async Task<IReadOnlyList<View>> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        if (Id is null || _doctor is null)
            return [];
        var patientView = await Patient.ReadHistoryAsync(Id, "Patient history", cancellationToken);
        Standing = new(Patient.Account, Id, patientView.Positions[^1]);
        return [patientView, await _doctor.Self.ReadHistoryAsync(Id, "Doctor history", cancellationToken)];
    }

    /// <summary>What of its end is not as it must be; nothing when it was not played to its end.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken)
    {
        if (!IsPlayed)
            return [];
        var view = await Patient.Http.GetAsync($"consultations/{Id}", cancellationToken);
        IEnumerable<string> differences =
        [
            .. Course.Unless(view, "kind", Kind.Name),
            .. Course.Unless(view, "status", "completed"),
            .. Course.Unless(view, "doctor", _doctor!.Id),
            .. Course.Unless(view, "stars", "5"),
            .. await _course.DifferencesAsync(view, cancellationToken),
        ];
        return [.. differences.Select(one => new Finding(FindingKind.Unexpected, $"{Id} {Kind.Name}", one))];
    }

    /// <summary>Asks for the consultation: of a doctor, of a department, or with a place in a clinic.</summary>
    public async Task RequestAsync(
        string? doctor, string? department, CancellationToken cancellationToken, string? clinic = null, int? place = null)
    {
        var request = new { patient = Profile, doctor, department, clinic, place, kind = Kind.Name, complaint = Input.Title };
        Id = (await Patient.DoAsync(HttpMethod.Post, "consultations", "request", request, cancellationToken)).Id!;
    }

    /// <summary>A command of the doctor to the consultation.</summary>
    public Task<CommandAnswer> AsDoctorAsync(Doctor doctor, string verb, object? body, CancellationToken cancellationToken) =>
        doctor.Self.Http.CommandAsync(
            HttpMethod.Post, $"consultations/{Id}/{verb}", $"{Patient.Account}-{verb}", body, cancellationToken);

    /// <summary>Commands keep the deadline by themselves; what is awaited from a feed is held to the same one.</summary>
    /// <exception cref="ConsultException">It passed.</exception>
    public async Task WithinDeadlineAsync(Func<CancellationToken, Task> wait, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patient.Options.Deadline, Patient.Options.Time);
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

    /// <summary>Its number in the file.</summary>
    public override string ToString() => Input.ToString();

    private async Task<string> RegisterAsync(CancellationToken cancellationToken)
    {
        var person = new { name = "林小满", birthDate = "1990-04-01", relation = "self" };
        var id = (await Patient.DoAsync(HttpMethod.Post, "patients", "register", person, cancellationToken)).Id!;
        await Company.Operator.Http.CommandAsync(
            HttpMethod.Put, $"patients/{id}/verification", $"{Patient.Account}-verify", new { method = "id-card" },
            cancellationToken);
        var consent = new { textVersion = "2026-01", channel = "replay" };
        await Patient.DoAsync(
            HttpMethod.Put, $"patients/{id}/consents/healthData", "consent", consent, cancellationToken);
        return id;
    }

    private async Task MeetAsync(Doctor doctor, CancellationToken cancellationToken)
    {
        await using var meeting = new Meeting(this, doctor, _ledger, _acknowledged);
        try
        {
            await _course.MeetAsync(meeting, cancellationToken);
            var last = await EndAsync(doctor, cancellationToken);
            await WithinDeadlineAsync(limited => meeting.PatientView.ReachAsync(last.Seq, limited), cancellationToken);
            await WithinDeadlineAsync(limited => meeting.DoctorView.ReachAsync(last.Seq, limited), cancellationToken);
        }
        finally
        {
            Connections = meeting.PatientLive.Connections;
            LiveViews = [meeting.PatientView.ToView(Id!), meeting.DoctorView.ToView(Id!)];
        }
    }

    private async Task<FeedPosition> EndAsync(Doctor doctor, CancellationToken cancellationToken)
    {
        var summary = new { impression = "Replayed.", plan = "None.", redFlags = "None.", goOffline = false };
        await AsDoctorAsync(doctor, "complete", summary, cancellationToken);
        var rating = new { stars = 5, tags = new[] { "replayed" } };
        var answer = await Patient.DoAsync(
            HttpMethod.Post, $"consultations/{Id}/rating", "rate", rating, cancellationToken);
        return answer.Position;
    }
}
