using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Doctors;

// What a department asks of the desk while the doctor is on duty.
internal sealed partial class Doctor
{
    public DutyFacts? DutyOf(DoctorState state, DateTimeOffset now) => !state.Exists ? null : new()
    {
        Account = state.Account,
        Name = state.Name,
        Department = state.Department,
        IsLicensed = state.IsLicensedAt(now),
        Free = FreeOf(state, now),
    };

    // An offer holds nothing: the doctor reserves when taking it. But nobody is asked for what they could not take.
    private Decision Offer(DoctorState state, OfferPush offer, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (!state.IsLicensedAt(context.Now)) return Decision.Refuse(Codes.LicenceUnverified);
        if (CheckAssignable(state, ConsultationKind.Quick, context.Now) is { } closed) return Decision.Refuse(closed);
        return FreeOf(state, context.Now) > 0
            ? Decision.Accept(new PushOffered(offer.Consultation, offer.Department, offer.Until))
            : Decision.Refuse(Codes.DoctorCapReached);
    }

    private int FreeOf(DoctorState state, DateTimeOffset now) => CheckAssignable(state, ConsultationKind.Quick, now) is null
        ? Math.Max(0, options.ConcurrentCap - state.Desk.Count(item => TakesPlace(item, now)))
        : 0;
}
