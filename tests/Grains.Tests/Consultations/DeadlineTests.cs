using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>What comes due wins over a command of the same moment, and is passed once.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Nobody_accepts_at_the_moment_a_request_expires()
    {
        var actor = Visit.Waiting();
        actor.Now += TimeSpan.FromHours(24);

        actor.Send(People.Li, Visit.Accept(actor.Now)).ShouldBe(Codes.ConsultationClosed);

        actor.Last.ShouldBe(new ConsultationExpired(Visit.Price));
    }

    [Fact]
    public void Just_before_it_expires_a_request_is_accepted()
    {
        var actor = Visit.Waiting();
        actor.Now += TimeSpan.FromHours(24) - Instant;
        actor.Send(People.Li, Visit.Accept(actor.Now)).ShouldBeNull();
        actor.Wait(Instant).State.Status.ShouldBe(ConsultationStatus.Active);
    }

    [Fact]
    public void A_request_that_never_reached_the_queue_expires_too() =>
        Visit.Requested().Wait(TimeSpan.FromHours(24)).State.Status.ShouldBe(ConsultationStatus.Expired);

    [Fact]
    public void A_reply_at_the_moment_of_the_refund_comes_too_late()
    {
        var actor = Visit.Active();
        actor.Do(People.Wang, Visit.Says("在吗？"));
        actor.Now += TimeSpan.FromHours(48);

        actor.Send(People.Li, Visit.Says("在")).ShouldBe(Codes.ConsultationClosed);

        actor.Last.ShouldBe(new ConsultationRefunded(Visit.Price));
    }

    [Fact]
    public void The_first_reply_opens_the_window_and_later_ones_leave_it_alone()
    {
        var actor = Visit.Active().Wait(TimeSpan.FromHours(10)).Do(People.Li, Visit.Says("多久了？"));
        var ends = actor.Now + TimeSpan.FromHours(48);
        actor.Last.ShouldBeOfType<MessagePosted>().WindowEnds.ShouldBe(ends);

        actor.Wait(TimeSpan.FromHours(10)).Do(People.Li, Visit.Says("发烧吗？"));

        actor.Last.ShouldBeOfType<MessagePosted>().WindowEnds.ShouldBeNull();
        actor.State.WindowEnds.ShouldBe(ends);
    }

    [Fact]
    public void A_question_at_the_moment_the_window_closes_is_a_follow_up()
    {
        var actor = Visit.Answered();
        actor.Now += TimeSpan.FromHours(48);

        actor.Send(People.Wang, Visit.Says("好了")).ShouldBeNull();

        actor.Events[^2].Body.ShouldBeOfType<WindowClosed>();
        actor.Last.ShouldBeOfType<MessagePosted>().FollowUp.ShouldBe(1);
    }

    [Fact]
    public void Without_a_summary_a_consultation_ends_by_itself_three_days_after_its_window_and_says_so()
    {
        var actor = Visit.Late().Wait(TimeSpan.FromHours(72) - Instant);
        actor.State.Status.ShouldBe(ConsultationStatus.Active);

        actor.Wait(Instant);

        actor.Last.ShouldBeOfType<ConsultationCompleted>().Automatic.ShouldBeTrue();
        actor.Events[^1].Envelope.By.Role.ShouldBe(Role.System);
        actor.Wait(TimeSpan.FromDays(365)).Events.Count(e => e.Body is WindowClosed).ShouldBe(1);
    }

    [Fact]
    public void A_request_that_is_not_paid_within_a_quarter_of_an_hour_is_cancelled()
    {
        var actor = Visit.Unpaid().Wait(TimeSpan.FromMinutes(15) - Instant);
        actor.State.Status.ShouldBe(ConsultationStatus.Requested);
        var cancelled = actor.Wait(Instant).Last.ShouldBeOfType<ConsultationCancelled>();
        (cancelled.Cause, cancelled.Code, cancelled.RefundFen).ShouldBe((CancelCause.Payment, Codes.PaymentTimeout, 0));
    }

    [Fact]
    public void The_accept_limit_runs_from_the_payment()
    {
        var actor = Visit.Unpaid().Wait(TimeSpan.FromMinutes(10)).Do(Caller.System, new ConfirmPayment(Visit.Payment));
        actor.State.AcceptBy.ShouldBe(actor.Now + TimeSpan.FromHours(24));
    }

    [Fact]
    public void A_change_of_configuration_leaves_a_running_consultation_alone()
    {
        var actor = Visit.Answered();
        var later = new Consultation(new() { Directed = new() { AcceptWithin = Instant, ReplyWithin = Instant, Window = Instant, Rounds = 0, FollowUps = 0 } }, new());

        later.DeadlineOf(actor.State).ShouldBe(actor.State.WindowEnds);
        later.Decide(actor.State, Visit.Says("请问"), new(Visit.Id.Feed, actor.Now, People.Wang)).Code.ShouldBeNull();
    }
}
