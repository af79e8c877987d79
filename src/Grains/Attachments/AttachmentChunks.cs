using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Attachments;

/// <summary>
/// The bytes of attachments, part by part, each sealed with the key of the person they are about: destroying the key
/// destroys them. Memory is bounded by one part, whatever the size of the file.
/// </summary>
public sealed class AttachmentChunks(IBlobStore blobs, IKeyRing keys)
{
    /// <summary>Bytes in each chunk but the last: what a cut costs, and what one transfer holds in memory twice.</summary>
    public const int ChunkSize = 1024 * 1024;

    private const string ThumbnailPart = "thumbnail";

    /// <summary>Keeps a chunk, once and for all. False when the person's key was destroyed and nothing may be kept.</summary>
    /// <param name="of">The attachment.</param>
    /// <param name="chunk">Its number, from 0.</param>
    /// <param name="plain">The chunk.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<bool> AddAsync(AttachmentView of, int chunk, ReadOnlyMemory<byte> plain, CancellationToken cancellationToken) =>
        AddAsync(of, PartOf(chunk), plain, cancellationToken);

    /// <summary>Keeps the thumbnail, which must be smaller than a chunk.</summary>
    public Task<bool> AddThumbnailAsync(AttachmentView of, ReadOnlyMemory<byte> jpeg, CancellationToken cancellationToken) =>
        AddAsync(of, ThumbnailPart, jpeg, cancellationToken);

    /// <summary>A chunk; null when it is not there, or the person's key was destroyed.</summary>
    public Task<byte[]?> ReadAsync(AttachmentView of, int chunk, CancellationToken cancellationToken) =>
        ReadAsync(of, PartOf(chunk), cancellationToken);

    /// <summary>The whole file, to be read from anywhere in it; null when the person's key was destroyed.</summary>
    public async Task<AttachmentStream?> OpenAsync(AttachmentView of, CancellationToken cancellationToken) =>
        await keys.GetAsync(of.Patient.Feed.Value, cancellationToken) is null ? null : new(of, this);

    /// <summary>The thumbnail; null as for a chunk.</summary>
    public Task<byte[]?> ReadThumbnailAsync(AttachmentView of, CancellationToken cancellationToken) =>
        ReadAsync(of, ThumbnailPart, cancellationToken);

    /// <summary>The numbers of the chunks that are still to come, in order.</summary>
    public async Task<ImmutableArray<int>> MissingAsync(AttachmentView of, CancellationToken cancellationToken)
    {
        var there = (await blobs.ListAsync(of.Attachment, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, of.Chunks).Where(chunk => !there.Contains(PartOf(chunk)))];
    }

    /// <summary>Removes everything.</summary>
    public Task RemoveAsync(AttachmentId attachment, CancellationToken cancellationToken) =>
        blobs.RemoveAsync(attachment, cancellationToken);

    private async Task<bool> AddAsync(AttachmentView of, string part, ReadOnlyMemory<byte> plain, CancellationToken cancellationToken)
    {
        if (await keys.GetAsync(of.Patient.Feed.Value, cancellationToken) is not { } key) return false;
        await blobs.AddAsync(of.Attachment, part, SealedBox.Seal(plain.Span, key.Span, Context(of, part)), cancellationToken);
        return true;
    }

    private async Task<byte[]?> ReadAsync(AttachmentView of, string part, CancellationToken cancellationToken)
    {
        if (await keys.GetAsync(of.Patient.Feed.Value, cancellationToken) is not { } key) return null;
        return await blobs.ReadAsync(of.Attachment, part, cancellationToken) is { } box
            ? SealedBox.Open(box, key.Span, Context(of, part))
            : null;
    }

    private static string PartOf(int chunk) => chunk.ToString("D5", CultureInfo.InvariantCulture);

    // Bound to its place: a chunk that somebody moves to another number or attachment does not open.
    private static byte[] Context(AttachmentView of, string part) =>
        Encoding.UTF8.GetBytes($"{of.Attachment.Feed}|blob|{part}");
}
