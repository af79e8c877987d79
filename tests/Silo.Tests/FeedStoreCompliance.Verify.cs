using Consult.Feeds;
using Consult.Silo.Storage;

namespace Consult.Silo.Tests;

// Edits behind the store's back that verification must find.
public abstract partial class FeedStoreCompliance
{
    private const string Feed = "consultation/1";

    private Task<VerifyReport> VerifyAsync() => new RecordVerifier(fixture.Store, fixture.Keys).VerifyAsync(None);

    private async Task<FeedWriter> WriteRecordAsync()
    {
        var writer = fixture.Writer(Feed);
        await fixture.CommitAsync(writer.Accept("c-1"));
        await fixture.CommitAsync(writer.Next("two", "three"));
        await fixture.CommitAsync(writer.Accept("c-4"));
        await fixture.CommitAsync(writer.Next("five") with { Redactions = [new(2, Redaction.Erased), new(3, Redaction.Hidden)] });
        await fixture.CommitAsync(fixture.Writer("doctor/d").Next("x"));
        await fixture.CommitAsync(fixture.Writer("doctor/e").Next() with { WakeAt = FeedWriter.Epoch });
        return writer;
    }

    private async Task ShouldFindAsync(string edit, params (long Seq, VerifyProblem What)[] expected)
    {
        await WriteRecordAsync();
        await fixture.EditAsync(edit);
        var report = await VerifyAsync();
        report.IsIntact.ShouldBeFalse();
        report.Findings.ShouldBe(expected.Select(e => new VerifyFinding(Feed, e.Seq, e.What)));
    }

    [StoreFact]
    public async Task A_record_that_nobody_touched_is_intact_also_with_erased_bodies_and_after_a_restart()
    {
        await WriteRecordAsync();
        await ReopenAsync();

        var report = await VerifyAsync();

        report.Findings.ShouldBeEmpty();
        (report.Feeds, report.Events, report.IsIntact).ShouldBe((3, 6, true));
    }

    [StoreFact]
    public async Task Verifying_beside_writers_finds_nothing()
    {
        var writer = fixture.Writer(Feed);
        var writing = Task.WhenAll(Enumerable.Range(0, 200).Select(i => fixture.CommitAsync(writer.Next($"{i}"))));

        do (await VerifyAsync()).Findings.ShouldBeEmpty();
        while (!writing.IsCompleted);
        await writing;
    }

    [StoreFact]
    public Task A_changed_body_is_found() => ShouldFindAsync(
        $"UPDATE event SET body = x'7b7d' WHERE feed = '{Feed}' AND seq = 3", (3, VerifyProblem.BodyChanged));

    [StoreFact]
    public Task A_body_that_is_gone_without_an_erasure_is_found() => ShouldFindAsync(
        $"UPDATE event SET body = x'' WHERE feed = '{Feed}' AND seq = 3", (3, VerifyProblem.BodyMissing));

    [StoreFact]
    public Task A_body_that_came_back_after_its_erasure_is_found() => ShouldFindAsync(
        $"UPDATE event SET body = x'7b7d' WHERE feed = '{Feed}' AND seq = 2", (2, VerifyProblem.BodyNotErased));

    [StoreTheory]
    [InlineData("type = 'other'")]
    [InlineData("at = at + 1")]
    [InlineData("account = 'a-2'")]
    [InlineData("role = 'doctor'")]
    [InlineData("for_patient = NULL")]
    [InlineData("audience = 'all'")]
    [InlineData("command = 'c-9'")]
    public Task A_changed_field_of_the_envelope_is_found(string change) => ShouldFindAsync(
        $"UPDATE event SET {change} WHERE feed = '{Feed}' AND seq = 3", (3, VerifyProblem.ChainBroken));

    [StoreFact]
    public Task A_changed_digest_is_found() => ShouldFindAsync(
        $"UPDATE event SET digest = tag WHERE feed = '{Feed}' AND seq = 2", (2, VerifyProblem.ChainBroken));

    [StoreFact]
    public Task A_changed_tag_is_found_at_it_and_at_the_event_after_it() => ShouldFindAsync(
        $"UPDATE event SET tag = x'00000000000000000000000000000000' WHERE feed = '{Feed}' AND seq = 2",
        (2, VerifyProblem.ChainBroken), (3, VerifyProblem.ChainBroken));

    [StoreFact]
    public Task A_deleted_event_in_the_middle_is_found() => ShouldFindAsync(
        $"DELETE FROM event WHERE feed = '{Feed}' AND seq = 3", (4, VerifyProblem.Gap));

    [StoreFact]
    public Task A_deleted_first_event_is_found_with_the_command_that_made_it() => ShouldFindAsync(
        $"DELETE FROM event WHERE feed = '{Feed}' AND seq = 1", (2, VerifyProblem.Gap), (1, VerifyProblem.CommandStray));

    [StoreFact]
    public Task Two_events_that_changed_places_are_found() => ShouldFindAsync(
        $"""
        UPDATE event SET seq = 100 WHERE feed = '{Feed}' AND seq = 4;
        UPDATE event SET seq = 4 WHERE feed = '{Feed}' AND seq = 5;
        UPDATE event SET seq = 5 WHERE feed = '{Feed}' AND seq = 100;
        """,
        (4, VerifyProblem.ChainBroken), (5, VerifyProblem.ChainBroken), (5, VerifyProblem.HeadElsewhere), (4, VerifyProblem.CommandStray));

    [StoreFact]
    public Task A_tail_that_was_cut_off_is_found() => ShouldFindAsync(
        $"DELETE FROM event WHERE feed = '{Feed}' AND seq = 5", (5, VerifyProblem.HeadElsewhere));

    [StoreFact]
    public Task A_head_that_was_set_back_is_found() => ShouldFindAsync(
        $"UPDATE head SET seq = 3, tag = (SELECT tag FROM event WHERE feed = '{Feed}' AND seq = 3) WHERE feed = '{Feed}'",
        (3, VerifyProblem.HeadElsewhere));

    [StoreFact]
    public Task A_deleted_head_is_found() => ShouldFindAsync(
        $"DELETE FROM head WHERE feed = '{Feed}'", (5, VerifyProblem.HeadMissing));

    [StoreFact]
    public Task A_command_that_claims_another_place_is_found() => ShouldFindAsync(
        $"UPDATE command SET seq = 3 WHERE feed = '{Feed}' AND id = 'c-4'", (3, VerifyProblem.CommandStray));

    [StoreFact]
    public Task A_row_that_cannot_be_read_is_found() => ShouldFindAsync(
        $"UPDATE event SET role = 'nobody' WHERE feed = '{Feed}' AND seq = 3", (3, VerifyProblem.Unreadable));
}
