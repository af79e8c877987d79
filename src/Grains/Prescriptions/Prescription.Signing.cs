using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Consult.Feeds;

namespace Consult.Prescriptions;

// From the draft to the signature: given here, admitted by the consultation, and only then in effect.
internal sealed partial class Prescription
{
    private Decision Open(PrescriptionState state, OpenDraft open, Context context)
    {
        var (wish, consultation) = open;
        if (state.Exists) return Decision.Refuse(Codes.PrescriptionExists);
        // Never what is written automatically (监管细则 2022 art. 21): a doctor, under a doctor's sign-in.
        if (context.By.Role is not Role.Doctor || context.By.Account != consultation.DoctorAccount)
            return Decision.Refuse(Codes.Forbidden);
        if (consultation.Code is { } code) return Decision.Refuse(code);
        if (Check(wish.Content) is { } bad) return Decision.Refuse(bad);
        var drafted = new PrescriptionDrafted
        {
            Consultation = wish.Consultation,
            Patient = consultation.Patient,
            Doctor = consultation.Doctor,
            DoctorAccount = context.By.Account,
            Content = Write(wish.Content),
        };
        return Decision.Accept(new Draft(drafted, Audience.Staff));
    }

    private Decision Revise(PrescriptionState state, RevisePrescription command)
    {
        if (state.Status is PrescriptionStatus.Signing) return Decision.Refuse(Codes.PrescriptionSigning);
        if (NoDraft(state) is { } late) return Decision.Refuse(late);
        return Check(command.Content) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new Draft(new PrescriptionRevised(Write(command.Content)), Audience.Staff));
    }

    private Decision Give(PrescriptionState state, GiveSignature give, Context context)
    {
        if (NoDraft(state) is { } late) return Decision.Refuse(late);
        if (!give.Doctor.IsLicensed) return Decision.Refuse(Codes.LicenceUnverified);
        if (!(context.By.AuthenticatedAt >= context.Now - reauthentication))
            return Decision.Refuse(Codes.ReauthenticationRequired);
        if (give.Patient.Accounts.Contains(state.DoctorAccount)) return Decision.Refuse(Codes.DoctorSelf);
        var content = Read(state.Content);
        if ((Check(content) ?? CheckChild(content, give.Patient.Age)) is { } bad) return Decision.Refuse(bad);
        if (state.Status is PrescriptionStatus.Signing && state.Signature is { } known && known.ExpiresAt > context.Now)
            return Decision.Accept().Answering(new Admission(state.Revision, known.ExpiresAt).ToString());

        var admission = new Admission(state.Revision, context.Now + options.Reservation);
        var given = new SignatureGiven { Revision = state.Revision, ExpiresAt = admission.Until, Digest = DigestOf(state) };
        return Decision.Accept(new Draft(given, Audience.Staff)).Answering(admission.ToString());
    }

    private Decision Confirm(PrescriptionState state, ConfirmSignature command, Context context) =>
        context.By.Role is Role.System ? Sign(state, command.Revision) : Decision.Refuse(Codes.Forbidden);

    // The consultation has decided. The signature counts also when it has lapsed meanwhile; only if the content has
    // changed since is there nothing left that it could stand under.
    private Decision Sign(PrescriptionState state, long revision)
    {
        if (state.ValidUntil is not null && state.Revision == revision) return Decision.Accept();
        if (state.ValidUntil is not null || state.Signature is not { } given || given.Revision != revision)
            return Decision.Refuse(Codes.SignatureLapsed);
        return Decision.Accept(new PrescriptionSigned
        {
            Revision = revision,
            Patient = state.Patient,
            By = given.By,
            SignedAt = given.GivenAt,
            ValidUntil = EndOfDay(given.GivenAt, days: 1),
        });
    }

    private static Decision Release(PrescriptionState state, ReleaseSignature command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        return state.Status is PrescriptionStatus.Signing && state.Revision == command.Revision
            ? Decision.Accept(new Draft(new SignatureReleased(command.Revision), Audience.Staff))
            : Decision.Accept();
    }

    /// <summary>The code for why a command that needs a draft comes too late.</summary>
    private static string? NoDraft(PrescriptionState state) => state switch
    {
        { IsOver: true } => Codes.PrescriptionClosed,
        { IsInForce: true } => Codes.PrescriptionFixed,
        _ => null,
    };

    /// <summary>The end of the local day that is the last of so many, the day of the signature being the first.</summary>
    private DateTimeOffset EndOfDay(DateTimeOffset signedAt, int days) =>
        calendar.At(calendar.DateOf(signedAt).AddDays(days), TimeOnly.MinValue);

    private static PrivateText DigestOf(PrescriptionState state)
    {
        var text = $"{state.Prescription}\n{state.Consultation}\n{state.Patient}\n{state.Doctor}\n{state.Content.Value}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>What a signature asks the consultation to admit, and until when: the answer of the first step of signing.</summary>
internal readonly record struct Admission(long Revision, DateTimeOffset Until)
{
    /// <summary>Reads <see cref="ToString"/>'s form.</summary>
    public static Admission Parse(string text)
    {
        var parts = text.Split(' ');
        return new(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            DateTimeOffset.ParseExact(parts[1], "O", CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Revision} {Until:O}");
}
