using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Interviews;

/// <summary>An interview brought to where a test wants it. Wang acts for the patient; Li is the chosen doctor.</summary>
internal static class Asked
{
    public static readonly FeedId Feed = InterviewFeed.Of(Visit.Id);

    public static readonly OpenInterview Open = new()
    {
        Patient = People.Patient, Department = "呼吸内科", DoctorAccount = People.Li.Account, Complaint = "咳嗽三天",
    };

    public static TakeQuestion Question(int number, string text = "什么时候开始的？") =>
        new(number, TextSource.Script, new($"topic-{number}", text));

    public static AnswerQuestion Says(int number, string text = "三天前") => new(number, text);

    public static Actor<InterviewState> New(int maxQuestions = 3) => new(new Interview(new() { MaxQuestions = maxQuestions }), Feed);

    public static Actor<InterviewState> Opened(int maxQuestions = 3) => New(maxQuestions).Do(Caller.System, Open);

    public static Actor<InterviewState> Asking(int maxQuestions = 3) => Opened(maxQuestions).Do(Caller.System, Question(1));

    public static Actor<InterviewState> Answered(int maxQuestions = 3) => Asking(maxQuestions).Do(People.Wang, Says(1));

    public static Actor<InterviewState> In(string state) => state switch
    {
        "new" => New(),
        "thinking" => Opened(),
        "asking" => Asking(),
        "answered" => Answered(),
        "last" => Asking(maxQuestions: 1),
        "finished" => Answered().Do(Caller.System, new TakeQuestion(2, TextSource.Script, null)),
        "stopped" => Answered().Do(People.Wang, new StopInterview()),
        "accepted" => Answered().Do(Caller.System, new CloseInterview(People.Li.Account)),
        "closed" => Answered().Do(Caller.System, new CloseInterview(null)),
        "unanswered" => Asking().Do(Caller.System, new CloseInterview(People.Li.Account)),
        "summarized" => Answered().Do(People.Wang, new StopInterview()).Do(Caller.System, Summary),
        _ => throw new ArgumentException(state),
    };

    public static readonly TakeSummary Summary = new(TextSource.Script, "小结");
}
