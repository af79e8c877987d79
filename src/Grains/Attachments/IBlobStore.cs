using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Attachments;

/// <summary>
/// Where the sealed bytes of attachments are kept: a folder, or Azure Blob Storage. A part is written once and never
/// changed, so that what was checked is what is read for ever after. When the store does not answer, each method throws
/// <see cref="Feeds.Storage.StoreAwayException"/>.
/// </summary>
public interface IBlobStore
{
    /// <summary>The most bytes of one part.</summary>
    const int MaxPart = 2 * 1024 * 1024;

    /// <summary>Keeps a part, whole or not at all. On return it is durable.</summary>
    /// <param name="owner">The attachment.</param>
    /// <param name="part">The part's name, of the form of a key.</param>
    /// <param name="bytes">1 to <see cref="MaxPart"/> bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when there is such a part already; it stays as it is.</returns>
    Task<bool> AddAsync(AttachmentId owner, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>A part; null when there is none.</summary>
    Task<byte[]?> ReadAsync(AttachmentId owner, string part, CancellationToken cancellationToken);

    /// <summary>The names of the parts there are, in no order.</summary>
    Task<ImmutableArray<string>> ListAsync(AttachmentId owner, CancellationToken cancellationToken);

    /// <summary>Removes every part, if there are any.</summary>
    Task RemoveAsync(AttachmentId owner, CancellationToken cancellationToken);
}
