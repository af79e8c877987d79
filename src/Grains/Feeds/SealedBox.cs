using System.Security.Cryptography;

namespace Consult.Feeds;

/// <summary>AES-256-GCM in one piece: nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes).</summary>
public static class SealedBox
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Seals bytes under a fresh nonce; the context must be given again to open them.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> key, ReadOnlySpan<byte> context)
    {
        var box = new byte[NonceSize + plain.Length + TagSize];
        var nonce = box.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), context);
        return box;
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">Another key, another context, or changed bytes.</exception>
    public static byte[] Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> key, ReadOnlySpan<byte> context)
    {
        if (box.Length < NonceSize + TagSize) throw new CryptographicException("A sealed box is too short.");
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plain, context);
        return plain;
    }
}
