using Consult.Consultations;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;

namespace Consult.Prescriptions;

/// <summary>The pharmacist's review (L4), the validity (L6), and what is dispensed.</summary>
public sealed class ReviewTests
{
    // Start is 16:00 in Shanghai.
    private static readonly DateTimeOffset Midnight = People.Start.AddHours(8);

    [Fact]
    public void Neither_the_prescribing_doctor_nor_who_acts_for_the_patient_reviews_a_prescription()
    {
        Rx.Signed().Send(People.Li with { Role = Role.Pharmacist }, Rx.Claim).ShouldBe(Codes.ReviewPartial);
        var related = Rx.Adult with { Accounts = [People.Wang.Account, Rx.Chen.Account] };
        Rx.Signed().Send(Rx.Chen, Rx.Claim with { Patient = related }).ShouldBe(Codes.ReviewPartial);
        Rx.InReview().Send(Rx.Chen, Rx.Approve with { Patient = related }).ShouldBe(Codes.ReviewPartial);
    }

    [Fact]
    public void A_claim_lapses_after_half_an_hour_and_another_pharmacist_takes_over()
    {
        var actor = Rx.InReview().Wait(TimeSpan.FromMinutes(30));
        actor.Last.ShouldBe(new ReviewLapsed(Rx.Chen.Account));
        actor.Send(Rx.Chen, Rx.Approve).ShouldBe(Codes.ReviewAbsent);

        actor.Do(Rx.Sun, Rx.Claim);

        actor.Send(Rx.Chen, new ReturnPrescription("迟")).ShouldBe(Codes.ReviewTaken);
        actor.Do(Rx.Sun, Rx.Approve);
        actor.Access.Skip(2).ShouldBe(
        [
            new AccessChange("account/a-chen", Role.Pharmacist),
            new AccessChange("account/a-chen", Role: null),
            new AccessChange("account/a-sun", Role.Pharmacist),
        ]);
    }

    [Fact]
    public void A_prescription_is_valid_to_the_end_of_the_local_day_of_its_signature()
    {
        var actor = Rx.Valid();
        Prescription.ViewOf(actor.State)!.ValidUntil.ShouldBe(Midnight);
        actor.Wait(TimeSpan.FromHours(8) - TimeSpan.FromMilliseconds(1)).State.Status.ShouldBe(PrescriptionStatus.Valid);
        actor.Wait(TimeSpan.FromMilliseconds(1)).State.Status.ShouldBe(PrescriptionStatus.Lapsed);
        actor.Send(Rx.Chen, Rx.Dispense).ShouldBe(Codes.PrescriptionClosed);
    }

    [Fact]
    public void What_no_pharmacist_reviews_on_its_day_lapses_too()
    {
        Rx.Signed().Wait(TimeSpan.FromHours(8)).Last.ShouldBe(new PrescriptionLapsed());
        var claimed = Rx.Signed().Wait(TimeSpan.FromHours(7.75)).Do(Rx.Chen, Rx.Claim).Wait(TimeSpan.FromMinutes(15));
        claimed.Last.ShouldBe(new PrescriptionLapsed());
    }

    [Theory]
    [InlineData(1, Codes.Invalid)]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(4, Codes.Invalid)]
    public void The_doctor_extends_it_once_to_at_most_three_days_in_all(int days, string? code)
    {
        var actor = Rx.Valid();
        actor.Send(People.Li, new ExtendValidity(days, "路途远")).ShouldBe(code);
        if (code is not null) return;
        actor.State.ValidUntil.ShouldBe(Midnight.AddDays(days - 1));
        actor.Wait(TimeSpan.FromHours(8)).State.Status.ShouldBe(PrescriptionStatus.Valid);
        actor.Do(Rx.Chen, Rx.Dispense);
    }

    [Theory]
    [InlineData("metformin-500-tab", 2, Codes.DispenseMismatch)]
    [InlineData("metformin-500-tab", 0, Codes.DispenseMismatch)]
    [InlineData("amlodipine-5-tab", 1, Codes.DispenseMismatch)]
    [InlineData("metformin-500-tab", 1, null)]
    public void Only_what_was_prescribed_is_dispensed(string drug, int packs, string? code) =>
        Rx.Valid().Send(People.Staff, new DispensePrescription([new(drug, packs)])).ShouldBe(code);

    [Fact]
    public void Nothing_is_dispensed_twice_over()
    {
        var twice = new DispensePrescription([new("metformin-500-tab", 1), new("metformin-500-tab", 1)]);
        Rx.Valid().Send(Rx.Chen, twice).ShouldBe(Codes.DispenseMismatch);
        Rx.Valid().Send(Rx.Chen, new DispensePrescription([])).ShouldBe(Codes.Invalid);
    }

    [Theory]
    [InlineData("valid", PrescriptionStatus.Valid, "prescription.approved")]
    [InlineData("returned", PrescriptionStatus.Returned, "prescription.returned")]
    [InlineData("withdrawn", PrescriptionStatus.Withdrawn, "prescription.withdrawn")]
    [InlineData("dispensed", PrescriptionStatus.Dispensed, "prescription.dispensed")]
    [InlineData("lapsed", PrescriptionStatus.Lapsed, "prescription.lapsed")]
    public void Consultation_and_patient_are_told_what_became_of_it(string state, PrescriptionStatus status, string kind) =>
        Rx.In(state).Reactions.TakeLast(2).ShouldBe(
        [
            new Reaction(Visit.Id.Feed, new NotePrescription(Rx.Id, 1, status)),
            new Reaction(People.Patient.Feed, new NoteInbox(Rx.Id.Feed, kind)),
        ]);

    [Fact]
    public void The_queue_shows_who_waits_longest_first_and_nothing_of_the_patient()
    {
        var first = Rx.Signed().Entry.ShouldNotBeNull();
        var later = Rx.Draft().Wait(TimeSpan.FromMinutes(5));
        later.Do(later.Fresh(), Rx.Give).Do(Caller.System, new ConfirmSignature(1));
        first.Rank.ShouldBeGreaterThan(later.Entry.ShouldNotBeNull().Rank);
        first.Terms.ShouldContain("status:signed");
        first.Data.ShouldNotContain("p-1");
        Rx.InReview().Entry!.Terms.ShouldContain("status:inReview");
    }

    [Theory]
    [InlineData("signing")]
    [InlineData("extended")]
    [InlineData("returned")]
    [InlineData("withdrawn")]
    [InlineData("dispensed")]
    [InlineData("lapsed")]
    public void The_stored_events_fold_to_the_same_state(string status)
    {
        var actor = Rx.In(status);
        Actor<PrescriptionState>.Json(actor.Replayed()).ShouldBe(Actor<PrescriptionState>.Json(actor.State));
    }

    [Fact]
    public void A_prescription_whose_key_was_destroyed_still_folds_and_shows()
    {
        var model = Rx.Model();
        var state = model.Empty;
        foreach (var (body, e) in Rx.In("dispensed").Events)
        {
            var bytes = BodyCodec.Encode(body, "patient/p-1", new byte[32], (e.Feed, e.Seq, e.Type));
            state = model.Apply(state, BodyCodec.Decode(new() { Envelope = e, Body = [.. bytes], Digest = [] }, null), e);
        }
        Prescription.ViewOf(state)!.Content.Items.ShouldBeEmpty();
    }
}
