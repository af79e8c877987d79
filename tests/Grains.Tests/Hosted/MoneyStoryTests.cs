using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Consult.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Hosted;

/// <summary>Consultation, payment, patient and other doctors together, on a real host and a real store.</summary>
public sealed class MoneyStoryTests
{
    private static readonly DoctorId Other = new("d-2");

    [Fact]
    public async Task Each_order_moves_money_once_though_every_first_answer_of_the_gateway_is_lost()
    {
        var gateway = new FlakyGateway();
        await using var hospital = await new Hospital(services => services.AddSingleton<IPaymentGateway>(gateway)).OpenForBusinessAsync();

        (await hospital.Request()).Code.ShouldBeNull();
        await RetryAsync(hospital, gateway);
        await hospital.Until(Visit.Id.Feed, "consultation.waiting");
        await hospital.Do(hospital.Consultation(), People.Wang, new CancelConsultation());
        await RetryAsync(hospital, gateway);
        await hospital.Until(Visit.Payment.Feed, "payment.refunded");

        gateway.Moved.Select(order => (order.Operation, order.Fen)).Order()
            .ShouldBe([(PaymentOperation.Hold, Visit.Price), (PaymentOperation.Refund, Visit.Price)]);
    }

    [Fact]
    public async Task A_declined_payment_cancels_the_request_and_no_queue_hears_of_it()
    {
        await using var hospital = await new Hospital().OpenForBusinessAsync();
        var wish = Visit.Wish with { Method = SandboxGateway.Declining };

        (await hospital.Consultation().Request(new(new("w"), People.Wang, wish))).Code.ShouldBeNull();

        await hospital.Until(Visit.Id.Feed, "consultation.cancelled");
        await hospital.Until(People.Patient.Feed, "inbox.noted");
        (await hospital.Doctor.Desk()).Value!.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_completed_consultation_is_settled_when_its_day_is_over()
    {
        await using var hospital = await CompletedAsync();
        hospital.Clock.Advance(TimeSpan.FromHours(24));

        await hospital.Consultation().Wake();

        await hospital.Until(Visit.Payment.Feed, "payment.settled");
        var payment = (await hospital.Grains.GetGrain<IPaymentGrain>(Visit.Payment.Value).View()).Value!;
        (payment.HeldFen, payment.SettledFen, payment.RefundedFen).ShouldBe((Visit.Price, Visit.Price, 0));
    }

    [Fact]
    public async Task The_guarantee_is_claimed_once_and_a_repetition_has_the_same_answer()
    {
        await using var hospital = await CompletedAsync();
        var claim = new Request(new("claim"), People.Wang, new ClaimGuarantee("不满意"));

        var first = await hospital.Consultation().Execute(claim);

        first.Code.ShouldBeNull();
        (await hospital.Consultation().Execute(claim)).ShouldBe(first);
        await hospital.Until(Visit.Payment.Feed, "payment.refunded");
        (await hospital.Patient.Execute(new(new("u"), People.Wang, new UseGuarantee(new("c-9"))))).Code.ShouldBe(Codes.GuaranteeUsed);
    }

    [Fact]
    public async Task A_claim_that_comes_too_late_leaves_the_guarantee_unused()
    {
        await using var hospital = await CompletedAsync();
        hospital.Clock.Advance(TimeSpan.FromHours(24));

        (await hospital.Consultation().Execute(new(new("claim"), People.Wang, new ClaimGuarantee("不满意")))).Code.ShouldBe(Codes.RefundNothing);

        (await hospital.Patient.Execute(new(new("u"), People.Wang, new UseGuarantee(new("c-9"))))).Code.ShouldBeNull();
    }

    [Fact]
    public async Task A_transfer_requests_the_new_consultation_and_ends_the_old_one()
    {
        await using var hospital = await WithTwoDoctorsAsync();
        var transfer = Transfer(hospital, "c-2");

        var first = await hospital.Consultation().Execute(transfer);

        first.Code.ShouldBeNull();
        (await hospital.Consultation().Execute(transfer)).ShouldBe(first);
        var (old, next) = ((await hospital.Consultation().View()).Value!, (await hospital.Consultation("c-2").View()).Value!);
        (old.Status, old.To, next.From, next.Doctor).ShouldBe((ConsultationStatus.Transferred, new ConsultationId("c-2"), Visit.Id, Other));
        await hospital.Until(Visit.Payment.Feed, "payment.refunded");
        await hospital.Until(new("consultation", "c-2"), "consultation.waiting");
        (await hospital.Store.ReadGrantsAsync("account/a-zhao", FeedKinds.Consultation, CancellationToken.None))
            .ShouldContain(row => row.Feed == Visit.Id.Feed);
    }

    [Fact]
    public async Task A_transfer_to_who_cannot_take_it_changes_nothing()
    {
        await using var hospital = await WithTwoDoctorsAsync();
        var transfer = (TransferConsultation)Transfer(hospital, "c-2").Command;

        (await hospital.Consultation().Execute(new(new("x"), People.Wang, transfer with { Doctor = new("d-9") }))).Code.ShouldBe(Codes.OfferingNone);

        (await hospital.Consultation().View()).Value!.Status.ShouldBe(ConsultationStatus.Active);
    }

    [Fact]
    public async Task A_transfer_of_what_has_just_ended_takes_the_new_request_back()
    {
        await using var hospital = await WithTwoDoctorsAsync();
        await hospital.Do(hospital.Consultation(), hospital.Li, new TerminateConsultation("请面诊"));

        (await hospital.Consultation().Execute(Transfer(hospital, "c-2"))).Code.ShouldBe(Codes.ConsultationClosed);

        (await hospital.Consultation("c-2").View()).Value!.Status.ShouldBe(ConsultationStatus.Cancelled);
    }

    private static Request Transfer(Hospital hospital, string to) => new(new("transfer"), People.Wang, new TransferConsultation
    {
        Doctor = Other, Kind = ConsultationKind.Directed, Complaint = "想换一位医生", ShareHistory = true, To = new(to),
    });

    private static async Task<Hospital> ActiveAsync()
    {
        var hospital = await new Hospital().OpenForBusinessAsync();
        (await hospital.Request()).Code.ShouldBeNull();
        await hospital.Until(Visit.Id.Feed, "consultation.waiting");
        (await hospital.Accept()).Code.ShouldBeNull();
        return hospital;
    }

    private static async Task<Hospital> CompletedAsync()
    {
        var hospital = await ActiveAsync();
        await hospital.Do(hospital.Consultation(), hospital.Li, Visit.Says("好的"));
        await hospital.Do(hospital.Consultation(), hospital.Li, Visit.Summary);
        return hospital;
    }

    private static async Task<Hospital> WithTwoDoctorsAsync()
    {
        var hospital = await ActiveAsync();
        var other = hospital.Grains.GetGrain<IDoctorGrain>(Other.Value);
        await hospital.Do(other, People.OtherDoctor, Desk.Form);
        await hospital.Do(other, People.Staff, new VerifyLicence("1104", hospital.Clock.GetUtcNow().AddYears(1)));
        await hospital.Do(other, People.OtherDoctor, new Offer(ConsultationKind.Directed, 7000));
        return hospital;
    }

    // When an answer was lost the reactor comes back after a tenth of a second, by the clock of the test.
    private static async Task RetryAsync(Hospital hospital, FlakyGateway gateway)
    {
        await gateway.Lost.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        var pause = TimeSpan.FromMilliseconds(100);
        while (hospital.Clock.NextDue is not { } due || due > hospital.Clock.GetUtcNow() + pause) await Task.Yield();
        hospital.Clock.Advance(pause);
    }
}
