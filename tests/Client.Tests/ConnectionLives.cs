using Consult.Testing;

namespace Consult.Client.Tests;

/// <summary>What outlives a connection: feeds, posts under way, the sign-in.</summary>
public sealed class ConnectionLives : IAsyncLifetime
{
    private const string Feed = "consultation/c-1";

    private FakeServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task After_a_cut_every_feed_resumes_from_its_position_with_a_new_ticket()
    {
        await using var connection = LiveConnection.Start(_server.Account(), new());
        var socket = await _server.AcceptAsync();
        await using var one = new Watching(connection.Subscribe(Feed, FeedPosition.Start));
        await socket.AcceptSubscribeAsync(Feed);
        await using var two = new Watching(connection.Subscribe("patient/p-1", FeedPosition.Start));
        await socket.AcceptSubscribeAsync("patient/p-1");
        await socket.SendFrameAsync(Feed, 1, 2, 1, 2);
        (await one.NextSeqsAsync()).ShouldBe([1, 2]);

        // In the middle of a record: the half is forgotten, not glued to the next connection's first.
        await socket.SendRawAsync(FakeSocket.Frame(Feed, 3, 3, 3)[..40], endOfMessage: false);
        socket.Cut();

        var next = await _server.AcceptAsync();
        var positions = new[]
        {
            (await next.ReceiveCallAsync("Subscribe")).Arguments,
            (await next.ReceiveCallAsync("Subscribe")).Arguments,
        };
        positions.Select(call => $"{call[0]} {call[1]}").ShouldBe(
            [$"{Feed} {Limits.Position(2)}", "patient/p-1 0"], ignoreOrder: true);
        _server.Tickets.ShouldBe(["ticket-1", "ticket-2"]);
        await next.SendFrameAsync(Feed, 3, 3, 3);
        (await one.NextSeqsAsync()).ShouldBe([3]);
    }

    [Fact]
    public async Task A_post_whose_answer_was_cut_off_goes_again_under_its_id()
    {
        await using var connection = LiveConnection.Start(_server.Account(), new());
        var socket = await _server.AcceptAsync();
        var post = connection.PostAsync(Feed, "post-1", "咳嗽三天", CancellationToken.None);
        var first = await socket.ReceiveCallAsync("Post");
        socket.Cut();

        var next = await _server.AcceptAsync();
        var second = await next.ReceiveCallAsync("Post");
        await next.AnswerAsync(second.Id!, $$"""{"code":null,"position":"{{Limits.Position(5)}}"}""");

        (await post).ToString().ShouldBe(Limits.Position(5));
        second.Arguments.Select(one => one.GetRawText()).ShouldBe(first.Arguments.Select(one => one.GetRawText()));
        second.Arguments[1].GetString().ShouldBe("post-1");
        second.Arguments[2].GetProperty("text").GetString().ShouldBe("咳嗽三天");
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("unknown")]
    [InlineData("rate.limited")]
    [InlineData("internal")]
    public async Task A_post_that_may_succeed_later_is_repeated_under_its_id(string code)
    {
        await using var connection = LiveConnection.Start(_server.Account(), new());
        var socket = await _server.AcceptAsync();
        var post = connection.PostAsync(Feed, "post-1", "hello", CancellationToken.None);

        await socket.AnswerAsync((await socket.ReceiveCallAsync("Post")).Id!, $$"""{"code":"{{code}}","position":null}""");
        var again = await socket.ReceiveCallAsync("Post");
        await socket.AnswerAsync(again.Id!, $$"""{"code":null,"position":"{{Limits.Position(1)}}"}""");

        (await post).Seq.ShouldBe(1);
        again.Arguments[1].GetString().ShouldBe("post-1");
    }

    [Fact]
    public async Task A_refused_post_is_told_by_its_code()
    {
        await using var connection = LiveConnection.Start(_server.Account(), new());
        var socket = await _server.AcceptAsync();
        var post = connection.PostAsync(Feed, "post-1", "hello", CancellationToken.None);

        await socket.AnswerAsync(
            (await socket.ReceiveCallAsync("Post")).Id!, """{"code":"quota.exhausted","position":null}""");

        (await Should.ThrowAsync<ConsultException>(post)).Code.ShouldBe("quota.exhausted");
    }

    [Fact]
    public async Task Slow_resumes()
    {
        await using var connection = LiveConnection.Start(_server.Account(), new());
        var socket = await _server.AcceptAsync();
        await using var watching = new Watching(connection.Subscribe(Feed, FeedPosition.Start));
        await socket.AcceptSubscribeAsync(Feed);
        await socket.SendFrameAsync(Feed, 1, 1, 1);
        await socket.SendCallAsync("bye", """{"code":"slow","reconnect":true}""");
        await socket.SendAsync("""{"type":7}""");

        var next = await _server.AcceptAsync();
        (await next.AcceptSubscribeAsync(Feed)).ShouldBe(Limits.Position(1));
    }

    [Fact]
    public async Task Unauthenticated_signs_in_again_before_it_comes_back()
    {
        await using var connection = LiveConnection.Start(_server.Account(), new());
        var socket = await _server.AcceptAsync();
        _server.SignIns.ShouldBe(1);

        await socket.SendCallAsync("bye", """{"code":"unauthenticated","reconnect":true}""");
        await socket.SendAsync("""{"type":7}""");

        await _server.AcceptAsync();
        _server.SignIns.ShouldBe(2);
    }

    [Fact]
    public async Task A_goodbye_for_good_ends_the_feeds_with_its_code()
    {
        await using var connection = LiveConnection.Start(_server.Account(), new());
        var socket = await _server.AcceptAsync();
        await using var watching = new Watching(connection.Subscribe(Feed, FeedPosition.Start));
        await socket.AcceptSubscribeAsync(Feed);

        await socket.SendCallAsync("bye", """{"code":"forbidden","reconnect":false}""");
        await socket.SendAsync("""{"type":7}""");

        (await watching.FailureAsync()).Code.ShouldBe("forbidden");
        var post = connection.PostAsync(Feed, "post-1", "hello", CancellationToken.None);
        (await Should.ThrowAsync<ConsultException>(post)).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task Pings_go_out_in_silence_and_thirty_seconds_of_it_close_the_connection()
    {
        var clock = new VirtualClock();
        var options = new ClientOptions { Time = clock };
        await using var connection = LiveConnection.Start(_server.Account(options), options);
        var socket = await _server.AcceptAsync();
        await using var watching = new Watching(connection.Subscribe(Feed, FeedPosition.Start));
        await socket.AcceptSubscribeAsync(Feed);
        // Once this frame is through, the connection's timers are set.
        await socket.SendFrameAsync(Feed, 1, 1, 1);
        await watching.NextSeqsAsync();

        clock.Advance(TimeSpan.FromSeconds(14));
        (await socket.ReceiveAnyAsync())!.Value.GetProperty("type").GetInt32().ShouldBe(6);
        clock.Advance(TimeSpan.FromSeconds(17));

        while (await socket.ReceiveAnyAsync() is { } record)
            record.GetProperty("type").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task Signals_pass_both_ways_without_an_answer()
    {
        await using var connection = LiveConnection.Start(_server.Account(), new());
        var heard = new TaskCompletionSource<FeedSignal>();
        connection.Signalled += heard.SetResult;
        var socket = await _server.AcceptAsync();
        await using var watching = new Watching(connection.Subscribe(Feed, FeedPosition.Start));
        await socket.AcceptSubscribeAsync(Feed);

        await connection.SignalAsync(Feed, "typing", CancellationToken.None);
        var (id, arguments) = await socket.ReceiveCallAsync("Signal");
        await socket.SendCallAsync("signal", $$$"""{"feed":"{{{Feed}}}","type":"idle","by":{"role":"doctor"}}""");

        id.ShouldBeNull();
        arguments.Select(one => one.GetString()).ShouldBe([Feed, "typing"]);
        (await heard.Task.WaitAsync(Limits.Patience)).Type.ShouldBe("idle");
    }
}
