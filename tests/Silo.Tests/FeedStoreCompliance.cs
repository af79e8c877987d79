using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Tests;

/// <summary>What every feed store must do. Inherited by one class per store.</summary>
public abstract partial class FeedStoreCompliance(StoreFixture fixture) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private IFeedStore Store => fixture.Store;

    public Task InitializeAsync() => fixture.OpenAsync();

    public async Task DisposeAsync()
    {
        if (_gate is not null) await _gate.AbandonAsync();
        await fixture.EndAsync();
    }

    private async Task ReopenAsync()
    {
        await fixture.CloseAsync();
        await fixture.OpenAsync();
    }

    [StoreFact]
    public async Task Events_come_back_as_they_were_written_also_after_a_restart()
    {
        var writer = fixture.Writer("consultation/1");
        var first = writer.Next("one", "two");
        var second = writer.Next("three") with { WakeAt = FeedWriter.Epoch.AddHours(1), Reacted = 2 };
        await fixture.CommitAsync(first);
        await fixture.CommitAsync(second);
        await ReopenAsync();

        var events = await Store.ReadAsync(writer.Feed, 0, 1_000, None);

        events.Select(e => e.Envelope).ShouldBe(first.Events.Concat(second.Events).Select(e => e.Envelope));
        events.Select(e => e.Envelope.Seq).ShouldBe([1, 2, 3]);
        events.Select(e => Encoding.UTF8.GetString(e.Body.AsSpan())).ShouldBe(
            ["""{"text":"one"}""", """{"text":"two"}""", """{"text":"three"}"""]);
        events[2].Digest.AsSpan().SequenceEqual(second.Events[0].Digest.AsSpan()).ShouldBeTrue();
        (await Store.ReadHeadAsync(writer.Feed, None)).ShouldBe(new(second.Next, FeedWriter.Epoch.AddHours(1), 2));
    }

    [StoreFact]
    public async Task A_feed_without_events_has_no_head_and_reading_it_gives_nothing()
    {
        var feed = fixture.Writer("consultation/none").Feed;

        (await Store.ReadHeadAsync(feed, None)).ShouldBeNull();
        (await Store.ReadAsync(feed, 0, 10, None)).ShouldBeEmpty();
        (await Store.FindCommandAsync(feed, new("c"), None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task A_page_holds_what_follows_a_number_and_no_more_than_asked()
    {
        var writer = fixture.Writer("consultation/1");
        await fixture.CommitAsync(writer.Next("1", "2", "3", "4", "5"));

        var page = await Store.ReadAsync(writer.Feed, 1, 2, None);

        page.Select(e => e.Envelope.Seq).ShouldBe([2, 3]);
    }

    [StoreFact]
    public async Task Feeds_whose_names_begin_alike_do_not_mix()
    {
        var (one, other) = (fixture.Writer("consultation/1"), fixture.Writer("consultation/11"));
        await fixture.CommitAsync(one.Next("mine"));
        await fixture.CommitAsync(other.Next("yours", "too"));

        (await Store.ReadAsync(one.Feed, 0, 10, None)).Length.ShouldBe(1);
    }

    [StoreFact]
    public async Task An_append_without_events_moves_the_deadline_and_the_checkpoint_alone()
    {
        var writer = fixture.Writer("consultation/1");
        await fixture.CommitAsync(writer.Next("one"));
        await fixture.CommitAsync(writer.Next() with { WakeAt = FeedWriter.Epoch, Reacted = 1 });

        (await Store.ReadHeadAsync(writer.Feed, None)).ShouldBe(new(writer.Position, FeedWriter.Epoch, 1));
    }

    [StoreFact]
    public async Task A_feed_may_begin_with_an_append_without_events()
    {
        var writer = fixture.Writer("consultation/1");
        await fixture.CommitAsync(writer.Next() with { WakeAt = FeedWriter.Epoch });
        await fixture.CommitAsync(writer.Next("one"));

        (await Store.ReadHeadAsync(writer.Feed, None))!.Position.ShouldBe(writer.Position);
    }

    [StoreFact]
    public async Task A_writer_that_stands_behind_is_fenced()
    {
        var writer = fixture.Writer("consultation/1");
        var late = writer.Fork();
        await fixture.CommitAsync(writer.Next("one"));

        (await Store.AppendAsync(late.Next("other", "two"))).ShouldBe(AppendOutcome.Fenced);
        (await Store.ReadAsync(writer.Feed, 0, 10, None)).Length.ShouldBe(1);
    }

    [StoreFact]
    public async Task A_writer_at_the_right_number_of_another_past_is_fenced()
    {
        var writer = fixture.Writer("consultation/1");
        var other = writer.Fork();
        await fixture.CommitAsync(writer.Next("one"));
        other.Next("not the same past");

        (await Store.AppendAsync(other.Next("two"))).ShouldBe(AppendOutcome.Fenced);
        (await Store.AppendAsync(other.Next())).ShouldBe(AppendOutcome.Fenced);
        (await Store.ReadHeadAsync(writer.Feed, None))!.Position.ShouldBe(writer.Position);
    }

    [StoreFact]
    public async Task A_writer_ahead_of_the_feed_is_fenced()
    {
        var writer = fixture.Writer("consultation/1");
        writer.Next("never sent");

        (await Store.AppendAsync(writer.Next("two"))).ShouldBe(AppendOutcome.Fenced);
        (await Store.ReadHeadAsync(writer.Feed, None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task Of_two_writers_with_many_appends_in_flight_one_wins_whole_though_both_wrote_equally_many()
    {
        var one = fixture.Writer("consultation/1");
        await fixture.CommitAsync(one.Next("start"));
        var two = one.Fork();
        var ours = Enumerable.Range(0, 20).Select(i => one.Next($"one {i}")).ToList();
        var theirs = Enumerable.Range(0, 20).Select(i => two.Next($"two {i}")).ToList();

        var tasks = ours.Zip(theirs).Select(pair => (Store.AppendAsync(pair.First), Store.AppendAsync(pair.Second))).ToList();
        var winner = await Task.WhenAll(tasks.Select(pair => pair.Item1));
        var loser = await Task.WhenAll(tasks.Select(pair => pair.Item2));

        // The loser's failure also clears what the winner had queued: a prefix of one writer stands, nothing of the other.
        loser.ShouldAllBe(outcome => outcome == AppendOutcome.Fenced);
        var committed = winner.TakeWhile(outcome => outcome == AppendOutcome.Committed).Count();
        winner.Skip(committed).ShouldAllBe(outcome => outcome == AppendOutcome.Fenced);
        var tags = (await Store.ReadAsync(one.Feed, 1, 100, None)).Select(e => e.Envelope.Tag);
        tags.ShouldBe(ours.Take(committed).Select(append => append.Next.Tag));
    }

    [StoreFact]
    public async Task What_a_feed_queued_behind_a_failed_append_is_fenced_also_without_events()
    {
        var writer = fixture.Writer("consultation/1");
        await fixture.CommitAsync(writer.Accept("c"));
        var before = writer.Fork();
        var innocent = fixture.Writer("consultation/2");
        var poisonous = before.Next() with { Command = new(new("c"), FeedWriter.DigestOf("c"), before.Position, null) };

        var tasks = new[] { poisonous, before.Next() with { Reacted = 1 }, before.Next("later"), innocent.Next("x") }
            .Select(Store.AppendAsync).ToList();
        var outcomes = await Task.WhenAll(tasks);

        outcomes.ShouldBe([AppendOutcome.Rejected, AppendOutcome.Fenced, AppendOutcome.Fenced, AppendOutcome.Committed]);
    }

    [StoreFact]
    public async Task An_append_whose_parts_do_not_belong_together_is_rejected()
    {
        var writer = fixture.Writer("consultation/1");
        var append = writer.Next("one", "two");
        Append[] malformed =
        [
            append with { Events = append.Events.RemoveAt(0) },
            append with { Feed = new(FeedKinds.Doctor, "d") },
            append with { Redactions = [new(3, Redaction.Hidden)] },
            append with { Reacted = 3 },
            append with { Feed = default, Events = [] },
            append with { Events = default },
            append with { Entry = new(append.Feed, 0, [.. Enumerable.Range(0, Entry.MaxTerms + 1).Select(i => $"n:{i}")], "{}") },
            append with { Command = new(new("c"), default, Position.Start, null) },
        ];

        foreach (var one in malformed) (await Store.AppendAsync(one)).ShouldBe(AppendOutcome.Rejected);
        await fixture.CommitAsync(append);
    }
}
