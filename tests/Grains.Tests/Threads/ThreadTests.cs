using Consult.Feeds;
using Consult.Groups;
using Consult.Memberships;
using Consult.Privacy;

namespace Consult.Threads;

/// <summary>What every command does in every state of a thread, its bounds, and who learns what from it.</summary>
public sealed class ThreadTests
{
    private const string Rows = """
        command   event            new       open        answered    closed        idle
        publish   question.asked   ok        =           =           =             =
        foreign   -                forbidden forbidden   forbidden   forbidden     forbidden
        followup  followup.added   forbidden ok          ok          ok            ok
        reply     reply.added      forbidden ok          ok          ok            ok
        remask    text.remasked    forbidden ok          ok          ok            ok
        count     helpful.counted  forbidden ok          ok          ok            ok
        answer    answer.given     forbidden ok          ok          thread.closed thread.closed
        hide      text.hidden      forbidden ok          ok          ok            ok
        hidenone  -                forbidden post.absent post.absent post.absent   post.absent
        close     thread.closed    forbidden ok          ok          =             =
        bare      -                forbidden invalid     invalid     invalid       invalid
        """;

    public static TheoryData<string, string, string, string> Cells() => Table.Cells(Rows);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var actor = In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command);
        Table.Holds(actor.Send(by, sent), actor.Events.Skip(before).Select(e => e.Envelope.Type), outcome, happens);
    }

    public static TheoryData<string> Commands() => ["publish", "followup", "reply", "remask", "count", "answer", "hide", "close"];

    [Theory, MemberData(nameof(Commands))]
    public void Who_may_not_is_refused_in_every_state(string command)
    {
        Caller[] all = [People.Wang, People.Li, Circle.Helper, People.Staff, Caller.System, Circle.Zhou, People.Wang with { Role = Role.Pharmacist }];
        var (by, sent) = Make(command);
        Caller[] allowed = by.Role switch
        {
            Role.System => [Caller.System],
            _ when command == "answer" => [People.Li, Circle.Helper],
            _ => [People.Li, Circle.Helper, People.Staff],
        };
        foreach (var state in new[] { "new", "open", "answered", "closed" })
            foreach (var other in all.Except(allowed))
            {
                var actor = In(state);
                var before = actor.Events.Count;
                actor.Send(other, sent).ShouldBeOneOf(Codes.Forbidden, Codes.Invalid);
                actor.Events.Count.ShouldBe(before);
            }
    }

    [Fact]
    public void Who_asked_is_told_to_the_staff_alone()
    {
        var actor = In("open");
        actor.Events.Where(e => e.Envelope.Audience.IsEveryone)
            .ShouldAllBe(e => !Actor<GroupThreadState>.Json<object>(e.Body).Contains(People.Patient.Value, StringComparison.Ordinal));
        var asker = actor.Events.Where(e => e.Body is ThreadAsker).ShouldHaveSingleItem();
        asker.Envelope.Audience.ShouldBe(Audience.Staff);
        actor.Events.ShouldAllBe(e => e.Envelope.By.Role == Role.System, "an account would say who wrote it");
        actor.Entry!.Data.ShouldNotContain(People.Patient.Value);
        actor.Access.ShouldBeEmpty();
    }

    [Fact]
    public void What_doctors_write_is_masked_and_never_advertises()
    {
        var actor = In("open");
        actor.Do(People.Li, Circle.Answer("您留的电话13812345678我看到了"));
        ((AnswerGiven)actor.Last).Text.Value.ShouldNotBeNull().ShouldNotContain("13812345678");
        actor.Events[^1].Envelope.By.ShouldBe(People.Li.ToAuthor());

        var broken = new Actor<GroupThreadState>(new GroupThread(new(), new() { One = (_, _, _) => throw new InvalidOperationException() }), Id.Feed);
        broken.Do(Caller.System, Question);
        broken.Send(People.Li, Circle.Answer("多喝水")).ShouldBe(Codes.MaskingFailed);
        var shop = new Actor<GroupThreadState>(new GroupThread(new(), new() { One = (text, _, _) => new(text, [], [CommercialReason.Selling]) }), Id.Feed);
        shop.Do(Caller.System, Question);
        shop.Send(People.Li, Circle.Answer("多喝水")).ShouldBe(Codes.TextCommercial);
    }

    [Fact]
    public void Without_a_valid_licence_and_in_a_closed_group_nobody_answers()
    {
        var answer = Circle.Answer("多喝水");
        foreach (var by in new[] { People.Li, Circle.Helper })
        {
            In("open").Send(by, answer with { IsLicensed = false }).ShouldBe(Codes.LicenceUnverified);
            In("open").Send(by, answer with { IsGroupClosed = true }).ShouldBe(Codes.GroupClosed);
            In("open").Send(by, answer.Wish).ShouldBe(Codes.Invalid, "without facts");
        }
    }

    [Fact]
    public void A_text_that_is_masked_again_or_hidden_is_redacted_where_it_stands_now()
    {
        var (model, actor) = (new GroupThread(new(), new()), In("open"));
        actor.Do(Caller.System, new RemaskText(Circle.WangsPlace, 5, "一"));
        var again = actor.Events[^1].Envelope.Seq;
        actor.Do(Caller.System, new RemaskText(Circle.WangsPlace, 5, "二"));
        ((TextRemasked)actor.Last).Replaces.ShouldBe(again);
        var second = actor.Events[^1].Envelope.Seq;
        actor.Do(People.Li, new HideText(2));
        model.RedactionsOf(actor.Last).ShouldBe([new(second, Redaction.Hidden)]);
        actor.Do(People.Li, new HideText(2));
        var count = actor.Events.Count;
        actor.Do(Caller.System, new RemaskText(Circle.WangsPlace, 5, "三"));
        actor.Events.Count.ShouldBe(count, "a hidden text came back");
    }

    [Fact]
    public void Posts_of_each_kind_are_bounded_and_repetitions_cost_nothing()
    {
        var actor = new Actor<GroupThreadState>(new GroupThread(new() { MaxFollowUps = 2, MaxReplies = 2, MaxAnswers = 2 }, new()), Id.Feed);
        actor.Do(Caller.System, Question);
        for (var i = 0; i < 2; i++)
        {
            for (var twice = 0; twice < 2; twice++)
            {
                actor.Do(Caller.System, Post(PostKind.FollowUp, 10 + i));
                actor.Do(Caller.System, Post(PostKind.Reply, 20 + i));
            }
            actor.Do(People.Li, Circle.Answer("好"));
        }
        actor.State.Posts.Length.ShouldBe(7);
        actor.Send(Caller.System, Post(PostKind.FollowUp, 12)).ShouldBe(Codes.ThreadFull);
        actor.Send(Caller.System, Post(PostKind.Reply, 22)).ShouldBe(Codes.ThreadFull);
        actor.Send(People.Li, Circle.Answer("好")).ShouldBe(Codes.ThreadFull);
    }

    [Fact]
    public void A_post_for_which_the_thread_has_no_room_any_more_is_declined_and_its_author_told()
    {
        var circle = new Circle(options: new() { MaxFollowUps = 1 }).Joined(People.Wang)
            .Do(Circle.WangsPlace, People.Wang, new AskQuestion(Id, "咳嗽"));
        var facts = circle.Inform(new FollowUpQuestion(Id, "还有痰"), People.Wang);
        circle.Wang.Do(People.Wang, facts).Do(People.Wang, facts with { Wish = new FollowUpQuestion(Id, "怕冷") });
        circle.Wait(TimeSpan.Zero);
        circle.Wang.Events.Select(e => e.Body).OfType<PostDeclined>().ShouldHaveSingleItem().Code.ShouldBe(Codes.ThreadFull);
        circle.Notes.ShouldContain("post.declined");
        circle.Thread().State.Count(PostKind.FollowUp).ShouldBe(1);
    }

    [Fact]
    public void Thirty_days_without_a_word_close_it_and_every_word_begins_them_anew()
    {
        var actor = In("open").Wait(TimeSpan.FromDays(29));
        actor.Do(People.Li, Circle.Answer("多喝水"));
        actor.Wait(TimeSpan.FromDays(30) - TimeSpan.FromMilliseconds(1)).State.Status.ShouldBe(ThreadStatus.Answered);
        actor.Wait(TimeSpan.FromMilliseconds(1)).State.Status.ShouldBe(ThreadStatus.Closed);
    }

    [Fact]
    public void The_state_is_the_fold_of_what_is_stored()
    {
        var actor = In("answered").Do(Caller.System, new RemaskText(Circle.WangsPlace, 5, "一")).Do(People.Li, new HideText(3));
        Actor<GroupThreadState>.Json(actor.Replayed()).ShouldBe(Actor<GroupThreadState>.Json(actor.State));
    }

    private static ThreadId Id => Circle.IdOf("t-1");

    private static PublishQuestion Question => new()
    {
        Membership = Circle.WangsPlace,
        Post = 5,
        Patient = People.Patient,
        Nickname = "晨光",
        Text = "咳嗽怎么办",
    };

    private static PublishPost Post(PostKind kind, long number) =>
        new() { Membership = Circle.WangsPlace, Post = number, Kind = kind, Nickname = "晨光", Text = "还有痰" };

    private static Actor<GroupThreadState> In(string state)
    {
        var actor = new Actor<GroupThreadState>(new GroupThread(new(), new()), Id.Feed);
        if (state == "new") return actor;
        actor.Do(Caller.System, Question);
        return state switch
        {
            "open" => actor,
            "answered" => actor.Do(People.Li, Circle.Answer("多喝水")),
            "closed" => actor.Do(People.Staff, new CloseThread()),
            _ => actor.Wait(TimeSpan.FromDays(30)),
        };
    }

    private static (Caller By, Command Command) Make(string command) => command switch
    {
        "publish" => (Caller.System, Question),
        "foreign" => (Caller.System, Question with { Membership = new("g-2.0123456789abcdef") }),
        "followup" => (Caller.System, Post(PostKind.FollowUp, 6)),
        "reply" => (Caller.System, Post(PostKind.Reply, 7)),
        "remask" => (Caller.System, new RemaskText(Circle.WangsPlace, 5, "咳***")),
        "count" => (Caller.System, new CountHelpful(2, IsMarked: true)),
        "answer" => (People.Li, Circle.Answer("请就诊")),
        "hide" => (People.Staff, new HideText(2)),
        "hidenone" => (People.Li, new HideText(99)),
        "close" => (Circle.Helper, new CloseThread()),
        "bare" => (People.Li, new Announce("?")),
        _ => throw new ArgumentException(command),
    };
}
