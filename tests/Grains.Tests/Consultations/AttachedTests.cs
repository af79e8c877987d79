using System.Collections.Immutable;
using Consult.Attachments;
using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>Messages with files.</summary>
public sealed class AttachedTests
{
    private static readonly PostMessage Message = new("看这里") { Attachments = [new("a-1"), new("a-2")] };

    [Fact]
    public void A_message_names_its_attachments_and_counts_like_any_other()
    {
        var actor = Visit.Answered();
        actor.Do(People.Wang, Post(Message, Found("a-1"), Found("a-2")));

        var posted = actor.Last.ShouldBeOfType<MessagePosted>();
        posted.Attachments.ShouldBe(Message.Attachments);
        posted.Round.ShouldBe(1);
        Actor<ConsultationState>.Json(actor.Replayed()).ShouldBe(Actor<ConsultationState>.Json(actor.State));
    }

    [Fact]
    public void With_a_file_the_text_may_be_empty_and_without_it_may_not()
    {
        var actor = Visit.Active();
        actor.Send(People.Wang, new PostMessage("")).ShouldBe(Codes.Invalid);
        actor.Do(People.Wang, Post(Message with { Text = PrivateText.Gone }, Found("a-1")));
        actor.Last.ShouldBeOfType<MessagePosted>().Text.ShouldBe(new PrivateText(""), "what was never said is not what was erased");
        actor.Send(People.Wang, Post(Message with { Text = new string('x', 4001) }, Found("a-1"))).ShouldBe(Codes.TextTooLong);
    }

    public static TheoryData<string, object?> Unusable() => new()
    {
        { "unknown", null },
        { "unfinished", Found("a-1") with { Status = AttachmentStatus.Uploading } },
        { "recalled", Found("a-1") with { Status = AttachmentStatus.Hidden } },
        { "rejected", Found("a-1") with { Status = AttachmentStatus.Rejected } },
        { "of another consultation", Found("a-1") with { Consultation = new("c-2") } },
    };

    [Theory, MemberData(nameof(Unusable))]
    public void An_attachment_that_cannot_be_shown_refuses_the_message(string why, object? found)
    {
        var actor = Visit.Active();
        actor.Send(People.Wang, Post(Message, Found("a-2"), (AttachmentView?)found)).ShouldBe(Codes.AttachmentUnready, why);
    }

    [Fact]
    public void Past_the_shell_a_message_with_files_has_nothing_to_rest_on() =>
        Visit.Active().Send(People.Wang, Message).ShouldBe(Codes.Invalid);

    [Fact]
    public void A_stranger_learns_nothing_from_a_message_with_files() =>
        Visit.Active().Send(People.OtherDoctor, Post(Message, Found("a-1"))).ShouldBe(Codes.Forbidden);

    [Fact]
    public void A_doctor_who_is_heard_with_consent_writes_with_files_too()
    {
        var proposal = new ProposeInvited(new("d-2"), Visit.Offering with { Account = People.OtherDoctor.Account });
        var actor = Visit.Active().Do(People.Li, proposal);
        actor.Send(People.OtherDoctor, Post(Message, Found("a-1"))).ShouldBe(Codes.Forbidden);
        actor.Do(People.Wang, new DecideOpinion(new("d-2"), Consent: true)).Do(People.OtherDoctor, Post(Message, Found("a-1")));
        actor.Last.ShouldBeOfType<MessagePosted>().Attachments.ShouldBe(Message.Attachments);
    }

    [Fact]
    public void A_recalled_message_takes_its_attachments_along()
    {
        var actor = Visit.Active().Do(People.Wang, Post(Message, Found("a-1"), Found("a-2")));
        actor.Do(People.Wang, new RecallMessage(actor.State.LastSeq));
        actor.Reactions.Where(reaction => reaction.Command is HideAttachment).Select(reaction => reaction.To.Value)
            .ShouldBe(["attachment/a-1", "attachment/a-2"]);
    }

    private static PostAttached Post(PostMessage message, params ImmutableArray<AttachmentView?> found) => new(message, found);

    private static AttachmentView Found(string key) => new()
    {
        Attachment = new(key),
        Consultation = Visit.Id,
        Patient = People.Patient,
        Account = People.Wang.Account,
        Status = AttachmentStatus.Ready,
        Size = 5,
        ChunkSize = 4,
        ExpiresAt = People.Start,
    };
}
