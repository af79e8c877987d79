using System.Security.Cryptography;
using System.Text;
using Consult.Feeds;

namespace Consult.Silo.Keys;

/// <summary>
/// Wraps a person's key: 12 bytes of nonce, the sealed key, 16 bytes of AES-GCM tag, bound to the person's name so
/// that one row cannot be put in another's place.
/// </summary>
internal sealed class KeyWrap(byte[] wrappingKey)
{
    public byte[] Wrap(string person, ReadOnlySpan<byte> key) => SealedBox.Seal(key, wrappingKey, Encoding.UTF8.GetBytes(person));

    /// <exception cref="CryptographicException">The bytes are not this person's key under this master key.</exception>
    public byte[] Unwrap(string person, ReadOnlySpan<byte> wrapped) => SealedBox.Open(wrapped, wrappingKey, Encoding.UTF8.GetBytes(person));
}
