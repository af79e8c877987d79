using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Api.Blobs;

/// <summary>
/// Short-lived links to attachments: a ticket in the URL that names attachment, account, role and end, under a keyed
/// hash. Nothing of it is kept, so it outlives a restart and is worth the same in every process. It lets nobody in by
/// itself: the access gate is asked again whenever it is used.
/// </summary>
internal sealed class BlobLinks(IKeyRing keys, TimeProvider clock)
{
    /// <summary>The longest life of a link.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(300);

    /// <summary>The shortest.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(60);

    private const int MacSize = 32;
    private const int MaxLength = 512;
    private const char Separator = '\n';
    private const string Purpose = "consult.blob-link\n";

    /// <summary>A link that ends after a while, but never after the sign-in it was asked for under.</summary>
    public IssuedLink Issue(AttachmentId attachment, SignedIn who, TimeSpan life, bool isThumbnail)
    {
        var until = clock.GetUtcNow() + life;
        if (who.ExpiresAt < until) until = who.ExpiresAt;
        var end = until.ToUnixTimeSeconds();
        var text = Encoding.UTF8.GetBytes(string.Join(
            Separator, attachment, who.Account, who.Role, end.ToString(CultureInfo.InvariantCulture), isThumbnail));
        return new("/blobs/" + Base64Url.EncodeToString([.. Mac(text), .. text]), DateTimeOffset.FromUnixTimeSeconds(end));
    }

    /// <summary>What a ticket says; null when it is not one of ours, or has ended.</summary>
    public BlobLink? Open(string ticket)
    {
        if (ticket.Length > MaxLength || !Base64Url.IsValid(ticket)) return null;
        var bytes = Base64Url.DecodeFromChars(ticket).AsSpan();
        if (bytes.Length <= MacSize || !CryptographicOperations.FixedTimeEquals(Mac(bytes[MacSize..]), bytes[..MacSize])) return null;
        var parts = Encoding.UTF8.GetString(bytes[MacSize..]).Split(Separator);
        var end = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture));
        if (clock.GetUtcNow() >= end) return null;
        var who = new SignedIn(new(parts[1]), Enum.Parse<Role>(parts[2]), AuthenticatedAt: null, end);
        return new(new(parts[0]), who, bool.Parse(parts[4]));
    }

    private byte[] Mac(ReadOnlySpan<byte> text)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.IntegrityKey.Span);
        hash.AppendData(Encoding.UTF8.GetBytes(Purpose));
        hash.AppendData(text);
        return hash.GetHashAndReset();
    }
}

/// <summary>A link as its owner gets it.</summary>
/// <param name="Url">Where to read, on this server; no sign-in needed.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record IssuedLink(string Url, DateTimeOffset ExpiresAt)
{
    /// <summary>Never the ticket.</summary>
    public override string ToString() => "(link)";
}

/// <summary>What a link leads to.</summary>
/// <param name="Attachment">The attachment.</param>
/// <param name="Who">Who asked for it.</param>
/// <param name="IsThumbnail">Whether only its thumbnail.</param>
internal sealed record BlobLink(AttachmentId Attachment, SignedIn Who, bool IsThumbnail);
