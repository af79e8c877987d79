using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;

namespace Consult.Silo.Tests.Feeds;

/// <summary>A doctor and an active consultation with the patient of a <see cref="KernelHost"/>.</summary>
internal sealed class Practice(KernelHost host)
{
    public static readonly FeedId DoctorFeed = new(FeedKinds.Doctor, "d-1");
    public static readonly FeedId ConsultationFeed = new(FeedKinds.Consultation, "c-1");
    private static readonly Caller Operator = new() { Account = new("op-1"), Role = Role.Operator };

    public IDoctorGrain Doctor => host.Grains.GetGrain<IDoctorGrain>(DoctorFeed.Key);

    public IConsultationGrain Consultation => host.Grains.GetGrain<IConsultationGrain>(ConsultationFeed.Key);

    private Caller DoctorCaller => new()
    {
        Account = new("a-d"), Role = Role.Doctor, AuthenticatedAt = host.Clock.GetUtcNow(),
    };

    public static async Task AcceptAsync(IFeedGrain actor, Request request) => Check(await actor.Execute(request));

    public Request ByDoctor(string id, Command command) => new(new(id), DoctorCaller, command);

    /// <summary>Registers the doctor with a licence that ends at a moment.</summary>
    public async Task LicenseAsync(DateTimeOffset until, string licence = "L-1")
    {
        await AcceptAsync(Doctor, ByDoctor("register", new RegisterDoctor
        {
            Name = "Wang", Title = "Chief", Department = "Skin", Hospital = "First",
        }));
        await AcceptAsync(Doctor, new(new("verify"), Operator, new VerifyLicence(licence, until)));
    }

    /// <summary>Leads from a registered patient to an accepted consultation.</summary>
    public async Task OpenAsync(string complaint)
    {
        await LicenseAsync(host.Clock.GetUtcNow().AddYears(1), "LICENCE-MARKER");
        await AcceptAsync(Doctor, ByDoctor("offer", new Offer(ConsultationKind.Directed, 1_000)));
        await AcceptAsync(host.PatientGrain, new(new("verify"), Operator, new VerifyRealName("police-database")));
        await AcceptAsync(host.PatientGrain, new(new("consent"), KernelHost.Self, new GrantConsent
        {
            Purpose = ConsentPurpose.HealthData, TextVersion = "1", Channel = "web",
        }));
        Check(await Consultation.Request(new(new("request"), KernelHost.Self, new RequestConsultation
        {
            Patient = KernelHost.Patient, Doctor = new(DoctorFeed.Key), Kind = ConsultationKind.Directed, Complaint = complaint,
        })));
        await host.Store.WhenCommitted(append =>
            append.Feed == ConsultationFeed && append.Events.Any(e => e.Envelope.Type == "consultation.waiting"));
        Check(await Doctor.Accept(ByDoctor("accept", new AcceptConsultation(new(ConsultationFeed.Key)))));
        await host.WhenReactedAsync(ConsultationFeed, 3);
    }

    private static void Check(Answer answer) => answer.Code.ShouldBeNull();
}
