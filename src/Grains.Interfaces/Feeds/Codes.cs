using System.Collections.Frozen;

namespace Consult.Feeds;

/// <summary>One stable error code.</summary>
/// <param name="Code">Never renamed, never used for something else.</param>
/// <param name="Status">HTTP status under which REST clients receive it.</param>
/// <param name="Retry">Whether the same command with the same id may succeed later.</param>
/// <param name="Sentence">What went wrong, for the person who reads the response.</param>
public sealed record CodeInfo(string Code, int Status, bool Retry, string Sentence);

/// <summary>
/// The catalogue of error codes: the same code reaches REST clients (RFC 9457 problem details) and hub clients.
/// </summary>
public static partial class Codes
{
    private static readonly FrozenDictionary<string, CodeInfo> ByCode =
        new[] { General(), OfDomain(), OfDoctors(), OfDepartments(), OfMoney(), OfCare(), OfAttachments(), OfPrescriptions(), OfCalls(), OfLivestreams() }
            .SelectMany(infos => infos)
            .ToFrozenDictionary(info => info.Code);

    /// <summary>Every code there is, in the order of the alphabet.</summary>
    public static IEnumerable<CodeInfo> All => ByCode.Values.OrderBy(info => info.Code, StringComparer.Ordinal);

    /// <summary>What is known of a code.</summary>
    /// <exception cref="KeyNotFoundException">The code is not in the catalogue.</exception>
    public static CodeInfo Info(string code) => ByCode[code];
}
