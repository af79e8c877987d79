using System.Collections.Immutable;
using Consult.Attachments;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Silo.Storage;

namespace Consult.Silo.Blobs;

/// <summary>
/// Attachments as files: a folder for each, readable by the owner of the process alone. For one process; a part is
/// written beside its place, flushed, and then put there under its name, so it is whole or not there.
/// </summary>
internal sealed class FolderBlobs : IBlobStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _root;
    private readonly string _incoming;

    /// <summary>Opens the folder, and makes it when there is none.</summary>
    public FolderBlobs(string root)
    {
        _root = root;
        _incoming = Path.Combine(root, ".incoming");
        MakeFolder(root);
        MakeFolder(_incoming);
        // What a crash left half written.
        foreach (var file in Directory.EnumerateFiles(_incoming)) File.Delete(file);
    }

    /// <inheritdoc/>
    public Task<bool> AddAsync(AttachmentId owner, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            var (folder, draft) = (FolderOf(owner), Path.Combine(_incoming, Path.GetRandomFileName()));
            if (!Directory.Exists(folder))
            {
                MakeFolder(folder);
                DirectorySync.Flush(_root);
            }
            try
            {
                await using (var stream = PrivateFile.Create(draft))
                {
                    await stream.WriteAsync(bytes, cancellationToken);
                    stream.Flush(flushToDisk: true);
                }
                return Place(draft, Path.Combine(folder, part));
            }
            finally
            {
                File.Delete(draft);
            }
        });

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(AttachmentId owner, string part, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            try
            {
                return await File.ReadAllBytesAsync(Path.Combine(FolderOf(owner), part), cancellationToken);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        });

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> ListAsync(AttachmentId owner, CancellationToken cancellationToken) =>
        TryAsync(() => Task.FromResult<ImmutableArray<string>>(Directory.Exists(FolderOf(owner))
            ? [.. Directory.EnumerateFiles(FolderOf(owner)).Select(file => Path.GetFileName(file))]
            : []));

    /// <inheritdoc/>
    public Task RemoveAsync(AttachmentId owner, CancellationToken cancellationToken) =>
        TryAsync(() =>
        {
            if (Directory.Exists(FolderOf(owner))) Directory.Delete(FolderOf(owner), recursive: true);
            return Task.FromResult(true);
        });

    // A key may be "..", which is a place elsewhere: what an attachment is called here cannot begin with a dot.
    private string FolderOf(AttachmentId owner) => Path.Combine(_root, "at-" + owner.Value);

    // Moving does not overwrite: of two writers of one part the first one wins. Either way the part is on disk.
    private static bool Place(string draft, string file)
    {
        var isNew = true;
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            isNew = false;
        }
        DirectorySync.Flush(Path.GetDirectoryName(file)!);
        return isNew;
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly);
    }

    // A full disk, an unmounted one: it may be back in a moment.
    private static async Task<T> TryAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreAwayException(e);
        }
    }
}
