using Consult.Accounts;
using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Attachments;

/// <summary>What an attachment decides: every command in every state, and who may send it.</summary>
public sealed class AttachmentTests
{
    private const string Digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static readonly Inspection Good = new(null, "image/png", Digest, HasThumbnail: true);

    // A cell is "ok" (the row's event), "=" (accepted, nothing happens) or the code of a refusal.
    private const string Table = """
        command  event                 uploading             ready             hidden          rejected        abandoned
        open     -                     attachment.closed     attachment.closed attachment.closed attachment.closed attachment.closed
        finish   attachment.completed  ok                    =                 attachment.gone attachment.type attachment.gone
        bad      -                     attachment.digest     =                 attachment.gone attachment.type attachment.gone
        unseen   -                     invalid               =                 attachment.gone attachment.type attachment.gone
        reject   attachment.rejected   ok                    =                 =               =               =
        hide     attachment.hidden     =                     ok                =               =               =
        remove   attachment.removed    invalid               invalid           invalid         ok              ok
        bare     -                     forbidden             forbidden         forbidden       forbidden       forbidden
        """;

    public static TheoryData<string, string, string, string> Cells() => StateTable.CellsWithEvents(Table);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var actor = In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command);

        var code = actor.Send(by, sent);

        code.ShouldBe(outcome is "ok" or "=" ? null : outcome);
        actor.Events.Skip(before).Select(e => e.Envelope.Type).ShouldBe(outcome is "ok" ? [happens] : []);
        Actor<AttachmentState>.Json(actor.Replayed()).ShouldBe(Actor<AttachmentState>.Json(actor.State));
    }

    [Theory]
    [InlineData("finish")]
    [InlineData("reject")]
    [InlineData("hide")]
    [InlineData("remove")]
    public void Nobody_but_whose_it_is_may_do_it_and_what_was_never_announced_looks_forbidden(string command)
    {
        var (by, sent) = Make(command);
        New().Send(by, sent).ShouldBe(Codes.Forbidden);
        foreach (var state in new[] { "uploading", "ready", "rejected" })
            foreach (var stranger in new[] { People.Li, People.Staff, People.Acting("a-other") })
                In(state).Send(stranger, sent).ShouldBe(Codes.Forbidden, $"{state} {stranger}");
    }

    [Theory]
    [InlineData(0, null, null, Codes.AttachmentSize)]
    [InlineData(52_428_801, null, null, Codes.AttachmentSize)]
    [InlineData(52_428_800, null, null, null)]
    [InlineData(1, "video/mp4", null, Codes.AttachmentType)]
    [InlineData(1, "text/html", null, Codes.AttachmentType)]
    [InlineData(1, "audio/ogg; codecs=opus", null, null)]
    [InlineData(1, "application/pdf", Digest, null)]
    [InlineData(1, null, "abc", Codes.Invalid)]
    [InlineData(1, null, "zz" + "f24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", Codes.Invalid)]
    public void An_announcement_is_bounded(long size, string? type, string? sha256, string? code) =>
        New().Send(People.Wang, Open(Wish with { Size = size, MediaType = type, Sha256 = sha256 })).ShouldBe(code);

    [Fact]
    public void A_name_is_bounded_and_need_not_be_there()
    {
        New().Send(People.Wang, Open(Wish with { Name = new string('x', 201) })).ShouldBe(Codes.TextTooLong);
        New().Send(People.Wang, Open(Wish with { Name = PrivateText.Gone })).ShouldBeNull();
    }

    [Fact]
    public void A_consultation_that_is_over_takes_no_more_files() =>
        New().Send(People.Wang, Open(Wish, ConsultationStatus.Completed)).ShouldBe(Codes.ConsultationClosed);

    [Fact]
    public void What_is_not_complete_after_24_hours_is_removed_and_its_place_is_free()
    {
        var actor = In("uploading").Wait(TimeSpan.FromHours(24));

        actor.Last.ShouldBe(new AttachmentAbandoned());
        actor.Reactions.Select(reaction => (reaction.To.Value, reaction.Command)).ShouldBe(
        [
            ("account/a-wang", new EndUpload(new("a-1"))),
            ("attachment/a-1", new RemoveAttachment()),
        ]);
    }

    [Fact]
    public void What_is_complete_stays_and_its_place_is_free()
    {
        var actor = In("ready").Wait(TimeSpan.FromDays(400));
        actor.State.Status.ShouldBe(AttachmentStatus.Ready);
        actor.Reactions.Select(reaction => reaction.Command).ShouldBe([new EndUpload(new("a-1"))]);
    }

    private static readonly BeginAttachment Wish = new() { Consultation = Visit.Id, Size = 5, Name = "化验单.png" };

    private static OpenAttachment Open(BeginAttachment wish, ConsultationStatus status = ConsultationStatus.Active) =>
        new(wish, Consultation.ViewOf(Visit.Active().State)! with { Status = status }, People.Start + TimeSpan.FromHours(24));

    private static Actor<AttachmentState> New() => new(new Attachment(new()), new(FeedKinds.Attachment, "a-1"));

    private static Actor<AttachmentState> In(string state)
    {
        var actor = New().Do(People.Wang, Open(Wish));
        return state switch
        {
            "ready" => actor.Do(People.Wang, new FinishAttachment(Good)),
            "hidden" => actor.Do(People.Wang, new FinishAttachment(Good)).Do(Caller.System, new HideAttachment()),
            "rejected" => actor.Do(Caller.System, new RejectAttachment(Codes.AttachmentType)),
            "abandoned" => actor.Wait(TimeSpan.FromHours(24)),
            _ => actor,
        };
    }

    private static (Caller By, Command Command) Make(string command) => command switch
    {
        "open" => (People.Wang, Open(Wish)),
        "finish" => (People.Wang, new FinishAttachment(Good)),
        "bad" => (People.Wang, new FinishAttachment(new(Codes.AttachmentDigest))),
        "unseen" => (People.Wang, new FinishAttachment(null)),
        "reject" => (Caller.System, new RejectAttachment(Codes.AttachmentDigest)),
        "hide" => (Caller.System, new HideAttachment()),
        "remove" => (Caller.System, new RemoveAttachment()),
        // Sent past the shell, the wish has nothing to rest on.
        "bare" => (People.Wang, new CompleteAttachment()),
        _ => throw new ArgumentException(command),
    };
}
