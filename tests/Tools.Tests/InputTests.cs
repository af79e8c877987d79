using Consult.Tools.Replay;

namespace Consult.Tools.Tests;

public sealed class InputTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Lines_are_read_up_to_the_limit_whatever_kind_of_id_they_have()
    {
        File.WriteAllText(_path, $"{Line("1")}\n\n{Line("\"b\"")}\n{Line("3")}\n");

        Consultation.Read(_path, 2).Select(one => one.ToString()).ShouldBe(["1", "b"]);
    }

    [Theory]
    [InlineData("""{"id": 1, "department": "儿科", "title": "咳"}""")]
    [InlineData("咳嗽三天")]
    public void A_line_that_is_no_consultation_is_named_by_its_number_and_not_quoted(string line)
    {
        File.WriteAllText(_path, $"{Line("1")}\n{line}\n");

        var refusal = Should.Throw<InvalidDataException>(() => Consultation.Read(_path, 10));

        refusal.Message.ShouldContain("Line 2");
        refusal.ToString().ShouldNotContain("咳");
    }

    private static string Line(string id) =>
        $$"""{"id": {{id}}, "department": "儿科", "title": "咳嗽", "ask": "咳。", "answer": "水。"}""";
}
