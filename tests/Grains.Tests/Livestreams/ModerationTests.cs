using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Livestreams;

/// <summary>Hiding, holding, muting, banning, erasing.</summary>
public sealed class ModerationTests
{
    [Fact]
    public void A_released_line_is_shown_once_under_its_nickname_and_its_held_text_goes()
    {
        var actor = Studio.Live();
        var line = actor.Chat("广告：义诊");
        actor.Do(Studio.Moderator, new ReleaseHeld(line));

        var released = actor.Last.ShouldBeOfType<LineReleased>();
        (released.Line, released.Nickname, released.Text).ShouldBe((line, "安安", "广告：义诊"));
        Redactions(actor).ShouldBe([new(line, Redaction.Hidden)]);
        actor.Send(Studio.Moderator, new ReleaseHeld(line)).ShouldBe(Codes.LivestreamLineAbsent);
    }

    [Fact]
    public void An_anonymous_question_stays_anonymous_when_it_is_released()
    {
        var actor = Studio.Live();
        actor.Do(Studio.Ann, new AskQuestion("广告有用吗", IsAnonymous: true));
        var question = actor.Events.Count;
        actor.Do(Studio.Moderator, new ReleaseHeld(question));

        actor.Last.ShouldBeOfType<LineReleased>().Nickname.IsGone.ShouldBeTrue();
        actor.State.Questions.Find(question)!.Nickname.IsGone.ShouldBeTrue();
    }

    [Fact]
    public void A_hidden_line_is_shown_again_by_a_new_event_and_can_be_hidden_again()
    {
        var actor = Studio.Live();
        var question = actor.Ask("问题");
        Hide(actor, question);
        actor.Queue().ShouldBeEmpty();
        actor.Do(Studio.Moderator, new UnhideFound(question, actor.Events[(int)question - 1].Body));
        var shown = actor.Events.Count;
        actor.Queue().ShouldBe([question]);
        actor.Last.ShouldBeOfType<LineReleased>().Text.Value.ShouldBe("问题");

        actor.Do(Studio.Moderator, new HideFound(shown, actor.Last, IsRedacted: false));
        actor.Last.ShouldBe(new LineHidden(question, shown));
        actor.Queue().ShouldBeEmpty();
    }

    [Fact]
    public void Hiding_twice_hides_once_and_what_is_not_hidden_cannot_be_shown_again()
    {
        var actor = Studio.Live();
        var line = actor.Chat("话");
        var body = actor.Last;
        actor.Send(Studio.Moderator, new UnhideFound(line, body)).ShouldBe(Codes.LivestreamLineAbsent);
        Hide(actor, line);
        var count = actor.Events.Count;
        actor.Do(Studio.Moderator, new HideFound(line, body, IsRedacted: true));
        actor.Events.Count.ShouldBe(count);
    }

    [Fact]
    public void What_was_masked_anew_because_it_was_private_is_never_shown_again()
    {
        var actor = Studio.Live(masking: Masking.Default);
        var line = actor.Chat("139");
        actor.Chat("8765");
        actor.Chat("4321");
        actor.Send(Studio.Moderator, new UnhideFound(line, actor.Events[(int)line - 1].Body)).ShouldBe(Codes.LivestreamLineAbsent);
        actor.Send(Studio.Moderator, new HideFound(line, actor.Events[(int)line - 1].Body, IsRedacted: true)).ShouldBe(Codes.LivestreamLineAbsent);
    }

    [Fact]
    public void What_is_no_line_cannot_be_hidden()
    {
        var actor = Studio.Live();
        actor.Send(Studio.Moderator, new HideFound(1, actor.Events[0].Body, IsRedacted: false)).ShouldBe(Codes.LivestreamLineAbsent);
    }

    [Fact]
    public void A_withdrawn_question_is_not_shown_again_by_a_moderator()
    {
        var actor = Studio.Live();
        var question = actor.Ask();
        var body = actor.Last;
        Hide(actor, question);
        actor.Do(Studio.Ann, new WithdrawQuestion(question));
        actor.Send(Studio.Moderator, new UnhideFound(question, body)).ShouldBe(Codes.LivestreamQuestionState);
    }

    [Fact]
    public void Whoever_is_muted_writes_and_speaks_no_more_but_votes()
    {
        var actor = Studio.Live();
        var question = actor.Ask("问", Studio.Ben);
        actor.Do(Studio.Ann, new RequestMic()).Do(Studio.Moderator, new MuteViewer(Studio.Ann.Account));

        actor.State.Mic.ShouldBeEmpty();
        foreach (var command in new Command[] { new PostChat("话"), new AskQuestion("问题", true), new RequestMic() })
            actor.Send(Studio.Ann, command).ShouldBe(Codes.LivestreamMuted);
        actor.Send(Studio.Ann, new UpvoteQuestion(question)).ShouldBeNull();
        actor.Do(Studio.Moderator, new UnmuteViewer(Studio.Ann.Account)).Send(Studio.Ann, new PostChat("话")).ShouldBeNull();
    }

    [Fact]
    public void A_ban_is_a_row_that_takes_access_away_and_its_end_takes_the_row_away()
    {
        var actor = Studio.Live().Do(Studio.Moderator, new BanViewer(Studio.Ann.Account, "辱骂"));
        actor.Access.Last().ShouldBe(new("account/a-ann", Role.Barred));
        actor.Send(Studio.Ann, new UpvoteQuestion(1)).ShouldBe(Codes.Forbidden);
        actor.Do(Studio.Moderator, new UnbanViewer(Studio.Ann.Account));
        actor.Access.Last().ShouldBe(new("account/a-ann", null));
    }

    [Fact]
    public void Nobody_of_the_staff_is_muted_or_banned_and_nobody_who_is_banned_joins_it()
    {
        var actor = Studio.Live();
        foreach (var member in new[] { People.Li, Studio.CoHost, Studio.Moderator })
        {
            actor.Send(Studio.Staff, new MuteViewer(member.Account)).ShouldBe(Codes.LivestreamStaff);
            actor.Send(Studio.Staff, new BanViewer(member.Account, "x")).ShouldBe(Codes.LivestreamStaff);
        }
        actor.Do(Studio.Moderator, new BanViewer(Studio.Ann.Account, "辱骂"));
        actor.Send(People.Li, new AddModerator(Studio.Ann.Account)).ShouldBe(Codes.Invalid);
        actor.Send(People.Li, new InviteFound(new("d-9"), Studio.Facts(Studio.Ann.Account, "安医生"))).ShouldBe(Codes.Invalid);
    }

    [Fact]
    public void As_many_are_banned_as_can_be_kept()
    {
        var actor = Studio.Live(new() { MaxBarred = 1 }).Do(Studio.Moderator, new BanViewer(Studio.Ann.Account, "辱骂"));
        actor.Send(Studio.Moderator, new BanViewer(Studio.Ben.Account, "辱骂")).ShouldBe(Codes.LivestreamBansFull);
        actor.Send(Studio.Moderator, new BanViewer(Studio.Ann.Account, "辱骂")).ShouldBeNull();
    }

    [Fact]
    public void Viewers_have_no_rows_of_their_own()
    {
        var actor = Studio.Live();
        actor.Chat("话");
        actor.Ask();
        actor.Access.ShouldBe(
        [
            new("account/a-li", Role.Doctor), new("role/operator", Role.Operator),
            new("role/patient", Role.Viewer), new("role/doctor", Role.Viewer),
            new("role/pharmacist", Role.Viewer), new("role/assistant", Role.Viewer),
            new("account/a-co", Role.Doctor), new("account/a-mod", Role.Assistant),
        ]);
    }

    [Fact]
    public void An_announcement_holds_no_advertising_and_nothing_private()
    {
        var actor = Studio.Live(masking: Masking.Default);
        actor.Send(Studio.Moderator, new PinText("加我微信 drwang2030 便宜卖药")).ShouldBe(Codes.LivestreamCommercial);
        actor.Do(Studio.Moderator, new PinText("病友13812345678已到"));
        actor.State.Pinned.Value!.ShouldNotContain("12345678");
        actor.Do(Studio.Moderator, new UnpinText());
        actor.State.Pinned.IsGone.ShouldBeTrue();
        Studio.Live().Send(Studio.Moderator, new PinText("坏")).ShouldBe(Codes.LivestreamMaskFailed);
    }

    [Fact]
    public void Erasing_takes_every_trace_of_a_writer_out_of_the_state_and_the_fold_goes_on_without_the_bodies()
    {
        var actor = Studio.Live();
        actor.Chat("安安的话");
        var (question, held) = (actor.Ask("安安的问题"), actor.Chat("广告安安"));
        actor.Do(Studio.Ben, new UpvoteQuestion(question)).Do(People.Li, new BeginAnswer(question));
        var others = actor.Ask("别人的问题", Studio.Ben);
        long[] written =
        [
            .. actor.Events.Where(e => e.Envelope.By.Account == Studio.Ann.Account && e.Body is NicknameTaken or ChatPosted or QuestionAsked or LineHeld)
                .Where(e => e.Envelope.By.Account == Studio.Ann.Account).Select(e => e.Envelope.Seq),
        ];

        actor.Do(Studio.Staff, new EraseFound(Studio.Ann.Account, [.. written]));

        var state = Actor<LivestreamState>.Json(actor.State);
        state.ShouldNotContain("安安");
        state.ShouldNotContain("a-ann");
        actor.State.Questions.All.Select(q => q.Seq).ShouldBe([others]);
        actor.State.Held.ShouldNotContainKey(held);
        actor.State.Answering.ShouldBeNull();
        Redactions(actor).ShouldBe(written.Select(seq => new RedactionRow(seq, Redaction.Erased)));
        Actor<LivestreamState>.Json(Refolded(actor, written)).ShouldBe(state);
    }

    private static void Hide(Actor<LivestreamState> actor, long line) =>
        actor.Do(Studio.Moderator, new HideFound(line, actor.Events[(int)line - 1].Body, IsRedacted: false));

    private static IEnumerable<RedactionRow> Redactions(Actor<LivestreamState> actor) =>
        actor.Events.SelectMany(e => new Livestream(new()).RedactionsOf(e.Body));

    // As the log has it from then on: an erased body is empty.
    private static LivestreamState Refolded(Actor<LivestreamState> actor, long[] erased)
    {
        var model = new Livestream(new());
        return actor.Events.Aggregate(model.Empty, (state, e) =>
        {
            var stored = erased.Contains(e.Envelope.Seq) ? [] : BodyCodec.Encode(e.Body, "livestream/l-1", new byte[32], (e.Envelope.Feed, e.Envelope.Seq, e.Envelope.Type));
            var body = BodyCodec.Decode(new() { Envelope = e.Envelope, Body = [.. stored], Digest = [] }, new byte[32]);
            return model.Apply(state, body, e.Envelope);
        });
    }
}
