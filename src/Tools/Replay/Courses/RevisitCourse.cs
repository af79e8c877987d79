using System.Text;
using System.Text.Json;
using Consult.Client;

namespace Consult.Tools.Replay.Courses;

/// <summary>
/// With a prescription (复诊续方): the patient attaches the earlier diagnosis, the doctor confirms, replies, diagnoses and
/// prescribes, a pharmacist approves.
/// </summary>
internal sealed class RevisitCourse(Visit visit) : Course(visit)
{
    private const int Days = 7;

    private string _document = "";
    private string _prescription = "";

    // No two are the same, so that one that is given for another's is noticed.
    private byte[] Document => Encoding.UTF8.GetBytes($"%PDF-1.7 {Visit.Patient.Account}");

    public override async Task MeetAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        _document = await AttachAsync(cancellationToken);
        await Visit.Patient.DoAsync(
            HttpMethod.Put, $"consultations/{Visit.Id}/prior-diagnosis", "document", new { document = _document }, cancellationToken);
        await Visit.AsDoctorAsync(meeting.Doctor, "revisit", null, cancellationToken);
        await meeting.TalkAsync(cancellationToken);
        await PrescribeAsync(meeting.Doctor, cancellationToken);
        // What became of it decides whether the doctor may complete the consultation.
        await Visit.WithinDeadlineAsync(
            limited => meeting.PatientView.HearAsync("prescription.noted", limited), cancellationToken);
    }

    public override async Task<IReadOnlyList<string>> DifferencesAsync(JsonElement view, CancellationToken cancellationToken)
    {
        var prescription = await Visit.Patient.Http.GetAsync($"prescriptions/{_prescription}", cancellationToken);
        var revisit = view.GetProperty("revisit");
        var link = await Visit.Patient.Http.CommandAsync<JsonElement>(
            HttpMethod.Post, $"attachments/{_document}/links", $"{Visit.Patient.Account}-link", new { }, cancellationToken);
        var document = await Visit.Patient.Http.GetBytesAsync(link.GetProperty("url").GetString()!, cancellationToken);
        return
        [
            .. Unless(prescription, "status", "valid").Select(one => "prescription " + one),
            .. Unless(prescription, "consultation", Visit.Id!).Select(one => "prescription " + one),
            .. Unless(revisit, "document", _document),
            .. Unless(revisit, "prescription", _prescription),
            .. Unless(revisit, "prescriptionStatus", "valid"),
            .. document.AsSpan().SequenceEqual(Document) ? Array.Empty<string>() : ["the document is another"],
        ];
    }

    private async Task<string> AttachAsync(CancellationToken cancellationToken)
    {
        var patient = Visit.Patient;
        var announced = new { size = Document.Length, mediaType = "application/pdf", name = "病历.pdf" };
        var id = (await patient.DoAsync(
            HttpMethod.Post, $"consultations/{Visit.Id}/attachments", "attach", announced, cancellationToken)).Id!;
        await patient.Http.PutBytesAsync($"attachments/{id}/chunks/0", Document, cancellationToken);
        await patient.DoAsync(HttpMethod.Post, $"attachments/{id}/complete", "attached", null, cancellationToken);
        return id;
    }

    private async Task PrescribeAsync(Doctor doctor, CancellationToken cancellationToken)
    {
        var diagnosis = new { code = "Z76.0", text = "Replayed." };
        await doctor.Self.Http.CommandAsync(
            HttpMethod.Put, $"consultations/{Visit.Id}/diagnosis", Command("diagnosis"), diagnosis, cancellationToken);
        var drug = await AnyDrugAsync(doctor, cancellationToken);
        var content = new { items = new[] { drug } };
        _prescription = (await doctor.Self.Http.CommandAsync(
            HttpMethod.Post, "prescriptions", Command("draft"), new { consultation = Visit.Id, content }, cancellationToken)).Id!;
        await AtPrescriptionAsync(doctor.Self, "sign", cancellationToken);
        await AtPrescriptionAsync(Visit.Company.Pharmacist, "claim", cancellationToken);
        await AtPrescriptionAsync(Visit.Company.Pharmacist, "approve", cancellationToken);
    }

    // The formulary is the operator's.
    private static async Task<object> AnyDrugAsync(Doctor doctor, CancellationToken cancellationToken)
    {
        var formulary = await doctor.Self.Http.GetAsync("formulary", cancellationToken);
        var drug = formulary.GetProperty("drugs").EnumerateArray()
            .FirstOrDefault(one => one.GetProperty("class").GetString() == "ordinary");
        if (drug.ValueKind != JsonValueKind.Object)
            throw new ConsultException("drug.unknown");
        return new
        {
            drug = drug.GetProperty("code").GetString(),
            dose = 1,
            frequency = "onceDaily",
            route = "oral",
            days = Days,
            packs = (int)Math.Ceiling(Days / drug.GetProperty("packSize").GetDecimal()),
        };
    }

    private Task<CommandAnswer> AtPrescriptionAsync(Participant who, string verb, CancellationToken cancellationToken) =>
        who.Http.CommandAsync(HttpMethod.Post, $"prescriptions/{_prescription}/{verb}", Command(verb), null, cancellationToken);

    private string Command(string word) => $"{Visit.Patient.Account}-{word}";
}
