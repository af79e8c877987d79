using System.Globalization;
using System.Text;
using Consult.Privacy;

namespace Consult.Bench.Privacy;

/// <summary>Makes one half of the corpus: the same words and seed make the same lines.</summary>
internal sealed class CorpusMaker(Words words, int seed)
{
    private const int PlainOfEach = 4;
    private const int HarmlessOfEach = 4;

    private readonly Random _random = new(seed);

    /// <summary>All lines.</summary>
    public IEnumerable<Example> Make()
    {
        var values = new Values(_random, words);
        foreach (var (kind, sentences) in words.Sentences)
        {
            foreach (var sentence in sentences)
            {
                for (var i = 0; i < PlainOfEach; i++) yield return Private(kind, sentence, values, "plain", (text, _) => text);
            }
            foreach (var (name, disguise) in DisguisesOf(kind))
            {
                var count = kind is PrivacyKind.Mobile ? sentences.Length : Math.Min(5, sentences.Length);
                for (var i = 0; i < count; i++) yield return Private(kind, sentences[(i + name.Length) % sentences.Length], values, name, disguise);
            }
        }
        foreach (var sentence in words.Harmless)
        {
            for (var i = 0; i < HarmlessOfEach; i++)
            {
                var text = Numbers(sentence);
                yield return new(text, [], "none");
                if (text == sentence) break;
            }
        }
    }

    private static (string Name, Func<string, Random, string> Write)[] DisguisesOf(PrivacyKind kind) => kind switch
    {
        PrivacyKind.Email => Disguises.OfEmails,
        PrivacyKind.WeChat or PrivacyKind.Passport or PrivacyKind.RecordNumber or PrivacyKind.Plate => Disguises.OfAccounts,
        PrivacyKind.Name => Disguises.OfWords,
        PrivacyKind.Address => Disguises.OfAddresses,
        _ => Disguises.OfDigits,
    };

    private Example Private(PrivacyKind kind, string sentence, Values values, string evasion, Func<string, Random, string> disguise)
    {
        var (before, value) = kind switch
        {
            PrivacyKind.Mobile => ("", values.Mobile()),
            PrivacyKind.IdCard => ("", values.IdCard()),
            PrivacyKind.BankCard => ("", values.BankCard()),
            PrivacyKind.Landline => ("", values.Landline()),
            PrivacyKind.Email => ("", values.Email()),
            PrivacyKind.WeChat => ("", values.WeChat()),
            PrivacyKind.Qq => ("", values.Qq()),
            PrivacyKind.Passport => ("", values.Passport()),
            PrivacyKind.Plate => ("", values.Plate()),
            PrivacyKind.RecordNumber => ("", values.Record()),
            PrivacyKind.Name => ("", values.Name()),
            _ => values.Address(),
        };
        var cues = kind is PrivacyKind.WeChat ? words.WeChatCues : kind is PrivacyKind.Qq ? words.QqCues : ["{}"];
        var whole = sentence.Replace("{}", cues[_random.Next(cues.Length)], StringComparison.Ordinal);
        var written = disguise(value, _random);
        var at = whole.IndexOf("{}", StringComparison.Ordinal);
        return new(
            $"{whole[..at]}{before}{written}{whole[(at + 2)..]}",
            [new(kind, at + before.Length, written.Length)],
            evasion);
    }

    // {2} becomes two digits, the first of them no zero.
    private string Numbers(string sentence)
    {
        var text = new StringBuilder();
        for (var i = 0; i < sentence.Length; i++)
        {
            var end = sentence[i] == '{' ? sentence.IndexOf('}', i) : -1;
            if (end < 0)
            {
                text.Append(sentence[i]);
                continue;
            }
            var count = int.Parse(sentence.AsSpan(i + 1, end - i - 1), CultureInfo.InvariantCulture);
            for (var digit = 0; digit < count; digit++) text.Append(_random.Next(digit == 0 ? 1 : 0, 10));
            i = end;
        }
        return text.ToString();
    }
}
