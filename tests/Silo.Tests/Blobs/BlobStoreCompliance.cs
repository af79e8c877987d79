using System.Text;
using Consult.Attachments;
using Consult.Feeds;

namespace Consult.Silo.Tests.Blobs;

/// <summary>What every store of attachments must do. Inherited by one class per store.</summary>
public abstract class BlobStoreCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private protected readonly AttachmentId Owner = new("a-" + Guid.NewGuid().ToString("N"));

    private protected abstract IBlobStore Store { get; }

    [StoreFact]
    public async Task A_part_comes_back_as_it_was_written()
    {
        var bytes = new byte[IBlobStore.MaxPart];
        new Random(7).NextBytes(bytes);

        (await Store.AddAsync(Owner, "00000", bytes, None)).ShouldBeTrue();

        (await Store.ReadAsync(Owner, "00000", None)).ShouldBe(bytes);
    }

    [StoreFact]
    public async Task A_part_is_written_once_and_never_changed()
    {
        await Store.AddAsync(Owner, "00000", Bytes("first"), None);

        (await Store.AddAsync(Owner, "00000", Bytes("second"), None)).ShouldBeFalse();

        (await Store.ReadAsync(Owner, "00000", None)).ShouldBe(Bytes("first"));
    }

    [StoreFact]
    public async Task Of_many_writers_of_one_part_one_wins_and_its_bytes_stay()
    {
        var writers = Enumerable.Range(0, 8).Select(writer => (Bytes: Bytes($"writer {writer}"), Writer: writer)).ToArray();

        var won = await Task.WhenAll(writers.Select(writer => Store.AddAsync(Owner, "00000", writer.Bytes, None)));

        won.Count(isNew => isNew).ShouldBe(1);
        (await Store.ReadAsync(Owner, "00000", None)).ShouldBe(writers[Array.IndexOf(won, true)].Bytes);
    }

    [StoreFact]
    public async Task What_was_never_written_is_not_there()
    {
        (await Store.ReadAsync(Owner, "00000", None)).ShouldBeNull();
        (await Store.ListAsync(Owner, None)).ShouldBeEmpty();
        await Store.AddAsync(Owner, "00000", Bytes("one"), None);
        (await Store.ReadAsync(Owner, "00001", None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task The_list_names_the_parts_of_one_attachment_alone()
    {
        await Store.AddAsync(Owner, "00000", Bytes("one"), None);
        await Store.AddAsync(Owner, "thumbnail", Bytes("small"), None);
        await Store.AddAsync(new(Owner.Value + "0"), "00001", Bytes("another's"), None);

        (await Store.ListAsync(Owner, None)).Order().ShouldBe(["00000", "thumbnail"]);
    }

    [StoreFact]
    public async Task Removing_takes_every_part_and_nobody_elses_and_may_be_repeated()
    {
        AttachmentId other = new(Owner.Value + "0");
        await Store.AddAsync(Owner, "00000", Bytes("one"), None);
        await Store.AddAsync(Owner, "00001", Bytes("two"), None);
        await Store.AddAsync(other, "00000", Bytes("stays"), None);

        await Store.RemoveAsync(Owner, None);
        await Store.RemoveAsync(Owner, None);

        (await Store.ListAsync(Owner, None)).ShouldBeEmpty();
        (await Store.ReadAsync(Owner, "00000", None)).ShouldBeNull();
        (await Store.ReadAsync(other, "00000", None)).ShouldBe(Bytes("stays"));
    }

    private protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
