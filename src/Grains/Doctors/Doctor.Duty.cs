using Consult.Feeds;

namespace Consult.Doctors;

// What a department asks of the desk while the doctor is on duty.
internal sealed partial class Doctor
{
    public static DutyFacts? DutyOf(DoctorState state, DoctorOptions options, DateTimeOffset now) => !state.Exists ? null : new()
    {
        Account = state.Account,
        Name = state.Name,
        Department = state.Department,
        IsLicensed = state.IsLicensedAt(now),
        Free = FreeOf(state, options),
    };

    // An offer holds nothing: the doctor reserves when taking it. But nobody is asked for what they could not take.
    private Decision Offer(DoctorState state, OfferPush offer, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (!state.IsLicensedAt(context.Now)) return Decision.Refuse(Codes.LicenceUnverified);
        return FreeOf(state, options) > 0
            ? Decision.Accept(new PushOffered(offer.Consultation, offer.Department, offer.Until))
            : Decision.Refuse(Codes.DoctorCapReached);
    }

    private static int FreeOf(DoctorState state, DoctorOptions options) =>
        Math.Max(0, options.ConcurrentCap - state.Desk.Count(item => item.Status is not DeskStatus.Waiting));
}
