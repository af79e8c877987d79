using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Interviews;

namespace Consult.Consultations;

// What the server says by itself: where to find help at once, in the decision that shows it is needed, so that no
// crash and no slow service comes between; and what was asked before the doctor joined. Never a message, a round or a
// reply (互联网诊疗监管细则 2022, art. 13, 21).
internal sealed partial class Consultation
{
    private static ImmutableArray<Draft> Notices(PrivateText said, bool isInfant, ImmutableArray<RedFlag> known) =>
        [.. RedFlags.In(said.Value ?? "", isInfant).Except(known).Select(RedFlags.Notice)];

    // The interview has told the patient already; here it is for the doctor, and so that it is not said twice.
    private static Decision Answer(ConsultationState state, NoteSign note, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        return state.RedFlags.Contains(note.Sign) ? Decision.Accept() : Decision.Accept(RedFlags.Notice(note.Sign));
    }

    private static Decision Post(ConsultationState state, PostSummary post, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.ConsultationClosed);
        return TextRules.Check(post.Text) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new Draft(new AutomaticPosted { Kind = AutomaticKind.Summary, Text = post.Text }, IsAutomatic: true));
    }

    private static ImmutableArray<Reaction> Interview(ConsultationId here, ConsultationRequested e) =>
        e.InterviewDepartment is not { } department ? [] :
        [
            new(InterviewFeed.Of(here), new OpenInterview
            {
                Patient = e.Patient,
                Department = department,
                DoctorAccount = e.DoctorAccount,
                Infant = e.Infant,
                Complaint = e.Complaint,
            }),
        ];

    private static ImmutableArray<Reaction> EndInterview(ConsultationState state, ConsultationId here, AccountId? reader) =>
        state.HasInterview ? [new(InterviewFeed.Of(here), new CloseInterview(reader))] : [];
}
