using Consult.Doctors;
using Consult.Feeds;
using Consult.Interviews;

namespace Consult.Consultations;

/// <summary>A consultation and the questions before its doctor joins: whether there are any is a fact of the request.</summary>
public sealed class InterviewedTests
{
    private static readonly OfferingFacts Offering = Visit.Offering with { Department = "呼吸内科" };

    private static readonly FeedId Interview = InterviewFeed.Of(Visit.Id);

    [Theory]
    [InlineData("呼吸内科", true, "", "呼吸内科")]
    [InlineData("呼吸内科", true, "精神科", "呼吸内科")]
    [InlineData("精神科", true, "精神科", null)]
    [InlineData("呼吸内科", false, "", null)]
    [InlineData(null, true, "", null)]
    public void Whether_it_has_one_is_decided_by_the_department_and_the_operator_when_it_is_requested(
        string? department, bool isEnabled, string without, string? expected)
    {
        var actor = Requested(new() { Enabled = isEnabled, WithoutDepartments = without.Split(',') }, department);

        var requested = (ConsultationRequested)actor.Events[0].Body;
        (requested.InterviewDepartment, actor.Replayed().HasInterview).ShouldBe((expected, expected is not null));
        actor.Reactions.Any(reaction => reaction.To == Interview).ShouldBe(expected is not null);
    }

    [Fact]
    public void The_money_and_the_queue_hear_of_a_request_before_its_interview_does()
    {
        var actor = Requested(new(), "呼吸内科");

        actor.Reactions.Select(reaction => reaction.To).ShouldBe([Visit.Payment.Feed, Interview]);
        actor.Reactions.Last().Command.ShouldBe(new OpenInterview
        {
            Patient = People.Patient, Department = "呼吸内科", DoctorAccount = People.Li.Account, Complaint = "咳嗽三天",
        });
    }

    [Fact]
    public void The_acceptance_ends_it_and_lets_the_doctor_read_it()
    {
        var actor = Requested(new(), "呼吸内科").Do(Caller.System, new ConfirmPayment(Visit.Payment));
        actor.Do(People.Li, Visit.Accept(actor.Now));
        actor.Reactions.ShouldContain(new Reaction(Interview, new CloseInterview(People.Li.Account)));
    }

    [Fact]
    public void An_end_without_a_doctor_ends_it()
    {
        var actor = Requested(new(), "呼吸内科").Do(People.Wang, new CancelConsultation());
        actor.Reactions.ShouldContain(new Reaction(Interview, new CloseInterview(null)));
    }

    [Fact]
    public void Its_summary_is_the_systems_and_neither_a_round_nor_a_reply_nor_anything_unread()
    {
        var actor = Visit.Active();
        var before = actor.State;

        actor.Do(Caller.System, new PostSummary("小结"));

        var (body, envelope) = actor.Events[^1];
        body.ShouldBe(new AutomaticPosted { Kind = AutomaticKind.Summary, Text = "小结" });
        (envelope.By, envelope.Audience).ShouldBe((Author.System, Audience.Everyone));
        actor.State.ShouldBe(before with { LastSeq = envelope.Seq, UpdatedAt = envelope.At });
    }

    [Fact]
    public void A_sign_of_the_interview_is_answered_once_and_not_again_when_the_patient_writes_of_it()
    {
        var actor = Visit.Active().Do(Caller.System, new NoteSign(RedFlag.ChestPain)).Do(Caller.System, new NoteSign(RedFlag.ChestPain));
        actor.Do(People.Wang, Visit.Says("胸痛"));
        actor.Events.Count(e => e.Body is AutomaticPosted { Flag: RedFlag.ChestPain }).ShouldBe(1);
    }

    private static Actor<ConsultationState> Requested(InterviewOptions interviews, string? department) =>
        new Actor<ConsultationState>(new Consultation(new(), interviews), Visit.Id.Feed)
            .Do(People.Wang, Visit.Open with { Offering = Offering with { Department = department } });
}
