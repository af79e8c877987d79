using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Consultations;

public sealed class ClosingTests
{
    [Theory]
    [InlineData(120_000, null)]
    [InlineData(120_001, Codes.RecallTooLate)]
    public void A_message_is_recalled_within_two_minutes(int milliseconds, string? code)
    {
        var actor = Visit.Answered();
        actor.Now = actor.Now.AddMilliseconds(milliseconds);
        actor.Send(People.Li, new RecallMessage(actor.Events.Count)).ShouldBe(code);
    }

    [Fact]
    public void A_recalled_message_is_redacted_and_cannot_be_recalled_again()
    {
        var actor = Visit.Answered();
        var seq = actor.Events.Count;

        actor.Do(People.Li, new RecallMessage(seq));

        new Consultation(new(), new()).RedactionsOf(actor.Last).ShouldBe([new RedactionRow(seq, Redaction.Recalled)]);
        actor.Send(People.Li, new RecallMessage(seq)).ShouldBe(Codes.RecallTooLate);
    }

    [Fact]
    public void Nobody_recalls_what_another_wrote()
    {
        var actor = Visit.Answered();
        actor.Send(People.Wang, new RecallMessage(actor.Events.Count)).ShouldBe(Codes.RecallNotYours);
        actor.Do(People.Wang, Visit.Says("请问"));
        actor.Send(People.Acting("a-mother"), new RecallMessage(actor.Events.Count)).ShouldBe(Codes.RecallNotYours);
    }

    [Fact]
    public void A_recall_gives_no_quota_back()
    {
        var actor = Visit.Answered().Do(People.Wang, Visit.Says("请问"));
        actor.Do(People.Wang, new RecallMessage(actor.Events.Count));
        actor.State.RoundsUsed.ShouldBe(1);
    }

    [Fact]
    public void The_doctors_figures_are_told_of_the_completion_and_of_the_rating()
    {
        var actor = Visit.Active().Wait(TimeSpan.FromMinutes(5)).Do(People.Li, Visit.Says("多久了？")).Do(People.Wang, Visit.Says("三天"));
        actor.Do(People.Li, Visit.Summary).Wait(TimeSpan.FromHours(1)).Do(People.Wang, Visit.Rating);

        var completed = new NoteOutcome(Visit.Id, ConsultationKind.Directed, People.Start.AddMinutes(5))
        {
            FirstAnswer = TimeSpan.FromMinutes(5), Rounds = 1,
        };
        actor.Reactions.Where(reaction => reaction.To == People.Doctor.Feed).Select(reaction => reaction.Command).OfType<NoteOutcome>()
            .ShouldBe([completed, completed with { At = completed.At.AddHours(1), Stars = 5 }]);
    }

    [Fact]
    public void A_long_consultation_keeps_its_state_small()
    {
        var actor = Visit.Answered();
        for (var i = 0; i < 300; i++) actor.Do(People.Li, Visit.Says($"第{i}条"));
        Actor<ConsultationState>.Json(actor.State).Length.ShouldBeLessThan(8000);
        actor.Send(People.Li, new RecallMessage(actor.Events.Count - 63)).ShouldBeNull();
        actor.Send(People.Li, new RecallMessage(5)).ShouldBe(Codes.RecallTooLate);
    }

    [Theory]
    [InlineData(0, 0, 1, Codes.Invalid)]
    [InlineData(6, 0, 1, Codes.Invalid)]
    [InlineData(1, 10, 20, null)]
    [InlineData(5, 11, 20, Codes.Invalid)]
    [InlineData(5, 1, 21, Codes.TextTooLong)]
    [InlineData(5, 1, 0, Codes.Invalid)]
    public void A_rating_has_one_to_five_stars_and_a_few_short_tags(int stars, int tags, int length, string? code)
    {
        var rating = new RateConsultation
        {
            Stars = stars,
            Tags = [.. Enumerable.Repeat<PrivateText>(new string('好', length), tags)],
        };
        Visit.In("completed").Send(People.Wang, rating).ShouldBe(code);
    }

    [Fact]
    public void Tags_are_sealed_like_all_that_patients_write()
    {
        var rated = Visit.In("rated").Last;
        BodyCodec.HasPrivateText(rated).ShouldBeTrue();
        var stored = BodyCodec.Encode(rated, "patient/p-1", new byte[32], (Visit.Id.Feed, 1, "consultation.rated"));
        System.Text.Encoding.UTF8.GetString(stored).ShouldNotContain("耐心");
        rated.ToString().ShouldNotContain("耐心");
    }

    [Fact]
    public void Every_part_of_the_summary_must_be_there()
    {
        Visit.Answered().Send(People.Li, Visit.Summary with { Impression = "" }).ShouldBe(Codes.Invalid);
        Visit.Answered().Send(People.Li, Visit.Summary with { Plan = default }).ShouldBe(Codes.Invalid);
        Visit.Answered().Send(People.Li, Visit.Summary with { RedFlags = new string('a', 4001) }).ShouldBe(Codes.TextTooLong);
    }

    [Fact]
    public void A_terminated_consultation_is_refunded_in_full() =>
        Visit.In("terminated").Last.ShouldBeOfType<ConsultationTerminated>().RefundFen.ShouldBe(Visit.Price);

    [Fact]
    public void Only_staff_see_that_the_record_was_opened_and_the_list_does_not_move()
    {
        var actor = Visit.In("completed");
        var entry = actor.Entry;
        actor.Now += TimeSpan.FromHours(1);

        actor.Do(People.Staff, new OpenRecord("监管抽查"));

        actor.Events[^1].Envelope.Audience.ShouldBe(Audience.Staff);
        actor.Entry.ShouldBe(entry);
    }

    [Theory]
    [InlineData("requested")]
    [InlineData("waiting")]
    [InlineData("late")]
    [InlineData("rated")]
    [InlineData("cancelled")]
    [InlineData("expired")]
    [InlineData("refunded")]
    [InlineData("terminated")]
    [InlineData("transferred")]
    [InlineData("settled")]
    public void The_stored_events_fold_to_the_same_state(string status)
    {
        var actor = Visit.In(status);
        Actor<ConsultationState>.Json(actor.Replayed()).ShouldBe(Actor<ConsultationState>.Json(actor.State));
    }

    [Fact]
    public void A_fold_without_keys_loses_texts_and_nothing_else()
    {
        var actor = Visit.In("rated");
        var model = new Consultation(new(), new());
        var state = model.Empty;
        foreach (var (body, e) in actor.Events)
        {
            var bytes = BodyCodec.Encode(body, "patient/p-1", new byte[32], (e.Feed, e.Seq, e.Type));
            state = model.Apply(state, BodyCodec.Decode(new() { Envelope = e, Body = [.. bytes], Digest = [] }, null), e);
        }
        Actor<ConsultationState>.Json(state).ShouldBe(Actor<ConsultationState>.Json(actor.State));
    }
}
