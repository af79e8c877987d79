using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Consult.Time;

namespace Consult.Prescriptions;

/// <summary>A prescription brought to where a test wants it.</summary>
internal static class Rx
{
    public static readonly PrescriptionId Id = new("p-1");

    public static readonly Caller Chen = new() { Account = new("a-chen"), Role = Role.Pharmacist };

    public static readonly Caller Sun = new() { Account = new("a-sun"), Role = Role.Pharmacist };

    public static readonly Formulary Drugs = Formulary.Load(path: null);

    public static readonly PatientStanding Adult = Visit.Standing;

    public static readonly PatientStanding Child = Visit.Standing with { Age = 5 };

    public static readonly OfferingFacts Licensed = Visit.Offering;

    public static readonly PrescribingFacts Allowed = new()
    {
        Patient = People.Patient, Doctor = People.Doctor, DoctorAccount = People.Li.Account, Code = null,
    };

    /// <summary>Metformin twice a day for a week.</summary>
    public static readonly PrescriptionItem Week = new()
    {
        Drug = "metformin-500-tab", Dose = 1, Frequency = DoseFrequency.TwiceDaily, Route = DrugRoute.Oral, Days = 7, Packs = 1,
    };

    /// <summary>An antipyretic that children may have, for three days.</summary>
    public static readonly PrescriptionItem Syrup = new()
    {
        Drug = "ibuprofen-susp", Dose = 4, Frequency = DoseFrequency.ThreeTimesDaily, Route = DrugRoute.Oral, Days = 3, Packs = 1,
    };

    public static readonly PrescriptionContent Content = new() { Items = [Week], Advice = "随餐服用" };

    public static readonly OpenDraft Open = new(new(Visit.Id, Content), Allowed);

    public static readonly GiveSignature Give = new(Licensed, Adult);

    public static readonly TakeReview Claim = new(new ClaimReview(), Adult);

    public static readonly TakeReview Approve = new(new ApprovePrescription(), Adult);

    public static readonly DispensePrescription Dispense = new([new("metformin-500-tab", 1)]);

    public static PrescriptionContent Of(params PrescriptionItem[] items) => new() { Items = [.. items] };

    public static Prescription Model(PrescriptionOptions? options = null) =>
        new(options ?? new(), Drugs, new OperatorTime(), TimeSpan.FromMinutes(15));

    public static Actor<PrescriptionState> New() => new(Model(), Id.Feed);

    public static Actor<PrescriptionState> Draft(PrescriptionContent? content = null) =>
        New().Do(People.Li, Open with { Wish = new(Visit.Id, content ?? Content) });

    public static Actor<PrescriptionState> Signing(PrescriptionContent? content = null) => Draft(content).Do(People.Li, Give);

    public static Actor<PrescriptionState> Signed() => Signing().Do(Caller.System, new ConfirmSignature(1));

    public static Actor<PrescriptionState> InReview() => Signed().Do(Chen, Claim);

    public static Actor<PrescriptionState> Valid() => InReview().Do(Chen, Approve);

    public static Actor<PrescriptionState> In(string status) => status switch
    {
        "draft" => Draft(),
        "signing" => Signing(),
        "signed" => Signed(),
        "review" => InReview(),
        "valid" => Valid(),
        "extended" => Valid().Do(People.Li, new ExtendValidity(3, "路途远")),
        "returned" => InReview().Do(Chen, new ReturnPrescription("剂量请核对")),
        "withdrawn" => Valid().Do(People.Li, new WithdrawPrescription("用药史有误")),
        "dispensed" => Valid().Do(Chen, Dispense),
        "lapsed" => Valid().Wait(TimeSpan.FromDays(1)),
        _ => throw new ArgumentException(status),
    };

    /// <summary>The doctor, signed in just now.</summary>
    public static Caller Fresh(this Actor<PrescriptionState> actor) => People.Li with { AuthenticatedAt = actor.Now };
}
