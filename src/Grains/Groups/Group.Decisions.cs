using Consult.Feeds;
using Consult.Memberships;

namespace Consult.Groups;

// What the doctor decides, and what memberships and threads report.
internal sealed partial class Group
{
    private Decision Open(GroupState state, OpenGroup open, Context context)
    {
        var (wish, doctor) = open;
        if (state.Exists) return Decision.Refuse(Codes.GroupExists);
        if (context.By.Role is not Role.Doctor || context.By.Account != doctor.Account) return Decision.Refuse(Codes.Forbidden);
        if (!doctor.IsLicensed) return Decision.Refuse(Codes.LicenceUnverified);
        if (CheckProfile(wish.Name, wish.Description, wish.Mode) is { } bad) return Decision.Refuse(bad);
        return Decision.Accept(new GroupCreated
        {
            Doctor = wish.Doctor,
            DoctorAccount = doctor.Account,
            DoctorName = doctor.Name,
            Department = doctor.Department.Trim(),
            Name = wish.Name,
            Description = wish.Description,
            Mode = wish.Mode,
        });
    }

    private Decision Change(GroupState state, ChangeGroup change)
    {
        if (state.IsClosed) return Decision.Refuse(Codes.GroupClosed);
        if (CheckProfile(change.Name, change.Description, change.Mode) is { } bad) return Decision.Refuse(bad);
        return (state.Name, state.Description, state.Mode) == (change.Name, change.Description, change.Mode)
            ? Decision.Accept()
            : Decision.Accept(new GroupChanged(change.Name, change.Description, change.Mode));
    }

    // Everybody who is signed in reads these; they advertise nothing (domain rule: groups carry no advertising).
    private string? CheckProfile(string name, string description, JoinMode mode)
    {
        if (!Enum.IsDefined(mode)) return Codes.Invalid;
        return StaffText.Screen(name, MaxName, mask).Code ?? StaffText.Screen(description, MaxText, mask).Code;
    }

    private Decision Announce(GroupState state, Announce announce)
    {
        if (state.IsClosed) return Decision.Refuse(Codes.GroupClosed);
        if (announce.Text is null) return Decision.Refuse(Codes.Invalid);
        if (announce.Text == state.Announcement) return Decision.Accept();
        if (announce.Text.Length == 0) return Decision.Accept(new GroupAnnounced(""));
        var (text, code) = StaffText.Screen(announce.Text, MaxText, mask);
        return code is null ? Decision.Accept(new GroupAnnounced(text!)) : Decision.Refuse(code);
    }

    private Decision Add(GroupState state, AddAssistant add)
    {
        if (state.IsClosed) return Decision.Refuse(Codes.GroupClosed);
        if (!KeyForm.IsKey(add.Account.Value) || add.Account == AccountId.System || add.Account == state.DoctorAccount)
            return Decision.Refuse(Codes.Invalid);
        if (state.Assistants.Contains(add.Account)) return Decision.Accept();
        return state.Assistants.Length >= options.MaxAssistants
            ? Decision.Refuse(Codes.AssistantLimit)
            : Decision.Accept(new GroupAssistantAdded(add.Account));
    }

    private static Decision Close(GroupState state) =>
        state.IsClosed ? Decision.Accept() : Decision.Accept(new GroupClosed());

    // A membership has decided already; a group that was closed meanwhile takes note all the same, or its access rows
    // would not say who is a member.
    private static Decision Note(GroupState state, Command note) => note switch
    {
        AdmitMember admit => ForStaff(new MemberAdmitted(admit.Membership, admit.Patient)),
        DismissMember dismiss => ForStaff(new MemberRemoved(dismiss.Membership, dismiss.Patient)),
        NoteApplication application => Apply(state, application),
        SettleApplication settle => state.Applications.Any(one => one.Membership == settle.Membership)
            ? ForStaff(new ApplicationSettled(settle.Membership))
            : Decision.Accept(),
        NoteHeld { Held: var held } => ForStaff(new PostHeld
        {
            Membership = held.Membership,
            Post = held.Post,
            Thread = held.Thread,
            Kind = held.Kind,
            Reasons = held.Reasons,
        }),
        SettleHeld settle => ForStaff(new PostSettled(settle.Membership, settle.Post)),
        NoteThread { IsAnswer: true } answered => Decision.Accept(new ThreadAnswered(answered.Thread)),
        NoteThread opened => Decision.Accept(new ThreadOpened(opened.Thread)),
        _ => Decision.Refuse(Codes.Invalid),
    };

    private static Decision Apply(GroupState state, NoteApplication application)
    {
        if (state.Applications.Any(one => one.Membership == application.Membership)) return Decision.Accept();
        return state.Applications.Length >= GroupState.ListLength
            ? Decision.Refuse(Codes.ApplicationsFull)
            : ForStaff(new ApplicationNoted(application.Membership, application.Patient));
    }

    private static Decision ForStaff(EventBody body) => Decision.Accept(new Draft(body, Audience.Staff));

    private static GroupState Without(GroupState state, MembershipId applicant) =>
        state with { Applications = state.Applications.RemoveAll(one => one.Membership == applicant) };
}
