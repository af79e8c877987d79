using Consult.Client;
using Consult.Tools.Livestreams;
using Consult.Tools.Replay;

namespace Consult.Tools.Tests;

/// <summary>What a replay of a livestream would notice, value by value.</summary>
public sealed class StreamComparisonTests
{
    private static readonly SaidLine[] Said =
    [
        new("ask-1", 2, IsHeld: false, Position(2), Sent: 10, AcknowledgedAt: 20),
        new("ask-2", 3, IsHeld: true, Position(3), Sent: 30, AcknowledgedAt: 40),
        new("chat-1", 5, IsHeld: false, Position(5), Sent: 50, AcknowledgedAt: 60),
    ];

    // Event 3, which holds a line, is for the staff; event 4 releases it.
    private static readonly StreamFrame[] Frames =
    [
        Frame(1, 1, Event(1, "start", null)),
        Frame(2, 2, Event(2, "ask-1", 2)),
        Frame(3, 4, Event(4, "release", 3)),
        Frame(5, 6, Event(5, "chat-1", 5), Event(6, "end", null)),
    ];

    private static readonly StreamView History = new("history", [Frame(1, 6, [.. Frames.SelectMany(frame => frame.Events)])]);

    [Fact]
    public void What_was_received_as_acknowledged_is_clean() => Compare(Frames).ShouldBeEmpty();

    [Fact]
    public void A_frame_that_is_missing_is_lost_with_what_it_held() =>
        Compare([Frames[0], .. Frames[2..]]).ShouldBe([Lost("frames 2..2"), Lost("ask-1"), Lost("event 2")], ignoreOrder: true);

    [Fact]
    public void A_last_frame_that_is_missing_is_lost() =>
        Compare(Frames[..3]).ShouldBe([Lost("frames 5..6"), Lost("chat-1"), Lost("event 5"), Lost("event 6")], ignoreOrder: true);

    [Fact]
    public void A_frame_that_comes_twice_is_doubled() =>
        Compare([.. Frames[..2], .. Frames[1..]]).ShouldBe(
            [new(FindingKind.Doubled, "ann", "frame 2..2"), new(FindingKind.Doubled, "ann", "event 2")], ignoreOrder: true);

    [Fact]
    public void A_frame_that_covers_what_another_covered_is_doubled() =>
        Compare([.. Frames[..2], Frames[2] with { From = 2 }, Frames[3]]).ShouldBe([new(FindingKind.Doubled, "ann", "frame 2..4")]);

    [Fact]
    public void A_line_under_two_numbers_is_doubled()
    {
        StreamFrame[] frames = [.. Frames[..3], Frame(5, 6, Event(5, "chat-1", 5), Event(6, "chat-1", 6))];

        Of(Said, [], frames, new("history", frames)).ShouldBe(
            [new(FindingKind.Doubled, "ann", "chat-1"), new(FindingKind.Doubled, "history", "chat-1")]);
    }

    [Fact]
    public void A_held_line_that_is_not_shown_is_lost() =>
        Compare([.. Frames[..2], Frames[2] with { Events = [] }, Frames[3]]).ShouldBe([Lost("ask-2"), Lost("event 4")], ignoreOrder: true);

    [Fact]
    public void Events_in_another_order_are_misordered() =>
        Compare([.. Frames[..3], Frames[3] with { Events = [.. Frames[3].Events.Reverse()] }])
            .ShouldBe([new(FindingKind.Misordered, "ann", "event 5")]);

    [Fact]
    public void A_later_line_with_a_lower_number_is_misordered()
    {
        SaidLine[] said = [Said[0] with { Sent = 70, AcknowledgedAt = 80 }, .. Said[1..]];

        Of(said, [], Frames, History).ShouldBe([new(FindingKind.Misordered, "acknowledged", "ask-1")]);
    }

    [Fact]
    public void An_acknowledgement_of_another_number_is_misordered() =>
        Of([Said[0], Said[1], Said[2] with { Line = 6 }], [], Frames, History).ShouldBe(
            [new(FindingKind.Misordered, "ann", "chat-1"), new(FindingKind.Misordered, "history", "chat-1")]);

    [Fact]
    public void Two_tags_of_one_number_are_misordered() =>
        Compare([Frames[0], Frames[1] with { To = new(2, new('f', 32)) }, .. Frames[2..]])
            .ShouldBe([new(FindingKind.Misordered, "all", "tag of 2")]);

    [Fact]
    public void Another_text_differs_unless_it_was_taken_away_later()
    {
        StreamFrame[] other = [Frames[0], Frame(2, 2, Event(2, "ask-1", 2) with { Content = "另外的话" }), .. Frames[2..]];
        StreamView redacted = new("history", [Frame(1, 6, [.. History.Frames[0].Events.Select(one => one.Seq == 2 ? one with { Text = null, IsRedacted = true } : one)])]);

        Compare(other).ShouldBe([new(FindingKind.Altered, "ann", "event 2")]);
        Of(Said, [2], other, redacted).ShouldBeEmpty();
    }

    [Fact]
    public void An_event_that_the_history_does_not_hold_differs() =>
        Compare([.. Frames[..2], Frame(3, 4, Event(3, "held", null), Event(4, "release", 3)), Frames[3]])
            .ShouldBe([new(FindingKind.Altered, "ann", "event 3 is not in the history")]);

    [Fact]
    public void A_hidden_line_that_can_still_be_read_differs() =>
        Of(Said, [5], Frames, History).ShouldBe([new(FindingKind.Altered, "history", "hidden line 5")]);

    [Fact]
    public void Votes_are_lost_or_doubled()
    {
        var acknowledged = new Dictionary<long, int> { [2] = 2, [3] = 2, [4] = 2 };

        StreamComparison.OfVotes(acknowledged, new Dictionary<long, int> { [2] = 2, [3] = 3 }).ShouldBe(
            [new(FindingKind.Doubled, "questions", "votes of 3"), new(FindingKind.Lost, "questions", "votes of 4")]);
    }

    [Fact]
    public void A_text_is_cut_between_characters()
    {
        StreamText.Cut("咳嗽", 2).ShouldBe("咳嗽");
        StreamText.Cut("咳嗽三天", 2).ShouldBe("咳嗽");
        StreamText.Cut("咳😥嗽", 2).ShouldBe("咳");
    }

    [Fact]
    public void Nothing_private_is_printed() => Event(2, "ask-1", 2).ToString().ShouldBe("2 ask-1");

    private static IReadOnlyList<Finding> Compare(StreamFrame[] frames) => Of(Said, [], frames, History);

    private static IReadOnlyList<Finding> Of(SaidLine[] said, HashSet<long> hidden, StreamFrame[] frames, StreamView history) =>
        StreamComparison.Of(said, hidden, [new("ann", frames)], history);

    private static Finding Lost(string what) => new(FindingKind.Lost, "ann", what);

    private static StreamFrame Frame(long from, long to, params StreamEvent[] events) => new(from, Position(to), events);

    private static StreamEvent Event(long seq, string command, long? shows) =>
        new(seq, command, shows, shows is null ? null : "咳嗽三天", IsRedacted: false, $"{seq} {command} 咳嗽三天");

    private static FeedPosition Position(long seq) => new(seq, seq.ToString("x32", null));
}
