using System.Text.Json;
using Consult.Client;
using Consult.Tools.Replay;

namespace Consult.Tools.Tests;

public sealed class ComparisonTests
{
    private static readonly Acknowledged[] Promised =
    [
        Promise(2, "c-1", Side.Patient, "咳嗽三天"),
        Promise(3, "c-2", Side.Patient, "晚上加重"),
        Promise(4, "c-3", Side.Doctor, "多喝温水"),
        Promise(6, "c-4", Side.Patient, "谢谢"),
    ];

    private static readonly SeenEvent[] Seen =
    [
        new(1, "request", null),
        new(2, "c-1", "咳嗽三天"),
        new(3, "c-2", "晚上加重"),
        new(4, "c-3", "多喝温水"),
        new(5, null, null),
        new(6, "c-4", "谢谢"),
    ];

    [Fact]
    public void What_is_there_as_promised_is_clean() => Compare(Seen).ShouldBeEmpty();

    [Fact]
    public void Automatic_text_under_a_messages_command_is_not_that_message()
    {
        var notice = new FeedEvent
        {
            Seq = 4, Type = "automatic.posted", At = DateTimeOffset.UnixEpoch, Command = "c-2",
            Body = JsonSerializer.SerializeToElement(new { text = "请立即拨打120" }),
        };
        var seen = Replay.Seen.Of(notice);

        seen.ShouldBe(new SeenEvent(4, "c-2", null));
    }

    [Fact]
    public void A_dropped_event_is_lost() =>
        Compare([.. Seen.Where(seen => seen.Seq != 3)]).ShouldBe([Found(FindingKind.Lost, "c-2")]);

    [Fact]
    public void A_message_without_its_text_is_lost() =>
        Compare([.. Seen.Select(seen => seen.Seq == 3 ? seen with { Text = null } : seen)])
            .ShouldBe([Found(FindingKind.Lost, "c-2")]);

    [Fact]
    public void An_event_that_comes_twice_is_doubled() =>
        Compare([.. Seen[..3], Seen[2], .. Seen[3..]]).ShouldBe([Found(FindingKind.Doubled, "event 3")]);

    [Fact]
    public void A_command_with_two_effects_is_doubled() =>
        Compare([.. Seen, new(7, "c-4", "谢谢")]).ShouldBe([Found(FindingKind.Doubled, "c-4")]);

    [Fact]
    public void Events_that_come_in_another_order_are_misordered() =>
        Compare([.. Seen[..2], Seen[3], Seen[2], .. Seen[4..]]).ShouldBe([Found(FindingKind.Misordered, "event 3")]);

    [Fact]
    public void Messages_of_one_author_that_changed_places_are_misordered()
    {
        Acknowledged[] sent = [Promised[1], Promised[0], Promised[2], Promised[3]];

        Comparison.Of(sent, [View(Seen)]).ShouldBe([Found(FindingKind.Misordered, "c-1")]);
    }

    [Fact]
    public void Two_authors_may_come_between_each_other()
    {
        Acknowledged[] sent = [Promised[2], Promised[0], Promised[1], Promised[3]];

        Comparison.Of(sent, [View(Seen)]).ShouldBeEmpty();
    }

    [Fact]
    public void Another_text_is_altered() =>
        Compare([.. Seen.Select(seen => seen.Seq == 4 ? seen with { Text = "多喝冷水" } : seen)])
            .ShouldBe([Found(FindingKind.Altered, "c-3")]);

    [Fact]
    public void A_promise_of_another_position_is_misordered()
    {
        Acknowledged[] early = [.. Promised[..3], Promise(5, "c-4", Side.Patient, "谢谢")];
        Acknowledged[] anothers = [Promise(4, "c-1", Side.Patient, "咳嗽三天"), .. Promised[1..]];

        Comparison.Of(early, [View(Seen)]).Select(found => found.Kind).ShouldBe([FindingKind.Misordered]);
        Comparison.Of(anothers, [View(Seen)]).Select(found => found.Kind).ShouldBe([FindingKind.Misordered]);
    }

    [Fact]
    public void Two_tags_of_one_number_are_misordered()
    {
        var view = View(Seen) with { Positions = [Position(6), new(4, new string('f', 32))] };

        Comparison.Of(Promised, [view]).ShouldBe([Found(FindingKind.Misordered, "tag of 4")]);
    }

    [Fact]
    public void Every_view_of_every_consultation_is_compared()
    {
        var other = Promised.Select(one => one with { Consultation = "other" });
        View[] views = [View(Seen), View([]), View(Seen) with { Consultation = "other" }];

        var findings = Comparison.Of([.. Promised, .. other], views);

        findings.Count.ShouldBe(4);
        findings.ShouldAllBe(found => found.Kind == FindingKind.Lost && found.View == "k Patient live");
    }

    [Fact]
    public void What_nobody_promised_is_no_finding() =>
        Compare([.. Seen, new(7, "given-up", "外面的话")]).ShouldBeEmpty();

    [Fact]
    public void Nothing_private_is_printed()
    {
        Promised[0].ToString().ShouldNotContain("咳嗽");
        Seen[1].ToString().ShouldNotContain("咳嗽");
    }

    private static IReadOnlyList<Finding> Compare(SeenEvent[] seen) => Comparison.Of(Promised, [View(seen)]);

    private static View View(SeenEvent[] seen) => new("k", "Patient live", seen, [Position(6)]);

    private static Acknowledged Promise(long seq, string command, Side author, string text) =>
        new("k", command, author, text, Position(seq));

    private static FeedPosition Position(long seq) => new(seq, seq.ToString("x32", null));

    private static Finding Found(FindingKind kind, string what) => new(kind, "k Patient live", what);
}
