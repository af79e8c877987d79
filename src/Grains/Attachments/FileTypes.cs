namespace Consult.Attachments;

/// <summary>Tells what a file is by its first bytes, never by its name: a name is whatever its sender likes.</summary>
internal static class FileTypes
{
    /// <summary>The media type of an accepted file; null for everything else.</summary>
    /// <param name="head">The beginning of the file; some 40 bytes are enough.</param>
    public static string? Of(ReadOnlySpan<byte> head) =>
        OfImage(head) ?? OfAudio(head) ?? (head.StartsWith("%PDF-"u8) ? "application/pdf" : null);

    /// <summary>Whether a sender's own idea of the type could be one that is accepted.</summary>
    public static bool MayBeAccepted(string mediaType) =>
        mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
        || mediaType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("application/pdf", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a picture.</summary>
    public static bool IsImage(string type) => type.StartsWith("image/", StringComparison.Ordinal);

    private static string? OfImage(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return "image/gif";
        if (IsRiff(head, "WEBP"u8)) return "image/webp";
        // ISO/IEC 23008-12: the brands of files whose main item is coded in HEVC.
        return BrandOf(head) is "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "hevm" or "hevs" ? "image/heic" : null;
    }

    private static string? OfAudio(ReadOnlySpan<byte> head)
    {
        if (IsRiff(head, "WAVE"u8)) return "audio/wav";
        if (head.StartsWith("#!AMR\n"u8)) return "audio/amr";
        if (head.StartsWith("#!AMR-WB\n"u8)) return "audio/amr-wb";
        if (BrandOf(head) is "M4A " or "M4B ") return "audio/mp4";
        if (IsOgg(head)) return "audio/ogg";
        if (head.StartsWith("ID3"u8)) return "audio/mpeg";
        if (head.Length < 4 || head[0] != 0xFF) return null;
        // ADTS: twelve bits of sync, layer 0. MPEG audio: eleven bits, a version, layer III, a bit rate, a sample rate.
        if ((head[1] & 0xF6) == 0xF0) return "audio/aac";
        var isLayer3 = (head[1] & 0xE6) == 0xE2 && (head[1] & 0x18) != 0x08;
        return isLayer3 && head[2] >> 4 is not (0 or 15) && (head[2] & 0x0C) != 0x0C ? "audio/mpeg" : null;
    }

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head.Slice(8, 4).SequenceEqual(form);

    // An Ogg page header has 27 bytes and one for each segment; the first packet names the codec. Films are Ogg too.
    private static bool IsOgg(ReadOnlySpan<byte> head)
    {
        if (head.Length < 28 || !head.StartsWith("OggS"u8)) return false;
        var packet = head[Math.Min(head.Length, 27 + head[26])..];
        return packet.StartsWith("OpusHead"u8) || packet.StartsWith("\u0001vorbis"u8);
    }

    private static string? BrandOf(ReadOnlySpan<byte> head) =>
        head.Length >= 12 && head.Slice(4, 4).SequenceEqual("ftyp"u8)
            ? System.Text.Encoding.ASCII.GetString(head.Slice(8, 4))
            : null;
}
