using Consult.Privacy;

namespace Consult.Bench.Privacy;

/// <summary>The sentences and names of one half of the corpus; {} stands for what is private, {n} and the like for a number.</summary>
/// <param name="Sentences">By kind.</param>
/// <param name="Harmless">Sentences that only look as if: {2} is a number of two digits, {1-9} one between these.</param>
/// <param name="WeChatCues">What announces a WeChat account: {} is the account.</param>
/// <param name="QqCues">What announces a QQ account.</param>
/// <param name="Surnames">Surnames.</param>
/// <param name="Given">Given names.</param>
/// <param name="Cities">Cities with a district each.</param>
/// <param name="Roads">Roads.</param>
/// <param name="Estates">Estates.</param>
internal sealed record Words(
    Dictionary<PrivacyKind, string[]> Sentences,
    string[] Harmless,
    string[] WeChatCues,
    string[] QqCues,
    string[] Surnames,
    string[] Given,
    (string City, string District)[] Cities,
    string[] Roads,
    string[] Estates);
