using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Consult.Feeds.Storage;

/// <summary>
/// The chain that makes a feed tamper-evident: <c>tag(n) = HMAC(key, tag(n-1) ‖ envelope(n) ‖ digest(n))</c> with
/// <c>digest(n) = HMAC(key, body(n))</c>. It covers the body's digest, not the body, so that a body can be destroyed
/// and the chain still verifies; it is keyed, so that who can write the database cannot mend it (docs/adr/002).
/// </summary>
public static class Chain
{
    /// <summary>Digest of a body as it is stored, 32 bytes.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> key, ReadOnlySpan<byte> body) => HMACSHA256.HashData(key, body);

    /// <summary>The tag of the event that follows <paramref name="previous"/>.</summary>
    public static Tag Next(
        ReadOnlySpan<byte> key, Tag previous, FeedId feed, long seq, string type, DateTimeOffset at, Author by,
        Audience audience, CommandId command, ReadOnlySpan<byte> digest)
    {
        // Each field is preceded by its length, so that no two envelopes share their bytes.
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> number = stackalloc byte[2 * sizeof(ulong)];
        Write(number, previous);
        hash.AppendData(number);
        Field(hash, feed.Value);
        Number(hash, seq);
        Field(hash, type);
        Number(hash, at.ToUnixTimeMilliseconds());
        Field(hash, by.Account.Value);
        Field(hash, JsonNamingPolicy.CamelCase.ConvertName(by.Role.ToString()));
        Field(hash, by.For?.Value ?? "");
        Field(hash, audience.ToString());
        Field(hash, command.Value);
        hash.AppendData(digest);
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.GetHashAndReset(full);
        return Read(full);
    }

    /// <summary>The tag that the event's envelope and digest imply.</summary>
    public static Tag Next(ReadOnlySpan<byte> key, Tag previous, FeedEvent stored)
    {
        var e = stored.Envelope;
        return Next(key, previous, e.Feed, e.Seq, e.Type, e.At, e.By, e.Audience, e.Command, stored.Digest.AsSpan());
    }

    /// <summary>Reads the binary form, big-endian.</summary>
    public static Tag Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]));

    /// <summary>Writes the binary form, big-endian, <see cref="Tag.Size"/> bytes.</summary>
    public static void Write(Span<byte> bytes, Tag tag)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, tag.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], tag.Low);
    }

    private static void Number(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Field(IncrementalHash hash, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(hash, length);
        Span<byte> bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(value, bytes);
        hash.AppendData(bytes);
    }
}
