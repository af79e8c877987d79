using System.Security.Cryptography;
using Consult.Feeds;

namespace Consult.Attachments;

/// <summary>
/// Reads what was uploaded from its first to its last byte, and says what it is. A few at a time: an image lies in
/// memory as a whole meanwhile.
/// </summary>
public sealed class AttachmentInspector(AttachmentChunks chunks, IThumbnails thumbnails) : IDisposable
{
    private const int AtOnce = 2;
    private const int MostWaiting = 32;

    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly SemaphoreSlim _decoder = new(1);
    private int _waiting;

    /// <summary>Inspects an attachment whose chunks have all been sent.</summary>
    internal async Task<Inspection> InspectAsync(AttachmentView of, CancellationToken cancellationToken)
    {
        if (!(await chunks.MissingAsync(of, cancellationToken)).IsEmpty) return new(Codes.AttachmentIncomplete);
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting) return new(Codes.Busy);
            await _slots.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        try
        {
            return await ReadAsync(of, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _decoder.Dispose();
    }

    private async Task<Inspection> ReadAsync(AttachmentView of, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (type, image) = ("", Array.Empty<byte>());
        for (var number = 0; number < of.Chunks; number++)
        {
            if (await chunks.ReadAsync(of, number, cancellationToken) is not { } chunk) return new(Codes.AttachmentGone);
            if (number == 0)
            {
                if (FileTypes.Of(chunk) is not { } found) return new(Codes.AttachmentType);
                type = found;
                if (FileTypes.IsImage(type)) image = new byte[of.Size];
            }
            hash.AppendData(chunk);
            if (image.Length > 0) chunk.CopyTo(image.AsSpan(number * of.ChunkSize));
        }
        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (of.Sha256 is { } announced && announced != digest) return new(Codes.AttachmentDigest);
        if (image.Length == 0) return new(null, type, digest);

        var thumbnail = await MakeThumbnailAsync(image, cancellationToken);
        if (thumbnail.IsTooLarge) return new(Codes.AttachmentPixels);
        var isKept = thumbnail.Jpeg is { } jpeg && await chunks.AddThumbnailAsync(of, jpeg, cancellationToken);
        return new(null, type, digest, isKept);
    }

    // One at a time, as a decoded image may take 200 MB; and not in the actor's turn, as it may take a second.
    private async Task<Thumbnail> MakeThumbnailAsync(byte[] image, CancellationToken cancellationToken)
    {
        await _decoder.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => thumbnails.Make(image), cancellationToken);
        }
        finally
        {
            _decoder.Release();
        }
    }
}

/// <summary>What an upload turned out to be.</summary>
/// <param name="Code">Why it cannot be accepted; null when it can.</param>
/// <param name="Type">Media type by content.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="HasThumbnail">Whether there is a thumbnail.</param>
internal sealed record Inspection(string? Code, string Type = "", string Sha256 = "", bool HasThumbnail = false)
{
    /// <summary>Whether the file will never be accepted, however often it is looked at.</summary>
    public bool IsFinal => Code is Codes.AttachmentType or Codes.AttachmentDigest or Codes.AttachmentPixels;
}
