using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>Other doctors, and who has read what.</summary>
public sealed class CareTests
{
    private static readonly DoctorId Other = new("d-2");

    private static readonly ProposeInvited Proposal = new(Other, Visit.Offering with { Account = People.OtherDoctor.Account });

    [Fact]
    public void A_proposed_doctor_sees_and_writes_nothing_before_the_patient_consents()
    {
        var actor = Visit.Answered().Do(People.Li, Proposal);
        actor.Access.Select(row => row.Grantee).ShouldNotContain("account/a-zhao");
        actor.Send(People.OtherDoctor, Visit.Says("我看看")).ShouldBe(Codes.Forbidden);

        actor.Do(People.Wang, new DecideOpinion(Other, Consent: true));

        actor.Access.Last().ShouldBe(new("account/a-zhao", Role.Doctor));
        actor.Send(People.OtherDoctor, Visit.Says("同意")).ShouldBeNull();
        Consultation.ViewOf(actor.State)!.Opinions.ShouldBe([Other]);
    }

    [Fact]
    public void A_refused_proposal_leaves_nothing()
    {
        var actor = Visit.Answered().Do(People.Li, Proposal).Do(People.Wang, new DecideOpinion(Other, Consent: false));
        actor.State.Opinions.ShouldBeEmpty();
        actor.Access.Select(row => row.Grantee).ShouldNotContain("account/a-zhao");
    }

    [Fact]
    public void What_a_second_doctor_says_answers_for_nobody_and_uses_no_rounds()
    {
        var actor = Visit.Active().Do(People.Li, Proposal).Do(People.Wang, new DecideOpinion(Other, Consent: true))
            .Do(People.Wang, Visit.Says("请问"))
            .Do(People.OtherDoctor, Visit.Says("我补充"));
        (actor.State.FirstReplyAt, actor.State.WindowEnds, actor.State.RoundsUsed).ShouldBe((null, null, 1));
        actor.Do(People.Wang, Visit.Says("谢谢")).State.RoundsUsed.ShouldBe(1);
        actor.Send(People.OtherDoctor, Visit.Summary).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void Only_so_many_doctors_are_invited_and_none_twice()
    {
        var actor = Visit.Active();
        for (var i = 0; i < 5; i++) actor.Do(People.Li, Proposal with { Doctor = new($"d-{i + 10}") });
        actor.Send(People.Li, Proposal).ShouldBe(Codes.OpinionLimit);
        actor.Send(People.Li, Proposal with { Doctor = People.Doctor }).ShouldBe(Codes.OpinionPresent);
        var before = actor.Events.Count;
        actor.Do(People.Li, Proposal with { Doctor = new("d-10") }).Events.Count.ShouldBe(before);
    }

    [Fact]
    public void The_new_doctor_reads_a_transferred_consultation_only_with_consent()
    {
        var silent = Visit.Active().Do(People.Wang, Visit.Handover);
        silent.Access.Select(row => row.Grantee).ShouldBe(["patient/p-1", "account/a-li", "account/a-li"]);
        silent.Last.ShouldBeOfType<ConsultationTransferred>().RefundFen.ShouldBe(Visit.Price);

        var shared = Visit.Active().Do(People.Wang, Visit.Handover with { Reader = People.OtherDoctor.Account });
        shared.Access.Last().ShouldBe(new("account/a-zhao", Role.Doctor));
        shared.Send(People.OtherDoctor, Visit.Says("我接手")).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void Each_side_has_its_own_read_mark_and_counts_what_the_other_wrote_since()
    {
        var actor = Visit.Answered().Do(People.Wang, Visit.Says("一")).Do(People.Wang, Visit.Says("二"));
        Unread(actor).ShouldBe((2, 1));

        actor.Do(People.Li, new MarkRead(actor.Events.Count - 1));
        Unread(actor).ShouldBe((1, 1));
        actor.Do(People.Wang, new MarkRead(actor.Events.Count));
        Unread(actor).ShouldBe((1, 0));

        var before = actor.Events.Count;
        actor.Do(People.Li, new MarkRead(1)).Events.Count.ShouldBe(before);
        actor.Send(People.Li, new MarkRead(before + 1)).ShouldBe(Codes.Invalid);
    }

    [Fact]
    public void A_recalled_message_is_not_unread()
    {
        var actor = Visit.Answered().Do(People.Wang, Visit.Says("一"));
        actor.Do(People.Wang, new RecallMessage(actor.Events.Count));
        Unread(actor).ShouldBe((0, 1));
    }

    private static (int Doctor, int Patient) Unread(Actor<ConsultationState> actor)
    {
        var view = Consultation.ViewOf(actor.State)!;
        return (view.DoctorUnread, view.PatientUnread);
    }
}
