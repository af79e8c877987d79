using System.Buffers.Binary;
using System.Collections.Immutable;
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
    /// <summary>Of an envelope: two numbers, and the lengths of seven texts.</summary>
    private const int Numbers = 9;

    /// <summary>A character of UTF-16 becomes at most so many bytes of UTF-8.</summary>
    private const int MostBytesOfCharacter = 3;

    private static readonly ImmutableArray<string> RoleNames =
        [.. Enum.GetNames<Role>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Digest of a body as it is stored, 32 bytes.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> key, ReadOnlySpan<byte> body) => HMACSHA256.HashData(key, body);

    /// <summary>The tag of the event that follows <paramref name="previous"/>.</summary>
    public static Tag Next(
        ReadOnlySpan<byte> key, Tag previous, FeedId feed, long seq, string type, DateTimeOffset at, Author by,
        Audience audience, CommandId command, ReadOnlySpan<byte> digest)
    {
        var (feedText, forText, audienceText) = (feed.Value, by.For?.Value ?? "", audience.ToString());
        var role = RoleNames[(int)by.Role];
        var characters = feedText.Length + type.Length + by.Account.Value.Length + role.Length + forText.Length
            + audienceText.Length + command.Value.Length;
        var most = Tag.Size + (Numbers * sizeof(long)) + (characters * MostBytesOfCharacter) + digest.Length;
        // One call for all: a hash that is fed field by field costs several times as much.
        Span<byte> buffer = most <= 2048 ? stackalloc byte[most] : new byte[most];
        var rest = buffer;
        Write(rest, previous);
        rest = Field(rest[Tag.Size..], feedText);
        rest = Number(rest, seq);
        rest = Field(rest, type);
        rest = Number(rest, at.ToUnixTimeMilliseconds());
        rest = Field(rest, by.Account.Value);
        rest = Field(rest, role);
        rest = Field(rest, forText);
        rest = Field(rest, audienceText);
        rest = Field(rest, command.Value);
        digest.CopyTo(rest);
        rest = rest[digest.Length..];
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, buffer[..^rest.Length], full);
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

    private static Span<byte> Number(Span<byte> to, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(to, value);
        return to[sizeof(long)..];
    }

    // Preceded by its length, so that no two envelopes share their bytes.
    private static Span<byte> Field(Span<byte> to, string value)
    {
        var length = Encoding.UTF8.GetBytes(value, to[sizeof(long)..]);
        return Number(to, length)[length..];
    }
}
