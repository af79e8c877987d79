using Consult.Feeds.Storage;
using Consult.Silo.Storage;

namespace Consult.Silo.Tests;

// Bounds, turns and faults of group commit.
public abstract partial class FeedStoreCompliance
{
    private GatedWriter? _gate;

    /// <summary>Opens the store so that each batch waits for the test; the first one is already waiting.</summary>
    private async Task<(GatedWriter Gate, GatedWriter.Batch Plug)> ReopenGatedAsync(GroupCommitLimits? limits = null)
    {
        await fixture.CloseAsync();
        await fixture.OpenAsync(inner => _gate = new(inner), limits);
        _ = Store.AppendAsync(fixture.Writer("doctor/plug").Next("plug"));
        return (_gate!, await _gate!.NextAsync());
    }

    private static async Task<GatedWriter.Batch> FollowAsync(GatedWriter gate, GatedWriter.Batch batch)
    {
        await batch.PassAsync();
        return await gate.NextAsync();
    }

    /// <summary>Lets everything pass from the next batch on.</summary>
    /// <returns>How many appends that batch holds.</returns>
    private static async Task<int> FollowAndReleaseAsync(GatedWriter gate, GatedWriter.Batch batch)
    {
        var next = await FollowAsync(gate, batch);
        await ReleaseAsync(gate, next);
        return next.Appends.Length;
    }

    private static async Task ReleaseAsync(GatedWriter gate, GatedWriter.Batch batch)
    {
        gate.Open();
        await batch.PassAsync();
    }

    [StoreFact]
    public async Task Beyond_its_cap_a_feed_is_busy_and_another_is_not()
    {
        var (gate, plug) = await ReopenGatedAsync(new() { InFlightPerFeed = 8 });
        var (flood, calm) = (fixture.Writer("consultation/flood"), fixture.Writer("consultation/calm"));

        var queued = Enumerable.Range(0, 8).Select(i => Store.AppendAsync(flood.Next($"{i}"))).ToList();

        Store.HasRoom(flood.Feed).ShouldBeFalse();
        (await Store.AppendAsync(flood.Fork().Next("one too many"))).ShouldBe(AppendOutcome.Busy);
        Store.HasRoom(calm.Feed).ShouldBeTrue();
        var other = Store.AppendAsync(calm.Next("x"));
        await ReleaseAsync(gate, plug);
        (await Task.WhenAll([.. queued, other])).ShouldAllBe(outcome => outcome == AppendOutcome.Committed);
        Store.HasRoom(flood.Feed).ShouldBeTrue();
    }

    [StoreFact]
    public async Task Beyond_the_cap_of_all_feeds_everyone_is_busy_and_the_door_closes_before()
    {
        var (gate, plug) = await ReopenGatedAsync(new() { InFlight = 16 });
        var writers = Enumerable.Range(0, 16).Select(i => fixture.Writer($"consultation/{i}")).ToList();
        List<Task<AppendOutcome>> queued = [];
        var open = 0;

        foreach (var writer in writers)
        {
            open += Store.HasRoom(writer.Feed) ? 1 : 0;
            queued.Add(Store.AppendAsync(writer.Next("x")));
        }

        open.ShouldBe(13);
        (await queued[15]).ShouldBe(AppendOutcome.Busy);
        await ReleaseAsync(gate, plug);
        (await Task.WhenAll(queued.Take(15))).ShouldAllBe(outcome => outcome == AppendOutcome.Committed);
    }

    [StoreFact]
    public async Task An_append_larger_than_a_transaction_is_rejected()
    {
        await fixture.CloseAsync();
        await fixture.OpenAsync(limits: new() { BatchBytes = 1_000 });

        (await Store.AppendAsync(fixture.Writer("consultation/1").Next(new string('x', 1_000)))).ShouldBe(AppendOutcome.Rejected);
    }

    [StoreFact]
    public async Task When_the_queue_is_full_of_one_feed_that_floods_anothers_command_is_in_the_next_batch()
    {
        var (gate, plug) = await ReopenGatedAsync(new() { Batch = 32, BatchPerFeed = 24, InFlightPerFeed = 100 });
        var (flood, calm) = (fixture.Writer("consultation/flood"), fixture.Writer("consultation/calm"));
        for (var i = 0; i < 100; i++) _ = Store.AppendAsync(flood.Next($"{i}"));
        (await Store.AppendAsync(flood.Fork().Next("one too many"))).ShouldBe(AppendOutcome.Busy);
        var command = Store.AppendAsync(calm.Accept("clinical"));

        var batch = await FollowAsync(gate, plug);

        batch.Appends.Count(append => append.Feed == flood.Feed).ShouldBe(24);
        batch.Appends.Count(append => append.Feed == calm.Feed).ShouldBe(1);
        await ReleaseAsync(gate, batch);
        (await command).ShouldBe(AppendOutcome.Committed);
    }

    [StoreFact]
    public async Task Of_a_fenced_feed_and_poisonous_appends_among_200_innocent_ones_only_they_fail()
    {
        var writers = Enumerable.Range(0, 203).Select(i => fixture.Writer($"consultation/{i}")).ToList();
        await Task.WhenAll(writers.Select(writer => fixture.CommitAsync(writer.Accept("first"))));
        var (gate, plug) = await ReopenGatedAsync();
        writers[140].Next("lost");

        var outcomes = writers.Select((writer, i) => Store.AppendAsync(i switch
        {
            70 => writer.Accept("first"), // the key of commands forbids the second of an id
            100 => writer.Accept("second", value: "nul \0"),
            _ => writer.Accept("second"),
        })).ToList();

        // What no database should be asked to keep is refused at the door.
        (await outcomes[100]).ShouldBe(AppendOutcome.Rejected);
        (await FollowAndReleaseAsync(gate, plug)).ShouldBe(202);
        (await outcomes[70]).ShouldBe(AppendOutcome.Rejected);
        (await outcomes[140]).ShouldBe(AppendOutcome.Fenced);
        (await Task.WhenAll(outcomes)).Count(outcome => outcome == AppendOutcome.Committed).ShouldBe(200);
        foreach (var i in new[] { 70, 100, 140 }) (await Store.ReadAsync(writers[i].Feed, 0, 10, None)).Length.ShouldBe(1);
    }

    // At three the second wrote exactly as many events as the first lost: the numbers alone would fit.
    [StoreTheory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Of_two_writers_with_three_batches_in_flight_each_the_log_is_never_mixed(int written)
    {
        var one = fixture.Writer("consultation/1");
        await fixture.CommitAsync(one.Next("start"));
        var two = one.Fork();
        var (gate, plug) = await ReopenGatedAsync(new() { BatchPerFeed = 1 });
        var theirs = Enumerable.Range(0, 4).Select(i => two.Next($"two {i}")).ToList();
        var lost = theirs.Take(3).SelectMany(append => new[] { one.Next("one"), append }).Select(Store.AppendAsync).ToList();
        var batch = await FollowAsync(gate, plug);

        batch.Fail();

        (await Task.WhenAll(lost)).ShouldAllBe(outcome => outcome != AppendOutcome.Committed);
        gate.Open();
        foreach (var append in theirs.Take(written)) await fixture.CommitAsync(append);
        (await Store.AppendAsync(one.Next("goes on"))).ShouldBe(AppendOutcome.Fenced);
        var tags = (await Store.ReadAsync(one.Feed, 1, 10, None)).Select(e => e.Envelope.Tag);
        tags.ShouldBe(theirs.Take(written).Select(append => append.Next.Tag));
    }

    [StoreFact]
    public async Task A_batch_holds_no_more_bytes_than_allowed_and_no_small_append_overtakes_who_found_it_full()
    {
        var (gate, plug) = await ReopenGatedAsync(new() { BatchBytes = 3_000 });
        var large = new string('x', 1_500);
        var writers = Enumerable.Range(0, 3).Select(i => fixture.Writer($"consultation/{i}")).ToList();
        foreach (var (writer, text) in writers.Zip([large, large, "small"])) _ = Store.AppendAsync(writer.Next(text));

        var first = await FollowAsync(gate, plug);
        var second = await FollowAsync(gate, first);

        first.Appends.Single().Feed.ShouldBe(writers[0].Feed);
        second.Appends.Select(append => append.Feed).ShouldBe([writers[1].Feed, writers[2].Feed]);
        await ReleaseAsync(gate, second);
    }

    [StoreFact]
    public async Task Closing_writes_what_is_queued_and_refuses_what_comes()
    {
        var (gate, plug) = await ReopenGatedAsync();
        var (writer, store) = (fixture.Writer("consultation/1"), Store);
        var queued = store.AppendAsync(writer.Next("queued"));
        var closing = fixture.CloseAsync();

        store.HasRoom(writer.Feed).ShouldBeFalse();
        (await store.AppendAsync(writer.Next("late"))).ShouldBe(AppendOutcome.Busy);
        await ReleaseAsync(gate, plug);
        await closing;

        (await queued).ShouldBe(AppendOutcome.Committed);
        await fixture.OpenAsync();
        (await Store.ReadAsync(writer.Feed, 0, 10, None)).Length.ShouldBe(1);
    }

    [StoreFact]
    public async Task A_failure_also_fences_what_its_feed_queued_while_it_was_being_written()
    {
        var writer = fixture.Writer("consultation/1");
        await fixture.CommitAsync(writer.Accept("c"));
        var (gate, plug) = await ReopenGatedAsync();
        var poisonous = Store.AppendAsync(
            writer.Next() with { Command = new(new("c"), FeedWriter.DigestOf("c"), writer.Position, null) });
        var batch = await FollowAsync(gate, plug);

        var later = Store.AppendAsync(writer.Next() with { Reacted = 1 });
        await ReleaseAsync(gate, batch);

        (await poisonous).ShouldBe(AppendOutcome.Rejected);
        (await later).ShouldBe(AppendOutcome.Fenced);
    }

    [StoreFact]
    public async Task A_commit_whose_answer_was_lost_is_found_in_the_store()
    {
        var (gate, plug) = await ReopenGatedAsync();
        var writer = fixture.Writer("consultation/1");
        var late = writer.Fork();
        var kept = Store.AppendAsync(writer.Accept("c"));
        var bare = Store.AppendAsync(fixture.Writer("consultation/2").Next() with { WakeAt = FeedWriter.Epoch });
        var batch = await FollowAsync(gate, plug);

        await batch.PassAndLoseAnswerAsync();

        (await kept).ShouldBe(AppendOutcome.Committed);
        (await bare).ShouldBe(AppendOutcome.Committed);
        gate.Open();
        (await Store.AppendAsync(late.Next("other"))).ShouldBe(AppendOutcome.Fenced);
        await fixture.CommitAsync(writer.Next("goes on"));
    }

    [StoreFact]
    public async Task A_commit_that_is_not_in_the_store_was_not_written_and_may_be_tried_again()
    {
        var (gate, plug) = await ReopenGatedAsync();
        var append = fixture.Writer("consultation/1").Accept("c");
        var lost = Store.AppendAsync(append);
        var batch = await FollowAsync(gate, plug);

        batch.Fail();

        (await lost).ShouldBe(AppendOutcome.Busy);
        gate.Open();
        await fixture.CommitAsync(append);
    }

    [StoreFact]
    public async Task While_the_database_takes_nothing_appends_are_busy()
    {
        var (gate, plug) = await ReopenGatedAsync();
        var append = fixture.Writer("consultation/1").Accept("c");
        var refused = Store.AppendAsync(append);
        var batch = await FollowAsync(gate, plug);

        batch.Answer(BatchFate.NotWritten);

        (await refused).ShouldBe(AppendOutcome.Busy);
        gate.Open();
        await fixture.CommitAsync(append);
    }

    [StoreFact]
    public async Task An_outcome_that_cannot_be_found_out_in_ten_seconds_is_unknown()
    {
        var (gate, plug) = await ReopenGatedAsync();
        var lost = Store.AppendAsync(fixture.Writer("consultation/1").Next("x"));
        var batch = await FollowAsync(gate, plug);
        gate.FindFailure = new IOException("still gone");
        gate.Open();

        batch.Fail();
        for (var tries = 0; tries < 39; tries++) await PassIntervalAsync(TimeSpan.FromMilliseconds(250));
        lost.IsCompleted.ShouldBeFalse();
        await PassIntervalAsync(TimeSpan.FromMilliseconds(250));

        (await lost).ShouldBe(AppendOutcome.Unknown);
        gate.FindFailure = null;
        await fixture.CommitAsync(fixture.Writer("consultation/2").Next("goes on"));
    }

    [StoreFact]
    public async Task Access_that_a_commit_of_unknown_outcome_may_have_changed_is_told_as_changed()
    {
        var (gate, plug) = await ReopenGatedAsync();
        var writer = fixture.Writer("consultation/1");
        List<AccessNews> told = [];
        Store.AccessChanged += told.Add;
        var lost = Store.AppendAsync(writer.Next("x") with { Access = [new("account/a-1", Role: null)] });
        var batch = await FollowAsync(gate, plug);
        gate.FindFailure = new IOException("still gone");
        gate.Open();

        batch.Fail();
        for (var tries = 0; tries < 40; tries++) await PassIntervalAsync(TimeSpan.FromMilliseconds(250));

        (await lost).ShouldBe(AppendOutcome.Unknown);
        var news = told.ShouldHaveSingleItem();
        news.Feed.ShouldBe(writer.Feed);
        news.Grantees.ShouldBe(["account/a-1"]);
        gate.FindFailure = null;
    }

    /// <summary>Waits until the search rests (its end and its next attempt are set), then lets the time pass.</summary>
    private async Task PassIntervalAsync(TimeSpan interval)
    {
        await fixture.Clock.WhenArmed(2);
        fixture.Clock.Advance(interval);
    }
}
