using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Tests;

// What stands beside the events: accepted commands, access, directory, redactions.
public abstract partial class FeedStoreCompliance
{
    [StoreFact]
    public async Task An_accepted_command_is_found_by_its_id_with_its_answer()
    {
        var writer = fixture.Writer("consultation/1");
        var append = writer.Accept("c-1", value: "made/1");
        await fixture.CommitAsync(append);
        await ReopenAsync();

        (await Store.FindCommandAsync(writer.Feed, new("c-1"), None)).ShouldBe(append.Command);
        (await Store.FindCommandAsync(new(FeedKinds.Consultation, "2"), new("c-1"), None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task The_last_accepted_commands_come_newest_first()
    {
        var writer = fixture.Writer("consultation/1");
        foreach (var id in new[] { "z", "b", "a" }) await fixture.CommitAsync(writer.Accept(id));

        (await Store.ReadCommandsAsync(writer.Feed, 2, None)).Select(command => command.Id.Value).ShouldBe(["a", "b"]);
    }

    [StoreFact]
    public async Task A_command_id_is_taken_once_per_feed()
    {
        var (one, other) = (fixture.Writer("consultation/1"), fixture.Writer("consultation/2"));
        await fixture.CommitAsync(one.Accept("c"));
        await fixture.CommitAsync(other.Accept("c"));

        (await Store.AppendAsync(one.Accept("c"))).ShouldBe(AppendOutcome.Rejected);
    }

    [StoreFact]
    public async Task Access_is_granted_changed_and_revoked_with_the_events()
    {
        var writer = fixture.Writer("consultation/1");
        await fixture.CommitAsync(writer.Next("one") with
        {
            Access = [new("account/a", Role.Doctor), new("patient/p", Role.Patient), new("account/g", Role.Patient, Relation.Guardian)],
        });
        await fixture.CommitAsync(writer.Next("two") with { Access = [new("account/a", Role.Pharmacist), new("patient/p", null)] });

        (await RowsAsync(writer.Feed, "a")).ShouldBe([new(writer.Feed, "account/a", Role.Pharmacist, null)]);
        (await RowsAsync(writer.Feed, "g")).ShouldBe([new(writer.Feed, "account/g", Role.Patient, Relation.Guardian)]);
        (await Store.ReadGrantsAsync("patient/p", FeedKinds.Consultation, None)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Accounts_stand_on_their_own_row_their_roles_and_those_of_patients_they_act_for()
    {
        var feed = fixture.Writer("group/1");
        await fixture.CommitAsync(feed.Next("x") with
        {
            Access =
            [
                new("account/a", Role.Patient), new("account/b", Role.Doctor), new("patient/p", Role.Patient),
                new("patient/q", Role.Patient), new("role/patient", Role.Patient), new("role/doctor", Role.Doctor),
            ],
        });
        await fixture.CommitAsync(fixture.Writer("patient/p").Next("x") with { Access = [new("account/a", Role.Patient, Relation.Carer)] });
        await fixture.CommitAsync(fixture.Writer("patient/q").Next("x") with { Access = [new("account/b", Role.Patient, Relation.Self)] });
        // Neither a patient nor somebody to act for: no way in by these.
        await fixture.CommitAsync(fixture.Writer("consultation/c").Next("x") with { Access = [new("account/c", Role.Patient)] });

        var found = await Store.FindAccessAsync(
            feed.Feed, [(new("a"), Role.Patient), (new("c"), Role.Operator), (new("b"), Role.Doctor), (new("a"), Role.Doctor)], None);
        found.Length.ShouldBe(4);
        found[0].Select(standing => (standing.Row.Grantee, standing.ActsAs)).ShouldBe(
            [("account/a", null), ("patient/p", Relation.Carer), ("role/patient", null)]);
        found[1].ShouldBeEmpty();
        found[2].Select(standing => (standing.Row.Grantee, standing.ActsAs)).ShouldBe(
            [("account/b", null), ("patient/q", Relation.Self), ("role/doctor", null)]);
        // The same account in another role: the rows of that role.
        found[3].Select(standing => standing.Row.Grantee).ShouldBe(["account/a", "patient/p", "role/doctor"]);
    }

    [StoreFact]
    public async Task An_entry_that_has_ended_is_found_no_more_and_may_come_back()
    {
        var writer = fixture.Writer("answer/1");
        await fixture.CommitAsync(Listed(writer, 1, "word:a", "word:b"));
        await fixture.CommitAsync(Listed(fixture.Writer("answer/2"), 2, "word:a"));
        await fixture.CommitAsync(writer.Next("withdrawn") with { Entry = Entry.None(writer.Feed) });

        (await Store.SearchAsync(new("answer", [], 10), None)).ShouldHaveSingleItem().Feed.Key.ShouldBe("2");
        (await Store.SearchAsync(new("answer", ["word:a"], 10), None)).ShouldHaveSingleItem().Feed.Key.ShouldBe("2");

        await fixture.CommitAsync(Listed(writer, 3, "word:b"));
        (await Store.SearchAsync(new("answer", ["word:b"], 10), None)).ShouldHaveSingleItem().Feed.Key.ShouldBe("1");
    }

    private async Task<IEnumerable<AccessRow>> RowsAsync(FeedId feed, string account) =>
        (await Store.FindAccessAsync(feed, [(new(account), Role.System)], None)).Single().Select(found => found.Row);

    [StoreFact]
    public async Task Grants_list_the_feeds_of_one_kind_in_the_order_of_their_keys()
    {
        foreach (var name in new[] { "consultation/b", "consultation/a", "doctor/d" })
            await fixture.CommitAsync(fixture.Writer(name).Next("x") with { Access = [new("account/a", Role.Doctor)] });
        await fixture.CommitAsync(fixture.Writer("consultation/c").Next("x") with { Access = [new("account/b", Role.Doctor)] });

        (await Store.ReadGrantsAsync("account/a", FeedKinds.Consultation, None)).Select(row => row.Feed.Key).ShouldBe(["a", "b"]);
    }

    [StoreFact]
    public async Task Access_of_a_failed_append_is_not_granted()
    {
        var writer = fixture.Writer("consultation/1");
        writer.Next("never sent");

        await Store.AppendAsync(writer.Next("x") with { Access = [new("account/a", Role.Doctor)] });

        (await RowsAsync(writer.Feed, "a")).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task The_directory_finds_by_all_terms_and_pages_by_rank_without_loss_or_repetition()
    {
        for (var i = 0; i < 50; i++)
        {
            var writer = fixture.Writer($"doctor/d{i:00}");
            string[] terms = i % 2 == 0 ? ["city:x", "open:yes"] : ["city:x"];
            await fixture.CommitAsync(writer.Next("x") with { Entry = new(writer.Feed, i / 4, [.. terms], $$"""{"n":{{i}}}""") });
        }
        await fixture.CommitAsync(Listed(fixture.Writer("consultation/c"), 9, "city:x", "open:yes"));

        var found = new List<Entry>();
        (long, FeedId)? after = null;
        while (await Store.SearchAsync(new("doctor", ["city:x", "open:yes"], 4, after), None) is { IsEmpty: false } page)
        {
            found.AddRange(page);
            after = (page[^1].Rank, page[^1].Feed);
        }

        var expected = Enumerable.Range(0, 25).Select(i => i * 2).OrderByDescending(i => i / 4).ThenBy(i => i);
        found.Select(entry => entry.Feed.Key).ShouldBe(expected.Select(i => $"d{i:00}"));
        found[0].Data.ShouldBe("""{"n":48}""");
        found[0].Terms.ShouldBe(["city:x", "open:yes"]);
        (await Store.SearchAsync(new("doctor", [], 100), None)).Length.ShouldBe(50);
        (await Store.SearchAsync(new("doctor", ["city:x", "no:such"], 100), None)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task A_changed_entry_is_found_by_its_new_terms_alone()
    {
        var writer = fixture.Writer("doctor/d");
        await fixture.CommitAsync(Listed(writer, 1, "a:1", "b:1"));
        await fixture.CommitAsync(Listed(writer, 2, "b:1", "c:1"));

        (await Store.SearchAsync(new("doctor", ["a:1"], 10), None)).ShouldBeEmpty();
        (await Store.SearchAsync(new("doctor", ["b:1", "c:1"], 10), None)).Single().Rank.ShouldBe(2);
        (await Store.SearchAsync(new("doctor", [], 10), None)).Length.ShouldBe(1);
    }

    [StoreFact]
    public async Task An_entry_has_as_many_terms_as_a_published_text_needs_and_is_found_by_many_of_them()
    {
        var writer = fixture.Writer("answer/a");
        var terms = Enumerable.Range(0, Entry.MaxTerms).Select(i => $"g:{i}").ToArray();
        await fixture.CommitAsync(Listed(writer, 1, terms));

        (await Store.SearchAsync(new("answer", [.. terms.TakeLast(100)], 10), None)).Single().Terms.Length.ShouldBe(terms.Length);
        (await Store.SearchAsync(new("answer", [.. terms.TakeLast(100), "g:-1"], 10), None)).ShouldBeEmpty();
        (await Store.AppendAsync(Listed(writer, 2, [.. terms, "one:more"]))).ShouldBe(AppendOutcome.Rejected);
    }

    [StoreFact]
    public async Task A_redaction_marks_the_event_and_leaves_its_body()
    {
        var writer = fixture.Writer("consultation/1");
        await fixture.CommitAsync(writer.Next("one", "two"));
        await fixture.CommitAsync(writer.Next("recalled") with { Redactions = [new(2, Redaction.Recalled)] });
        await fixture.CommitAsync(writer.Next("hidden") with { Redactions = [new(2, Redaction.Hidden)] });

        var events = await Store.ReadAsync(writer.Feed, 0, 10, None);

        events.Select(e => e.Redacted).ShouldBe([null, Redaction.Hidden, null, null]);
        events[1].Body.IsEmpty.ShouldBeFalse();
    }

    [StoreFact]
    public async Task Erasing_destroys_the_body_for_good_and_keeps_its_digest()
    {
        var writer = fixture.Writer("consultation/1");
        var written = writer.Next("one");
        await fixture.CommitAsync(written);
        await fixture.CommitAsync(writer.Next("erased") with { Redactions = [new(1, Redaction.Erased)] });
        await fixture.CommitAsync(writer.Next("hidden") with { Redactions = [new(1, Redaction.Hidden)] });

        var stored = (await Store.ReadAsync(writer.Feed, 0, 1, None)).Single();

        stored.Redacted.ShouldBe(Redaction.Erased);
        stored.Body.IsEmpty.ShouldBeTrue();
        stored.Digest.AsSpan().SequenceEqual(written.Events[0].Digest.AsSpan()).ShouldBeTrue();
    }

    [StoreFact]
    public async Task Text_of_any_script_comes_back_unchanged()
    {
        var writer = fixture.Writer("consultation/1");
        var append = writer.Accept("c", "感冒 🤧", value: "答え");
        await fixture.CommitAsync(append);

        Encoding.UTF8.GetString((await Store.ReadAsync(writer.Feed, 0, 1, None))[0].Body.AsSpan()).ShouldContain("感冒 🤧");
        (await Store.FindCommandAsync(writer.Feed, new("c"), None))!.Value.ShouldBe("答え");
    }

    [StoreFact]
    public async Task Lists_and_pages_are_in_the_order_of_code_points_whatever_the_language_of_the_server()
    {
        foreach (var key in new[] { "a", "B", "-", "_", "1", "b" })
        {
            var writer = fixture.Writer($"doctor/{key}");
            await fixture.CommitAsync(Listed(writer, 0, "t:1") with { Access = [new("account/a", Role.Doctor)] });
        }
        string[] expected = ["-", "1", "B", "_", "a", "b"];

        var last = (await Store.SearchAsync(new("doctor", ["t:1"], 3), None))[^1];
        var rest = await Store.SearchAsync(new("doctor", ["t:1"], 3, (last.Rank, last.Feed)), None);

        last.Feed.Key.ShouldBe("B");
        rest.Select(entry => entry.Feed.Key).ShouldBe(expected[3..]);
        (await Store.ReadGrantsAsync("account/a", "doctor", None)).Select(row => row.Feed.Key).ShouldBe(expected);
        (await fixture.Store.ListFeedsAsync("", 100, None)).ShouldBe(expected.Select(key => $"doctor/{key}"));
    }

    [StoreFact]
    public async Task A_text_that_not_every_database_keeps_is_rejected_alone()
    {
        var others = Enumerable.Range(0, 20).Select(i => Store.AppendAsync(fixture.Writer($"consultation/{i}").Next("x"))).ToList();
        var append = fixture.Writer("doctor/d").Accept("c");

        foreach (var text in new[] { "nul \0", "half a pair \ud83e" })
        {
            Append[] unfit =
            [
                append with { Command = append.Command! with { Value = text } },
                append with { Entry = new(append.Feed, 0, [text], "{}") },
                append with { Entry = new(append.Feed, 0, [], text) },
                append with { Access = [new(text, Role.Doctor)] },
            ];
            foreach (var one in unfit) (await Store.AppendAsync(one)).ShouldBe(AppendOutcome.Rejected);
        }

        (await Task.WhenAll(others)).ShouldAllBe(outcome => outcome == AppendOutcome.Committed);
        await fixture.CommitAsync(append);
    }

    [StoreFact]
    public async Task Appends_that_are_written_together_leave_what_they_would_leave_one_by_one()
    {
        var (gate, plug) = await ReopenGatedAsync();
        var writer = fixture.Writer("doctor/d");
        Append[] appends =
        [
            Listed(writer, 1, "a:1") with { Access = [new("account/a", Role.Doctor), new("account/b", Role.Doctor)] },
            writer.Accept("c-1") with { Access = [new("account/a", null)], Redactions = [new(1, Redaction.Erased)] },
            writer.Next() with { WakeAt = FeedWriter.Epoch, Reacted = 1 },
            Listed(writer, 2, "b:1") with { Redactions = [new(1, Redaction.Hidden), new(2, Redaction.Recalled)] },
            writer.Accept("c-2") with { Access = [new("account/a", Role.Pharmacist), new("account/b", null)], Reacted = 2 },
        ];
        var queued = appends.Select(Store.AppendAsync).ToList();

        (await FollowAndReleaseAsync(gate, plug)).ShouldBe(appends.Length);

        (await Task.WhenAll(queued)).ShouldAllBe(outcome => outcome == AppendOutcome.Committed);
        (await Store.ReadHeadAsync(writer.Feed, None)).ShouldBe(new(writer.Position, null, 2));
        (await Store.ReadAsync(writer.Feed, 0, 10, None)).Select(e => (e.Redacted, e.Body.IsEmpty)).ShouldBe(
            [(Redaction.Erased, true), (Redaction.Recalled, false), (null, false), (null, false)]);
        (await Store.ReadCommandsAsync(writer.Feed, 10, None)).Select(command => command.Id.Value).ShouldBe(["c-2", "c-1"]);
        (await RowsAsync(writer.Feed, "a")).ShouldBe([new(writer.Feed, "account/a", Role.Pharmacist, null)]);
        (await RowsAsync(writer.Feed, "b")).ShouldBeEmpty();
        (await Store.SearchAsync(new("doctor", [], 10), None)).ShouldBe([new(writer.Feed, 2, ["b:1"], "{}")]);
        (await VerifyAsync()).Findings.ShouldBeEmpty();
    }

    private static Append Listed(FeedWriter writer, long rank, params string[] terms) =>
        writer.Next("x") with { Entry = new(writer.Feed, rank, [.. terms], "{}") };
}
