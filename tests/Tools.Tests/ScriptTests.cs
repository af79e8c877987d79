using Consult.Tools.Replay;

namespace Consult.Tools.Tests;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("咳嗽三天。晚上加重！怎么办？", "咳嗽三天。|晚上加重！|怎么办？")]
    [InlineData("他说“没事。”然后走了", "他说“没事。”|然后走了")]
    [InlineData("Fever of 39.2 since Monday. Should I worry?!  Thanks", "Fever of 39.2 since Monday. |Should I worry?!  |Thanks")]
    [InlineData("第一行\n\n第二行😥", "第一行\n\n|第二行😥")]
    [InlineData("一句话没有句号", "一句话没有句号")]
    [InlineData("  \n ", "")]
    public void A_text_is_cut_after_its_sentences(string text, string sentences) =>
        string.Join('|', Script.Sentences(text)).ShouldBe(sentences);

    [Fact]
    public void A_sentence_too_long_for_a_message_is_cut_between_characters()
    {
        var text = "长" + string.Concat(Enumerable.Repeat("😥", 4_500));

        var sentences = Script.Sentences(text);

        string.Concat(sentences).ShouldBe(text);
        sentences.ShouldAllBe(one => one.Length <= Script.LongestText && !char.IsLowSurrogate(one[0]));
        sentences.Length.ShouldBe(3);
    }

    [Fact]
    public void The_patient_begins_and_who_has_more_to_say_says_several_sentences_in_a_turn()
    {
        var lines = Script.Of("一。二。", "甲。乙。丙。丁。戊。");

        lines.Select(line => line.Text).ShouldBe(["一。", "甲。", "乙。", "二。", "丙。", "丁。", "戊。"]);
    }

    [Fact]
    public void The_patient_has_the_word_at_most_as_often_as_the_rounds_allow()
    {
        var long1 = string.Concat(Enumerable.Range(0, 100).Select(n => $"问{n}。"));
        var long2 = string.Concat(Enumerable.Range(0, 50).Select(n => $"答{n}。"));

        var lines = Script.Of(long1, long2);

        var turns = lines.Zip(lines.Skip(1)).Count(pair => pair is { First.Side: Side.Doctor, Second.Side: Side.Patient }) + 1;
        turns.ShouldBe(Script.MostTurns);
        string.Concat(lines.Where(line => line.Side == Side.Patient).Select(line => line.Text)).ShouldBe(long1);
        string.Concat(lines.Where(line => line.Side == Side.Doctor).Select(line => line.Text)).ShouldBe(long2);
    }

    [Fact]
    public void One_side_may_have_nothing_to_say() =>
        Script.Of("", "多喝水。").ShouldHaveSingleItem().Side.ShouldBe(Side.Doctor);
}
