using Consult.Departments;
using Consult.Feeds;

namespace Consult.Consultations;

// While it waits in a department's pool.
internal sealed partial class Consultation
{
    // Who looks has not taken it, so the look itself is recorded. That the sender is on duty was checked at the door.
    private static Decision Preview(ConsultationState state, PreviewComplaint preview, Context context)
    {
        if (context.By.Role is not Role.Doctor || !state.IsPaid) return Decision.Refuse(Codes.Forbidden);
        if (state.Department is not { } department || DepartmentId.Of(department) != preview.Department)
            return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        return state.Status is ConsultationStatus.Active
            ? Decision.Refuse(Codes.ConsultationTaken)
            : Decision.Accept(new Draft(new ComplaintPreviewed(), Audience.Staff));
    }

    private Decision Take(ConsultationState state, AcceptFromPool take, Context context) =>
        take.Patient.Accounts.Contains(context.By.Account)
            ? Decision.Refuse(Codes.DoctorSelf)
            : Accept(state, take.Accept, context);
}
