using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Groups;
using Consult.Patients;
using Consult.Threads;

namespace Consult.Featured;

/// <summary>What every command does in every state of a featured answer, who decides, and when it is listed.</summary>
public sealed class FeaturedTests
{
    private const string Rows = """
        command   event             new       proposed     published    declined     withdrawn    retracted
        propose   answer.proposed   ok        =            =            feature.over feature.over feature.over
        consent   answer.published  forbidden ok           =            feature.over feature.over feature.over
        decline   answer.declined   forbidden ok           feature.over =            feature.over feature.over
        withdraw  answer.withdrawn  forbidden feature.over ok           feature.over =            feature.over
        retract   answer.retracted  forbidden ok           ok           =            =            =
        hidden    answer.retracted  forbidden ok           ok           =            =            =
        bare      -                 forbidden invalid      invalid      invalid      invalid      invalid
        """;

    private static readonly ThreadId Thread = Circle.IdOf("t-1");
    private static readonly FeaturedId Id = FeaturedId.Of(Thread, 3);
    private static readonly Caller Wang = People.Wang with { Relation = Relation.Self };

    public static TheoryData<string, string, string, string> Cells() => Table.Cells(Rows);

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_does_in_every_state_what_the_table_says(string command, string state, string outcome, string happens)
    {
        var actor = In(state);
        var before = actor.Events.Count;
        var (by, sent) = Make(command);
        Table.Holds(actor.Send(by, sent), actor.Events.Skip(before).Select(e => e.Envelope.Type), outcome, happens);
        Actor<FeaturedState>.Json(actor.Replayed()).ShouldBe(Actor<FeaturedState>.Json(actor.State));
    }

    public static TheoryData<string> Commands() => ["propose", "consent", "decline", "withdraw", "retract"];

    [Theory, MemberData(nameof(Commands))]
    public void Who_may_not_is_refused_in_every_state(string command)
    {
        Caller[] all =
            [Wang, Circle.Zhou, People.Li, People.OtherDoctor, Circle.Helper, People.Staff, Caller.System, People.Li with { Role = Role.Patient }];
        var (_, sent) = Make(command);
        Caller[] allowed = command switch
        {
            "propose" => [People.Li],
            "retract" => [People.Li, People.Staff, Caller.System],
            _ => [Wang],
        };
        foreach (var state in new[] { "new", "proposed", "published", "declined", "withdrawn" })
            foreach (var other in all.Except(allowed))
            {
                var actor = In(state);
                var before = actor.Events.Count;
                actor.Send(other, sent).ShouldBe(Codes.Forbidden, $"{other.Role} in {state}");
                actor.Events.Count.ShouldBe(before);
            }
    }

    [Theory]
    [InlineData(Relation.Self, 30, null)]
    [InlineData(Relation.Guardian, 30, null)]
    [InlineData(Relation.Carer, 30, Codes.RelationInsufficient)]
    [InlineData(Relation.Self, 13, Codes.ConsentGuardianRequired)]
    [InlineData(Relation.Guardian, 13, null)]
    [InlineData(Relation.Self, null, Codes.ConsentGuardianRequired)]
    public void For_a_child_a_guardian_consents(Relation relation, int? age, string? code)
    {
        var actor = In("proposed");
        actor.Send(Wang with { Relation = relation }, Consent with { Patient = Standing with { Age = age } }).ShouldBe(code);
    }

    [Fact]
    public void The_consent_says_to_which_text_and_where_and_is_given_to_exactly_what_was_proposed()
    {
        var actor = In("proposed");
        actor.Send(Wang, Consent with { Wish = new("", "web") }).ShouldBe(Codes.Invalid);
        actor.Do(Wang, Consent);
        ((AnswerPublished)actor.Last).ShouldBe(new("2026-01", "web"));
        actor.Events[^1].Envelope.By.ShouldBe(Wang.ToAuthor());
        var view = FeaturedAnswer.ViewOf(actor.State).ShouldNotBeNull();
        (view.Question.Value, view.Text.Value).ShouldBe(("夜里咳嗽怎么办", "睡前喝温水"));
    }

    [Fact]
    public void It_is_listed_only_while_it_is_published()
    {
        In("new").Entry.ShouldBeNull();
        In("proposed").Entry.ShouldBeNull();
        foreach (var over in new[] { "declined", "withdrawn", "retracted" }) In(over).Entry.ShouldBeNull();
        var entry = In("published").Entry.ShouldNotBeNull();
        entry.Terms.ShouldContain("department:呼吸内科");
        entry.Terms.ShouldContain($"group:{Circle.Id}");
        entry.Terms.ShouldContain("g:咳嗽");
        entry.Terms.ShouldContain("g:温水");
        entry.Data.ShouldContain("夜里咳嗽怎么办");
        entry.Data.ShouldNotContain(People.Patient.Value);
        entry.Terms.ShouldAllBe(term => !term.Contains(People.Patient.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_of_any_length_makes_no_more_terms_than_an_entry_holds()
    {
        var text = string.Concat(Enumerable.Range(0x4E00, 4000).Select(c => (char)c));
        var actor = New().Do(People.Li, Proposal with { Answer = text }).Do(Wang, Consent);
        actor.Entry!.Terms.Length.ShouldBe(Entry.MaxTerms);
        actor.Entry.Terms[0].ShouldBe($"group:{Circle.Id}");
    }

    [Theory, InlineData("declined"), InlineData("withdrawn"), InlineData("retracted")]
    public void When_it_is_over_its_texts_are_gone_from_state_and_log(string state)
    {
        var actor = In(state);
        Actor<FeaturedState>.Json(actor.State).ShouldNotContain("咳嗽");
        new FeaturedAnswer(new()).RedactionsOf(actor.Last).ShouldHaveSingleItem().Seq.ShouldBe(1);
    }

    [Fact]
    public void What_is_hidden_in_the_thread_is_neither_proposed_nor_published()
    {
        foreach (var hidden in new[] { 2, 3 })
        {
            New().Send(People.Li, Proposal with { Thread = View(hidden) }).ShouldBe(Codes.FeatureUnready);
            In("proposed").Send(Wang, Consent with { Thread = View(hidden) }).ShouldBe(Codes.FeatureUnready);
        }
        var reply = FeaturedId.Of(Thread, 4);
        new Actor<FeaturedState>(new FeaturedAnswer(new()), reply.Feed)
            .Send(People.Li, Proposal with { Wish = new(Thread, 4) }).ShouldBe(Codes.FeatureUnready);
        New().Send(People.Li, Proposal with { Wish = new(Thread, 4) }).ShouldBe(Codes.Forbidden, "the key is another answer's");
    }

    [Theory, InlineData(2), InlineData(3)]
    public void Hiding_the_question_or_the_answer_in_the_thread_takes_it_back(long hidden)
    {
        var model = new GroupThread(new(), new());
        var thread = new Actor<GroupThreadState>(model, Thread.Feed);
        thread.Do(Caller.System, new PublishQuestion
        {
            Membership = Circle.WangsPlace, Post = 5, Patient = People.Patient, Nickname = "晨光", Text = "夜里咳嗽怎么办",
        });
        thread.Do(People.Li, Circle.Answer("睡前喝温水")).Do(Caller.System, new NoteFeature(3)).Do(Caller.System, new NoteFeature(3));
        thread.Events.Count(e => e.Body is FeatureProposed).ShouldBe(1);
        thread.Do(People.Li, new HideText(hidden));
        thread.Reactions.Count(one => one.To == Id.Feed && one.Command is RetractFeature).ShouldBe(1);
    }

    [Fact]
    public void Who_asked_is_told_of_the_proposal_and_the_thread_notes_it()
    {
        var reactions = In("proposed").Reactions.ToArray();
        reactions.ShouldContain(one => one.To == Thread.Feed && one.Command is NoteFeature);
        reactions.ShouldContain(one => one.To == People.Patient.Feed && one.Command is NoteInbox);
    }

    private static PatientStanding Standing => new()
    {
        Exists = true, IsVerified = true, Consents = [], Age = 30, Accounts = [Wang.Account],
    };

    private static GroupFacts Facts => new()
    {
        Mode = JoinMode.Open, IsClosed = false, IsFull = false, AreApplicationsFull = false,
        Doctor = People.Doctor, DoctorAccount = People.Li.Account, Department = "呼吸内科",
    };

    private static ProposeFound Proposal => new(new(Thread, 3), Facts, View(), "夜里咳嗽怎么办", "睡前喝温水");

    private static ConsentAs Consent => new(new("2026-01", "web"), Standing, View());

    private static ThreadView View(int hidden = 0) => new()
    {
        Thread = Thread,
        Asker = Circle.WangsPlace,
        Patient = People.Patient,
        Status = ThreadStatus.Answered,
        AskedAt = People.Start,
        Posts =
        [
            new() { Seq = 2, Kind = PostKind.Question, Membership = Circle.WangsPlace, Post = 5, TextSeq = 2, IsHidden = hidden == 2 },
            new() { Seq = 3, Kind = PostKind.Answer, TextSeq = 3, IsHidden = hidden == 3 },
            new() { Seq = 4, Kind = PostKind.Reply, Membership = Circle.ZhousPlace, Post = 5, TextSeq = 4 },
        ],
    };

    private static Actor<FeaturedState> New() => new(new FeaturedAnswer(new()), Id.Feed);

    private static Actor<FeaturedState> In(string state)
    {
        var actor = New();
        return state switch
        {
            "new" => actor,
            "proposed" => actor.Do(People.Li, Proposal),
            "published" => In("proposed").Do(Wang, Consent),
            "declined" => In("proposed").Do(Wang, new DeclineFeature()),
            "withdrawn" => In("published").Do(Wang, new WithdrawFeature()),
            _ => In("published").Do(People.Li, new RetractFeature()),
        };
    }

    private static (Caller By, Command Command) Make(string command) => command switch
    {
        "propose" => (People.Li, Proposal),
        "consent" => (Wang, Consent),
        "decline" => (Wang, new DeclineFeature()),
        "withdraw" => (Wang, new WithdrawFeature()),
        "retract" => (People.Li, new RetractFeature()),
        "hidden" => (Caller.System, new RetractFeature()),
        _ => (Wang, new ConsentToFeature("2026-01", "web")),
    };
}
