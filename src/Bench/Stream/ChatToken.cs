using System.Diagnostics;

namespace Consult.Bench.Stream;

/// <summary>
/// What a chat line of the bench begins with: who posted it, its number among that poster's lines, and when. Written
/// in letters, because a server that masks telephone numbers must not take it for one.
/// </summary>
internal static class ChatToken
{
    /// <summary>Characters of a token.</summary>
    public const int Length = PosterLength + NumberLength + TimeLength;

    private const int PosterLength = 3;
    private const int NumberLength = 6;
    private const int TimeLength = 12;

    // Sixteen letters, none of which begins a name of a messenger.
    private const string Alphabet = "abcdefghjkmnprst";

    private static ReadOnlySpan<byte> TextField => "\"text\":\""u8;

    private static readonly byte[] Digits = MakeDigits();

    /// <summary>The token of a line that is posted now.</summary>
    public static string Make(int poster, int number) => string.Create(Length, (poster, number, Stopwatch.GetTimestamp()), static (text, line) =>
    {
        Write(text[..PosterLength], line.poster);
        Write(text.Slice(PosterLength, NumberLength), line.number);
        Write(text[^TimeLength..], line.Item3 / TicksPerMicrosecond);
    });

    /// <summary>Whether another line follows, and what is left behind it.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> message, out (int Poster, int Number, TimeSpan Age) line)
    {
        line = default;
        var at = message.IndexOf(TextField);
        if (at < 0 || message.Length < at + TextField.Length + Length) return false;
        var token = message.Slice(at + TextField.Length, Length);
        message = message[(at + TextField.Length + Length)..];
        var then = Read(token[^TimeLength..]);
        var age = TimeSpan.FromMicroseconds((Stopwatch.GetTimestamp() / TicksPerMicrosecond) - then);
        line = ((int)Read(token[..PosterLength]), (int)Read(token.Slice(PosterLength, NumberLength)), age);
        return true;
    }

    private static long TicksPerMicrosecond => Stopwatch.Frequency / 1_000_000;

    private static void Write(Span<char> text, long value)
    {
        for (var i = text.Length - 1; i >= 0; i--, value >>= 4) text[i] = Alphabet[(int)(value & 15)];
    }

    private static long Read(ReadOnlySpan<byte> text)
    {
        var value = 0L;
        foreach (var letter in text) value = (value << 4) | Digits[letter];
        return value;
    }

    private static byte[] MakeDigits()
    {
        var digits = new byte[256];
        for (var i = 0; i < Alphabet.Length; i++) digits[Alphabet[i]] = (byte)i;
        return digits;
    }
}
