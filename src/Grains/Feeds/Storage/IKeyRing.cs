namespace Consult.Feeds.Storage;

/// <summary>
/// The keys of the record. All derive from, or are wrapped by, one master key; nothing here is ever logged.
/// </summary>
public interface IKeyRing
{
    /// <summary>Keys the chain of tags and the digests of bodies and commands.</summary>
    ReadOnlyMemory<byte> IntegrityKey { get; }

    /// <summary>
    /// The key that seals text about a person, made at first use.
    /// </summary>
    /// <param name="person">A patient, an account, or a livestream as the room of many, written like a feed: <c>patient/p-88</c>, <c>account/a-1</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>256 bits for AES-GCM; null once the person's key was destroyed.</returns>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string person, CancellationToken cancellationToken);
}
