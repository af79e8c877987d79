using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Interviews;

/// <summary>
/// The questions before a doctor joins: one at a time, by a script or a model, whose words the shell brings. Everything
/// here is said by the system and never in a doctor's name (互联网诊疗监管细则 2022, art. 13, 21).
/// </summary>
internal sealed class Interview(InterviewOptions options) : FeedModel<InterviewState>
{
    public override int FoldVersion => 1;

    public override InterviewState Empty { get; } = new();

    public override string? SubjectOf(InterviewState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(InterviewState state, Command command, Context context) => command switch
    {
        OpenInterview or CloseInterview or TakeQuestion or TakeSummary when context.By.Role is not Role.System =>
            Decision.Refuse(Codes.Forbidden),
        OpenInterview open => Open(state, open),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        CloseInterview close => Close(state, close),
        TakeQuestion take => Ask(state, take),
        TakeSummary take => Summarize(state, take),
        _ when !IsPatientSide(state, context.By) => Decision.Refuse(Codes.Forbidden),
        AnswerQuestion answer => Answer(state, answer),
        SkipQuestion skip => WhyNotOpen(state, skip.Question) is { } code
            ? Decision.Refuse(code)
            : Decision.Accept([new InterviewSkipped(skip.Question), .. EndAfter(state, skip.Question)]),
        StopInterview => state.IsOver
            ? Decision.Refuse(Codes.InterviewOver)
            : Decision.Accept(new InterviewEnded(InterviewEnd.Stopped)),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override InterviewState Apply(InterviewState state, EventBody body, Envelope envelope) => body switch
    {
        InterviewOpened e => state with
        {
            Exists = true,
            Consultation = new(envelope.Feed.Key),
            Patient = e.Patient,
            Department = e.Department,
            Complaint = e.Complaint,
            IsInfant = e.Infant,
            MaxQuestions = e.MaxQuestions,
            Signs = e.Signs,
            Readers = e.DoctorAccount is { } doctor ? [doctor] : [],
        },
        InterviewAsked e => state with { Turns = state.Turns.Add(new(e.Question, e.Source, e.Topic, e.Text)) },
        InterviewAnswered e => Settled(state, TurnOutcome.Answered, e.Text) with { Signs = state.Signs.AddRange(e.Signs) },
        InterviewSkipped => Settled(state, TurnOutcome.Skipped, answer: default),
        InterviewEnded e => state with { Reason = e.Reason },
        InterviewShared e => state with { Readers = state.Readers.Add(e.Account) },
        InterviewSummarized => state with { IsSummarized = true },
        AutomaticPosted => state,
        _ => throw new UnknownEventException(envelope.Type),
    };

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body switch
    {
        InterviewOpened { DoctorAccount: { } doctor } e => [new(e.Patient.Feed.Value, Role.Patient), new(doctor.Feed.Value, Role.Doctor)],
        InterviewOpened e => [new(e.Patient.Feed.Value, Role.Patient)],
        InterviewShared e => [new(e.Account.Feed.Value, Role.Doctor)],
        _ => [],
    };

    // A sign goes first: the assistant may take its time. What the end says of the answers no longer changes.
    public override ImmutableArray<Reaction> ReactionsTo(InterviewState state, EventBody body, Envelope envelope) => body switch
    {
        InterviewOpened => [new(envelope.Feed, new AskNext(1))],
        InterviewAnswered e =>
        [
            .. e.Signs.Select(sign => new Reaction(state.Consultation.Feed, new NoteSign(sign))),
            new(envelope.Feed, new AskNext(e.Question + 1)),
        ],
        InterviewSkipped e => [new(envelope.Feed, new AskNext(e.Question + 1))],
        InterviewEnded { Reason: not InterviewEnd.Closed } when state.HasAnswers => [new(envelope.Feed, new SummarizeInterview())],
        InterviewSummarized e => [new(state.Consultation.Feed, new PostSummary(e.Text))],
        _ => [],
    };

    public static InterviewView? ViewOf(InterviewState state) => !state.Exists ? null : new()
    {
        Consultation = state.Consultation,
        Status = state.IsOver ? InterviewStatus.Ended : state.Open is null ? InterviewStatus.Thinking : InterviewStatus.Asking,
        Question = state.Open is { } open ? new(open.Number, open.Source, open.Question) : null,
        Answered = state.Turns.Count(turn => turn.Outcome is TurnOutcome.Answered),
        MaxQuestions = state.MaxQuestions,
        Reason = state.Reason,
    };

    /// <summary>What an assistant is told.</summary>
    /// <param name="state">The interview.</param>
    /// <param name="age">The patient's age in whole years; null when it is not known.</param>
    public static InterviewMaterial MaterialOf(InterviewState state, int? age) => new(
        state.Department,
        age,
        state.Complaint,
        [
            .. state.Turns.Select(turn => new MaterialTurn(
                turn.Topic, AutomaticText.Unlabelled(turn.Question), turn.Answer)),
        ]);

    /// <summary>Whether a question of that number is still to be found.</summary>
    public static bool IsWanted(InterviewState state, int question) =>
        state is { Exists: true, IsOver: false, Open: null } && state.Turns.Length == question - 1;

    /// <summary>Whether the answers are still to be summarized.</summary>
    public static bool IsSummaryWanted(InterviewState state) => state is { IsOver: true, HasAnswers: true, IsSummarized: false };

    private Decision Open(InterviewState state, OpenInterview open) => state.Exists
        ? Decision.Accept()
        : Decision.Accept(new InterviewOpened
        {
            Patient = open.Patient,
            Department = open.Department,
            DoctorAccount = open.DoctorAccount,
            Infant = open.Infant,
            Signs = RedFlags.In(open.Complaint.Value ?? "", open.Infant),
            MaxQuestions = options.MaxQuestions,
            Complaint = open.Complaint,
        });

    // A question that comes after the end, or a second time, has no effect.
    private static Decision Ask(InterviewState state, TakeQuestion take)
    {
        if (!IsWanted(state, take.Number)) return Decision.Accept();
        return take.Question is not { } question
            ? Decision.Accept(new InterviewEnded(InterviewEnd.Finished))
            : Decision.Accept(new InterviewAsked
            {
                Question = take.Number,
                Source = take.Source,
                Topic = question.Topic,
                Text = AutomaticText.Question(question.Text),
            });
    }

    private Decision Answer(InterviewState state, AnswerQuestion answer)
    {
        if (WhyNotOpen(state, answer.Question) is { } code) return Decision.Refuse(code);
        if (TextRules.Check(answer.Text, options.MaxAnswer) is { } bad) return Decision.Refuse(bad);
        ImmutableArray<RedFlag> signs = [.. RedFlags.In(answer.Text.Value!, state.IsInfant).Except(state.Signs)];
        var answered = new InterviewAnswered { Question = answer.Question, Signs = signs, Text = answer.Text };
        return Decision.Accept([answered, .. signs.Select(RedFlags.Notice), .. EndAfter(state, answer.Question)]);
    }

    private static Decision Summarize(InterviewState state, TakeSummary take) => IsSummaryWanted(state)
        ? Decision.Accept(new InterviewSummarized { Source = take.Source, Text = take.Text })
        : Decision.Accept();

    private static Decision Close(InterviewState state, CloseInterview close)
    {
        var drafts = ImmutableArray.CreateBuilder<Draft>();
        if (!state.IsOver) drafts.Add(new InterviewEnded(close.Reader is null ? InterviewEnd.Closed : InterviewEnd.Accepted));
        if (close.Reader is { } reader && !state.Readers.Contains(reader)) drafts.Add(new InterviewShared(reader));
        return Decision.Accept(drafts.ToArray());
    }

    private static Draft[] EndAfter(InterviewState state, int question) =>
        question >= state.MaxQuestions ? [new InterviewEnded(InterviewEnd.Finished)] : [];

    private static string? WhyNotOpen(InterviewState state, int question)
    {
        if (state.IsOver) return Codes.InterviewOver;
        return state.Open?.Number == question ? null : Codes.InterviewQuestionPast;
    }

    // That the account may act for the patient was checked where the sender was; here counts for whom it acts.
    private static bool IsPatientSide(InterviewState state, Caller by) => by.Role is Role.Patient && by.For == state.Patient;

    private static InterviewState Settled(InterviewState state, TurnOutcome outcome, PrivateText answer) =>
        state with { Turns = state.Turns.SetItem(state.Turns.Length - 1, state.Turns[^1] with { Outcome = outcome, Answer = answer }) };
}
