namespace Consult.Client.Tests;

/// <summary>Section 6 of the protocol, frame by frame.</summary>
public sealed class FeedRules : IAsyncLifetime
{
    private const string Feed = "consultation/c-1";

    private FakeServer _server = null!;
    private LiveConnection _connection = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _connection = LiveConnection.Start(_server.Account(), new() { FramesPerFeed = 4 });
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Records_are_put_together_however_messages_cut_them()
    {
        var (socket, watching) = await SubscribedAsync();
        var two = FakeSocket.Frame(Feed, 1, 1, 1) + "\u001e" + FakeSocket.Frame(Feed, 2, 2, 2) + "\u001e";

        await socket.SendRawAsync(two[..50], endOfMessage: false);
        await socket.SendRawAsync(two[50..150], endOfMessage: true);
        await socket.SendRawAsync(two[150..] + """{"type":6}""", endOfMessage: true);
        await socket.SendRawAsync("\u001e" + FakeSocket.Frame(Feed, 3, 3, 3) + "\u001e", endOfMessage: true);

        (await watching.NextSeqsAsync()).ShouldBe([1]);
        (await watching.NextSeqsAsync()).ShouldBe([2]);
        (await watching.NextSeqsAsync()).ShouldBe([3]);
    }

    [Fact]
    public async Task A_record_longer_than_the_first_buffer_arrives_whole()
    {
        var (socket, watching) = await SubscribedAsync();
        var seqs = Enumerable.Range(1, 2_000).Select(seq => (long)seq).ToArray();

        await socket.SendFrameAsync(Feed, 1, 2_000, seqs);
        await socket.SendFrameAsync(Feed, 2_001, 2_001, 2_001);

        (await watching.NextSeqsAsync()).ShouldBe(seqs);
        (await watching.NextSeqsAsync()).ShouldBe([2_001]);
    }

    [Fact]
    public async Task Empty_frames_advance_the_position_from_which_is_resumed()
    {
        var (socket, watching) = await SubscribedAsync();
        await socket.SendFrameAsync(Feed, 1, 2, 1);
        await socket.SendFrameAsync(Feed, 3, 7);
        (await watching.NextSeqsAsync()).ShouldBe([1]);
        (await watching.NextSeqsAsync()).ShouldBeEmpty();

        socket.Cut();

        var next = await _server.AcceptAsync();
        (await next.AcceptSubscribeAsync(Feed)).ShouldBe(Limits.Position(7));
    }

    [Fact]
    public async Task Frames_at_or_before_the_position_are_ignored()
    {
        var (socket, watching) = await SubscribedAsync();

        await socket.SendFrameAsync(Feed, 1, 2, 1, 2);
        await socket.SendFrameAsync(Feed, 1, 2, 1, 2);
        await socket.SendFrameAsync(Feed, 2, 2, 2);
        await socket.SendFrameAsync(Feed, 3, 3, 3);

        (await watching.NextSeqsAsync()).ShouldBe([1, 2]);
        (await watching.NextSeqsAsync()).ShouldBe([3]);
    }

    [Theory]
    [InlineData(3, 4)] // an event is missing between
    [InlineData(1, 4)] // overlaps what is known, so it is of another subscription
    public async Task A_frame_that_does_not_follow_closes_the_connection_and_resumes(long from, long to)
    {
        var (socket, watching) = await SubscribedAsync();
        await socket.SendFrameAsync(Feed, 1, 1, 1);

        await socket.SendFrameAsync(Feed, from, to, to);

        (await socket.ReceiveAnyAsync()).ShouldBeNull();
        var next = await _server.AcceptAsync();
        (await next.AcceptSubscribeAsync(Feed)).ShouldBe(Limits.Position(1));
        await next.SendFrameAsync(Feed, 2, 4, 2, 3, 4);
        (await watching.NextSeqsAsync()).ShouldBe([1]);
        (await watching.NextSeqsAsync()).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task What_is_left_over_from_a_subscription_before_is_ignored()
    {
        var (socket, watching) = await SubscribedAsync();
        await socket.SendFrameAsync(Feed, 1, 3, 1, 2, 3);
        (await watching.NextSeqsAsync()).ShouldBe([1, 2, 3]);
        await socket.SendCallAsync("stop", $$"""{"feed":"{{Feed}}","code":"feed.reload"}""");
        (await watching.NextAsync()).ShouldBeOfType<FeedReset>();
        (await socket.AcceptSubscribeAsync(Feed)).ShouldBe("0");

        await socket.SendFrameAsync(Feed, 4, 4, 4);
        await socket.SendFrameAsync(Feed, 1, 4, 1, 2, 3, 4);

        (await watching.NextSeqsAsync()).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Reload_as_a_result_makes_the_consumer_forget_and_begins_at_the_start()
    {
        var socket = await _server.AcceptAsync();
        FeedPosition.TryParse(Limits.Position(9), out var kept).ShouldBeTrue();
        await using var watching = new Watching(_connection.Subscribe(Feed, kept));

        (await socket.AcceptSubscribeAsync(Feed, "feed.reload")).ShouldBe(Limits.Position(9));
        (await socket.AcceptSubscribeAsync(Feed)).ShouldBe("0");
        await socket.SendFrameAsync(Feed, 1, 1, 1);

        (await watching.NextAsync()).ShouldBeOfType<FeedReset>();
        (await watching.NextSeqsAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task Reload_takes_back_frames_that_still_wait_for_the_consumer()
    {
        var (socket, watching) = await SubscribedAsync();
        for (var seq = 1; seq <= 4; seq++)
            await socket.SendFrameAsync(Feed, seq, seq, seq);

        await socket.SendCallAsync("stop", $$"""{"feed":"{{Feed}}","code":"feed.reload"}""");
        (await socket.AcceptSubscribeAsync(Feed)).ShouldBe("0");

        (await watching.NextAsync()).ShouldBeOfType<FeedReset>();
    }

    [Fact]
    public async Task A_feed_that_may_no_longer_be_read_ends_alone()
    {
        var (socket, watching) = await SubscribedAsync();
        await using var other = new Watching(_connection.Subscribe("patient/p-1", FeedPosition.Start));
        await socket.AcceptSubscribeAsync("patient/p-1");

        await socket.SendCallAsync("stop", $$"""{"feed":"{{Feed}}","code":"forbidden"}""");
        await socket.SendFrameAsync("patient/p-1", 1, 1, 1);

        (await watching.FailureAsync()).Code.ShouldBe("forbidden");
        (await other.NextSeqsAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task A_busy_subscribe_is_repeated_on_the_same_connection()
    {
        var socket = await _server.AcceptAsync();
        await using var watching = new Watching(_connection.Subscribe(Feed, FeedPosition.Start));

        await socket.AcceptSubscribeAsync(Feed, "busy");
        await socket.AcceptSubscribeAsync(Feed);
        await socket.SendFrameAsync(Feed, 1, 1, 1);

        (await watching.NextSeqsAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task A_slow_consumer_holds_up_no_other_feed_and_misses_nothing()
    {
        var (socket, watching) = await SubscribedAsync();
        await using var other = new Watching(_connection.Subscribe("patient/p-1", FeedPosition.Start));
        await socket.AcceptSubscribeAsync("patient/p-1");

        for (var seq = 1; seq <= 9; seq++)
            await socket.SendFrameAsync(Feed, seq, seq, seq);
        await socket.SendFrameAsync("patient/p-1", 1, 1, 1);

        await socket.ReceiveCallAsync("Unsubscribe");
        (await other.NextSeqsAsync()).ShouldBe([1]);
        for (var seq = 1; seq <= 3; seq++)
            (await watching.NextSeqsAsync()).ShouldBe([seq]);
        (await socket.AcceptSubscribeAsync(Feed)).ShouldBe(Limits.Position(4));
        await socket.SendFrameAsync(Feed, 5, 9, 5, 6, 7, 8, 9);
        (await watching.NextSeqsAsync()).ShouldBe([4]);
        (await watching.NextSeqsAsync()).ShouldBe([5, 6, 7, 8, 9]);
    }

    private async Task<(FakeSocket Socket, Watching Watching)> SubscribedAsync()
    {
        var socket = await _server.AcceptAsync();
        var watching = new Watching(_connection.Subscribe(Feed, FeedPosition.Start));
        (await socket.AcceptSubscribeAsync(Feed)).ShouldBe("0");
        return (socket, watching);
    }
}
