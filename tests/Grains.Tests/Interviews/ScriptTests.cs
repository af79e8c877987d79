using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Interviews;

/// <summary>The questions without a model: which department asks what, and what an operator's file must be.</summary>
public sealed class ScriptTests
{
    private static readonly ScriptedAssistant Shipped = ScriptedAssistant.Load(path: null);

    [Theory]
    [InlineData("呼吸内科", "onset fever cough breath medication allergies smoking pregnancy")]
    [InlineData("呼吸科", "onset fever cough breath medication allergies smoking pregnancy")]
    [InlineData("儿科", "onset fever accompanying medication allergies history")]
    [InlineData("妇科", "period pregnancy onset bleeding medication allergies history examined")]
    [InlineData("耳鼻喉科", "onset duration severity accompanying medication allergies pregnancy history")]
    public void A_department_asks_its_own_questions_and_any_other_the_general_ones(string department, string topics) =>
        AskAll(department, age: 30).Take(8).ShouldBe(topics.Split(' '));

    [Fact]
    public void Every_department_asks_for_medicines_and_allergies_within_the_default_number()
    {
        foreach (var department in new[] { "呼吸内科", "心内科", "消化内科", "皮肤科", "儿科", "妇产科", "心理科", "其他" })
            AskAll(department, age: 8).Take(new InterviewOptions().MaxQuestions)
                .Intersect(["medication", "allergies"]).Count().ShouldBe(2, department);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(12, true)]
    [InlineData(55, true)]
    [InlineData(56, false)]
    [InlineData(null, true)]
    public void Pregnancy_is_asked_where_the_age_allows_it(int? age, bool isAsked) =>
        AskAll("其他", age).Contains("pregnancy").ShouldBe(isAsked);

    [Theory]
    [InlineData(0, true)]
    [InlineData(40, false)]
    public void A_childs_questions_are_a_childs(int age, bool isAsked) => AskAll("儿科", age).Contains("child").ShouldBe(isAsked);

    [Fact]
    public void What_a_model_asked_counts_for_no_topic_of_the_script() =>
        Shipped.Next(Material("其他", 30, new MaterialTurn(null, "痛吗？", "痛")))!.Topic.ShouldBe("onset");

    private const string Question = """{ "topic": "onset", "text": "何时开始？" }""";

    [Fact]
    public void An_operators_file_takes_the_place_of_the_shipped_one()
    {
        var script = Load($$"""{ "edition": "2030", "questions": [{{Question}}], "general": ["onset"], "departments": [] }""");
        script.Next(Material("任何科", 30))!.Text.Value.ShouldBe("何时开始？");
        script.Next(Material("任何科", 30, new MaterialTurn("onset", "何时开始？", "昨天"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{ "edition": "e", "questions": [], "general": ["onset"], "departments": [] }""", "no questions")]
    [InlineData("""{ "edition": "", "questions": [Q], "general": ["onset"], "departments": [] }""", "edition")]
    [InlineData("""{ "edition": "e", "questions": [Q, Q], "general": ["onset"], "departments": [] }""", "twice")]
    [InlineData("""{ "edition": "e", "questions": [Q], "general": [], "departments": [] }""", "general asks nothing")]
    [InlineData("""{ "edition": "e", "questions": [Q], "general": ["pain"], "departments": [] }""", "pain")]
    [InlineData("""{ "edition": "e", "questions": [Q], "general": ["onset", "onset"], "departments": [] }""", "twice")]
    [InlineData("""{ "edition": "e", "questions": [Q], "general": ["onset"], "departments": [{ "names": [], "ask": ["onset"] }] }""", "no name")]
    [InlineData("""{ "edition": "e", "questions": [Q], "general": ["onset"], "departments": [{ "names": ["儿科"], "ask": ["x"] }] }""", "儿科 asks x")]
    [InlineData("""{ "edition": "e", "questions": [Q], "general": ["onset"], "departments": [{ "names": ["儿科", "儿科"], "ask": ["onset"] }] }""", "儿科 is there twice")]
    [InlineData("""{ "edition": "e", "questions": [null], "general": ["onset"], "departments": [] }""", "topic")]
    [InlineData("""{ "edition": "e", "questions": [{ "topic": "onset", "text": " " }], "general": ["onset"], "departments": [] }""", "text of onset")]
    [InlineData("""{ "edition": "e", "questions": [Q], "general": ["onset"], "departments": [], "tone": 1 }""", "tone")]
    [InlineData("not json", "cannot be used")]
    public void A_file_that_is_none_is_refused_with_what_is_wrong(string json, string what) =>
        Should.Throw<InterviewScriptException>(() => Load(json.Replace("Q", Question, StringComparison.Ordinal))).Message.ShouldContain(what);

    [Fact]
    public void A_file_that_is_not_there_is_refused() => Should.Throw<InterviewScriptException>(
        () => ScriptedAssistant.Load(Path.Combine(Path.GetTempPath(), "no-such-questions.json")));

    [Fact]
    public void The_summary_is_labelled_and_has_the_patients_own_words_question_by_question()
    {
        var material = Material("其他", 30, new("onset", "何时开始？", "三天前"), new("allergies", "过敏吗？", PrivateText.Gone));
        AutomaticText.Summary(material, PrivateText.Gone).Value.ShouldBe(
            "【系统自动整理，非医生意见】患者在医生接诊前的回答，未经核实。\n1. 何时开始？ 三天前\n2. 过敏吗？ （未回答）");
        AutomaticText.Summary(material, "三天前起病。").Value!
            .ShouldContain("非医生意见】患者在医生接诊前的回答，未经核实。\n模型概括（可能有误，以患者原话为准）：三天前起病。\n1. 何时开始？ 三天前");
    }

    [Fact]
    public void The_summary_is_bounded_whatever_was_asked_and_answered_and_holds_no_half_characters()
    {
        var turn = new MaterialTurn(null, new string('问', 200), string.Concat(Enumerable.Repeat("😀", 2000)));
        var summary = AutomaticText.Summary(Material("其他", 30, [.. Enumerable.Repeat(turn, 20)]), new string('概', 500));
        TextRules.Check(summary).ShouldBeNull();
        summary.Value!.ShouldContain("\n20. ");
    }

    private static List<string> AskAll(string department, int? age)
    {
        var turns = ImmutableArray<MaterialTurn>.Empty;
        while (Shipped.Next(new(department, age, "咳嗽", turns)) is { } question)
            turns = turns.Add(new(question.Topic, question.Text, "好"));
        return [.. turns.Select(turn => turn.Topic!)];
    }

    private static InterviewMaterial Material(string department, int? age, params MaterialTurn[] turns) =>
        new(department, age, "咳嗽", [.. turns]);

    private static ScriptedAssistant Load(string json)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            return ScriptedAssistant.Load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
