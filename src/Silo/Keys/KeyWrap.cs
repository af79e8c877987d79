using System.Security.Cryptography;
using System.Text;

namespace Consult.Silo.Keys;

/// <summary>
/// Wraps a person's key: 12 bytes of nonce, the sealed key, 16 bytes of AES-GCM tag, bound to the person's name so
/// that one row cannot be put in another's place.
/// </summary>
internal sealed class KeyWrap(byte[] wrappingKey)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public byte[] Wrap(string person, ReadOnlySpan<byte> key)
    {
        var wrapped = new byte[NonceSize + key.Length + TagSize];
        var nonce = wrapped.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(wrappingKey, TagSize);
        aes.Encrypt(nonce, key, wrapped.AsSpan(NonceSize, key.Length), wrapped.AsSpan(NonceSize + key.Length), Encoding.UTF8.GetBytes(person));
        return wrapped;
    }

    /// <exception cref="CryptographicException">The bytes are not this person's key under this master key.</exception>
    public byte[] Unwrap(string person, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < NonceSize + TagSize) throw new CryptographicException("A wrapped key is cut short.");
        var key = new byte[wrapped.Length - NonceSize - TagSize];
        using var aes = new AesGcm(wrappingKey, TagSize);
        aes.Decrypt(wrapped[..NonceSize], wrapped[NonceSize..^TagSize], wrapped[^TagSize..], key, Encoding.UTF8.GetBytes(person));
        return key;
    }
}
