using Consult.Calls;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Consult.Payments;

namespace Consult.Consultations;

/// <summary>A consultation brought to where a test wants it.</summary>
internal static class Visit
{
    public const long Price = 5000;

    public static readonly ConsultationId Id = new("c-1");

    public static readonly PaymentId Payment = new("c-1");

    public static readonly PaymentId Pack = new("c-1.1");

    public static readonly PatientStanding Standing = new()
    {
        Exists = true,
        IsVerified = true,
        Consents = [ConsentPurpose.HealthData],
        Age = 30,
        Accounts = [People.Wang.Account],
    };

    public static readonly OfferingFacts Offering = new() { Account = People.Li.Account, IsLicensed = true, PriceFen = Price };

    public static readonly RequestConsultation Wish = new()
    {
        Patient = People.Patient,
        Doctor = People.Doctor,
        Kind = ConsultationKind.Directed,
        Complaint = "咳嗽三天",
    };

    public static readonly OpenConsultation Open = new(Wish, Standing, Offering);

    public static readonly CompleteConsultation Summary = new()
    {
        Impression = "上呼吸道感染可能",
        Plan = "多饮水，三天后复查",
        RedFlags = "呼吸困难立即就医",
        GoOffline = false,
    };

    public static readonly RateConsultation Rating = new() { Stars = 5, Tags = ["耐心"], Text = "谢谢" };

    public static readonly TransferTo Handover = new(new("c-2"), new("d-2"), Reader: null);

    public static PostMessage Says(string text) => new(text);

    public static AcceptReserved Accept(DateTimeOffset now) => new(People.Doctor, now + TimeSpan.FromSeconds(30));

    public static Actor<ConsultationState> New(ConsultationOptions? options = null) =>
        new(new Consultation(options ?? new(), new()), Id.Feed);

    public static Actor<ConsultationState> Unpaid(ConsultationOptions? options = null) =>
        New(options).Do(People.Wang, Open);

    public static Actor<ConsultationState> Requested(ConsultationOptions? options = null) =>
        Unpaid(options).Do(Caller.System, new ConfirmPayment(Payment));

    public static Actor<ConsultationState> Waiting(ConsultationOptions? options = null) =>
        Requested(options).Do(Caller.System, new ConfirmQueued());

    public static Actor<ConsultationState> Active(ConsultationOptions? options = null)
    {
        var actor = Waiting(options);
        return actor.Do(People.Li, Accept(actor.Now));
    }

    public static Actor<ConsultationState> Answered(ConsultationOptions? options = null) =>
        Active(options).Do(People.Li, Says("多久了？"));

    public static Actor<ConsultationState> Late(ConsultationOptions? options = null) =>
        Answered(options).Wait(TimeSpan.FromHours(48));

    /// <summary>A video consultation in which the two are talking.</summary>
    public static Actor<ConsultationState> Talking() =>
        VideoActive().Do(Caller.System, Hears(CallNews.Started)).Do(Caller.System, Hears(CallNews.Answered));

    /// <summary>A video consultation to which the doctor came and the patient did not.</summary>
    public static Actor<ConsultationState> Waited() =>
        VideoActive().Do(Caller.System, Hears(CallNews.Started)).Wait(TimeSpan.FromMinutes(15));

    /// <summary>What a call that the doctor began tells its consultation.</summary>
    public static NoteCall Hears(CallNews news) => new()
    {
        Call = new("call-1"),
        News = news,
        StartedBy = CallSide.Doctor,
        Minutes = news is CallNews.Extended ? 5 : 0,
        Reason = news is CallNews.Ended ? CallEnd.HungUp : null,
        TalkedSeconds = news is CallNews.Ended ? 60 : 0,
    };

    public static Actor<ConsultationState> In(string status) => status switch
    {
        "unpaid" => Unpaid(),
        "requested" => Requested(),
        "waiting" => Waiting(),
        "active" => Active(),
        "answered" => Answered(),
        "late" => Late(),
        "talking" => Talking(),
        "waited" => Waited(),
        "completed" => Answered().Do(People.Li, Summary),
        "rated" => Answered().Do(People.Li, Summary).Do(People.Wang, Rating),
        "cancelled" => Requested().Do(People.Wang, new CancelConsultation()),
        "expired" => Waiting().Wait(TimeSpan.FromHours(24)),
        "refunded" => Active().Wait(TimeSpan.FromHours(48)),
        "terminated" => Active().Do(People.Li, new TerminateConsultation("请到线下就诊")),
        "transferred" => Active().Do(People.Wang, Handover),
        "settled" => Answered().Do(People.Li, Summary).Wait(TimeSpan.FromHours(24)),
        _ => throw new ArgumentException(status),
    };

    private static Actor<ConsultationState> VideoActive()
    {
        var actor = New().Do(People.Wang, Open with { Request = Wish with { Kind = ConsultationKind.Video } })
            .Do(Caller.System, new ConfirmPayment(Payment)).Do(Caller.System, new ConfirmQueued());
        return actor.Do(People.Li, Accept(actor.Now));
    }
}
