using Consult.Attachments;
using Consult.Feeds.Storage;
using Consult.Silo.Blobs;

namespace Consult.Silo.Tests.Blobs;

public sealed class FolderBlobsTests : BlobStoreCompliance, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consult-blobs-");
    private FolderBlobs? _store;

    private protected override IBlobStore Store => _store ??= new(Root);

    private string Root => Path.Combine(_folder.FullName, "blobs");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Nobody_but_the_owner_of_the_process_can_read_folders_and_files()
    {
        if (OperatingSystem.IsWindows()) return;
        await Store.AddAsync(Owner, "00000", Bytes("one"), CancellationToken.None);

        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var path in Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories).Append(Root))
            (File.GetUnixFileMode(path) & others).ShouldBe(UnixFileMode.None, path);
    }

    [Fact]
    public async Task An_attachment_with_an_odd_key_stays_inside_the_folder()
    {
        await Store.AddAsync(new(".."), "00000", Bytes("one"), CancellationToken.None);
        Directory.EnumerateFileSystemEntries(_folder.FullName).ShouldBe([Root]);
        (await Store.ListAsync(new("."), CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_no_part_and_goes_at_the_next_start()
    {
        await Store.AddAsync(Owner, "00000", Bytes("one"), CancellationToken.None);
        var left = Path.Combine(Root, ".incoming", "half");
        await File.WriteAllTextAsync(left, "ha");

        var again = new FolderBlobs(Root);

        File.Exists(left).ShouldBeFalse();
        (await again.ListAsync(Owner, CancellationToken.None)).ShouldBe(["00000"]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_as_away()
    {
        _ = Store;
        Directory.Delete(Root, recursive: true);
        await File.WriteAllTextAsync(Root, "a file is in the way");
        await Should.ThrowAsync<StoreAwayException>(() => Store.AddAsync(Owner, "00000", Bytes("one"), CancellationToken.None));
    }
}
