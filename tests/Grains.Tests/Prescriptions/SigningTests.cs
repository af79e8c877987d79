using System.Security.Cryptography;
using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Prescriptions;

/// <summary>Who signs, under what, and when a signature counts.</summary>
public sealed class SigningTests
{
    [Fact]
    public void A_draft_is_refused_for_the_reason_the_consultation_gives() =>
        Rx.New().Send(People.Li, Rx.Open with { Consultation = Rx.Allowed with { Code = Codes.RevisitUnconfirmed } })
            .ShouldBe(Codes.RevisitUnconfirmed);

    [Theory]
    [InlineData(15, null)]
    [InlineData(16, Codes.ReauthenticationRequired)]
    public void A_signature_needs_a_recent_proof_of_identity(int minutes, string? code)
    {
        var actor = Rx.Draft();
        actor.Now += TimeSpan.FromMinutes(minutes);
        actor.Send(People.Li, Rx.Give).ShouldBe(code);
    }

    [Fact]
    public void A_signature_needs_a_valid_licence_and_a_doctor_who_is_not_the_patients_own()
    {
        Rx.Draft().Send(People.Li, Rx.Give with { Doctor = Rx.Licensed with { IsLicensed = false } }).ShouldBe(Codes.LicenceUnverified);
        var own = Rx.Adult with { Accounts = [People.Wang.Account, People.Li.Account] };
        Rx.Draft().Send(People.Li, Rx.Give with { Patient = own }).ShouldBe(Codes.DoctorSelf);
    }

    [Fact]
    public void The_signature_covers_prescription_parties_and_every_letter_of_the_content()
    {
        var actor = Rx.Signed();
        var content = actor.Events[0].Body.ShouldBeOfType<PrescriptionDrafted>().Content.Value;
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes($"p-1\nc-1\np-1\nd-1\n{content}"));
        Prescription.ViewOf(actor.State)!.Digest.ShouldBe(Convert.ToHexStringLower(expected));
    }

    [Fact]
    public void A_signature_that_nobody_admits_lapses_and_the_draft_can_be_changed_again()
    {
        var actor = Rx.Signing().Wait(TimeSpan.FromSeconds(90));
        actor.Last.ShouldBe(new SignatureLapsed(1));
        actor.Do(People.Li, new RevisePrescription(Rx.Content with { Advice = "改" }));
    }

    [Fact]
    public void An_admission_that_comes_late_counts_as_long_as_the_content_is_the_same()
    {
        var actor = Rx.Signing();
        var givenAt = actor.Now;
        actor.Wait(TimeSpan.FromMinutes(10)).Do(Caller.System, new ConfirmSignature(1));
        var signed = actor.Last.ShouldBeOfType<PrescriptionSigned>();
        (signed.By, signed.SignedAt).ShouldBe((People.Li.Account, givenAt));

        var changed = Rx.Signing().Wait(TimeSpan.FromMinutes(10)).Do(People.Li, new RevisePrescription(Rx.Content with { Advice = "改" }));
        changed.Send(Caller.System, new ConfirmSignature(1)).ShouldBe(Codes.SignatureLapsed);
    }

    [Fact]
    public void The_patient_sees_a_prescription_from_the_signature_on_and_never_its_drafts()
    {
        var actor = Rx.Signed();
        actor.Events.Where(e => e.Envelope.Audience.IsEveryone).Select(e => e.Envelope.Type).ShouldBe(["prescription.signed"]);
        Rx.Signing().Access.ShouldBe([new AccessChange("account/a-li", Role.Doctor)]);
        actor.Access.ShouldBe([new AccessChange("account/a-li", Role.Doctor), new AccessChange("patient/p-1", Role.Patient)]);
    }
}
